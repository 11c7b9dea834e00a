import { meanResponseAt, weightedCurves } from '../../response/mean-response.ts';
import type { Allocation, AllocationProblem, Limit } from '../problem.ts';
import { directionOf } from './direction.ts';
import type { ChannelExplanation } from './explanation.ts';
import { marginalAt } from './next-unit.ts';
import { limitsOf } from './limits.ts';
import { ownBests } from './own-bests.ts';

/** What a channel's sentence is made of. Money and response per period; marginal: response to the next unit of money. */
export interface ChannelFacts {
  channel: string;
  direction: ChannelExplanation['direction'];
  today: number;
  now: number;
  marginalToday: number;
  marginalNow: number;
  /** Response per unit of the money that moves; null where none does. */
  average: number | null;
  limit: Limit | null;
  /** Response to moving the limit by a unit of money; null where it is not known. */
  limitWorth: number | null;
  group: string | null;
  agreement: number | null;
}

/** One per channel, in the problem's order. */
export function channelFacts(problem: AllocationProblem, allocation: Allocation): ChannelFacts[] {
  const curves = weightedCurves(problem);
  const limits = limitsOf(problem, allocation);
  const bests = problem.scenario.kind === 'given' ? [] : ownBests(problem);
  return problem.channels.map((channel, index): ChannelFacts => {
    const { name, spend: today } = channel;
    const own = curves.get(name) ?? [];
    const now = allocation.spend[name] ?? 0;
    const direction = directionOf(today, now);
    const group = problem.groups?.find(({ channels }) => channels.includes(name))?.name ?? null;
    const limit = limits[name] ?? null;
    return {
      channel: name, direction, today, now, limit,
      marginalToday: marginalAt(own, today), marginalNow: allocation.marginalResponse[name] ?? marginalAt(own, now),
      average: direction === 'same' ? null : (meanResponseAt(own, now) - meanResponseAt(own, today)) / (now - today),
      limitWorth: (limit === 'group' ? allocation.shadowPrices?.groups[group ?? ''] : allocation.shadowPrices?.channels[name]) ?? null,
      group,
      agreement: bests.length < 2 ? null
        : bests.reduce((sum, best) => sum + (directionOf(today, best.spend[index] ?? 0) === direction ? best.weight : 0), 0) / bests.reduce((sum, { weight }) => sum + weight, 0),
    };
  });
}

/**
 * What the last unit of money brings where it is free to go anywhere: the marginal response that channels at no limit have
 * in common, else the price of the budget. Null where there is none: nothing is sought, or the mean is not what is maximised.
 */
export function priceOf({ scenario, models, objective }: AllocationProblem, { shadowPrices }: Allocation, facts: readonly ChannelFacts[]): number | null {
  const isMean = models === undefined || objective === undefined || objective.kind === 'mean';
  if (scenario.kind === 'given' || !isMean) return null;
  const free = facts.filter(({ limit }) => limit === null).sort((a, b) => b.now - a.now)[0];
  return free?.marginalNow ?? shadowPrices?.budget ?? null;
}

/** The same within a group whose own limit binds, by its name: what its members that are held by it have in common. */
export function groupPrices(facts: readonly ChannelFacts[]): Map<string, number> {
  const held = facts.filter(({ limit, group }) => limit === 'group' && group !== null).sort((a, b) => a.now - b.now);
  return new Map(held.map(({ group, marginalNow }) => [group ?? '', marginalNow]));
}

/** Response per unit of the money that moves, over all channels that get more, and over all that get less; null without any. */
export function averageMoves(facts: readonly ChannelFacts[]): Record<'up' | 'down', number | null> {
  const of = (direction: 'up' | 'down'): number | null => {
    const moved = facts.filter((fact) => fact.direction === direction);
    const money = moved.reduce((sum, { now, today }) => sum + (now - today), 0);
    return money === 0 ? null : moved.reduce((sum, { now, today, average }) => sum + (average ?? 0) * (now - today), 0) / money;
  };
  return { up: of('up'), down: of('down') };
}
