import { meanResponseAt, weightedCurves } from '../../response/mean-response.ts';
import type { Allocation, AllocationProblem, Limit } from '../problem.ts';
import { cannotMove, channelRange } from './budget-range.ts';
import { directionOf } from './direction.ts';
import type { ChannelExplanation } from './explanation.ts';
import { AT_BOUND, marginalAt } from './frontier-points.ts';
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
  const bests = problem.scenario.kind === 'given' ? [] : ownBests(problem);
  return problem.channels.map((channel, index): ChannelFacts => {
    const { name, spend: today } = channel;
    const own = curves.get(name) ?? [];
    const now = allocation.spend[name] ?? 0;
    const direction = directionOf(today, now);
    const group = problem.groups?.find(({ channels }) => channels.includes(name))?.name ?? null;
    const limit = allocation.limits === undefined ? boundAt(channelRange(channel, cannotMove(channel, curves)), cannotMove(channel, curves), now, channel.fixed) : allocation.limits[name] ?? null;
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

/** For allocations that do not say it. */
function boundAt({ least, most }: { least: number; most: number }, isHeld: boolean, now: number, fixed: number | undefined): Limit | null {
  if (fixed !== undefined) return 'fixed';
  if (isHeld) return 'held';
  if (now >= most * (1 - AT_BOUND)) return 'ceiling';
  return now <= least * (1 + AT_BOUND) ? 'floor' : null;
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
