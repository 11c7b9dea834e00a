import type { Allocation, AllocationChannel, AllocationProblem, Limit, ShadowPrices } from '../problem.ts';
import { curvesOf } from './decision.ts';
import { boundsOf, groupBounds, isWithoutEffect } from './rules.ts';

/** A spend is at a limit when it is this close to it, as a share. */
const AT = 1e-9;

type Told = Pick<Allocation, 'spend' | 'marginalResponse' | 'total'>;

/** Which limit each channel is at, and what moving a limit is worth at the suggestion: both from the answer itself. */
export function limitsAndPrices(problem: AllocationProblem, told: Told): Pick<Allocation, 'limits' | 'shadowPrices'> {
  const limits = limitsOf(problem, told);
  return { limits: Object.fromEntries(limits), shadowPrices: shadowPrices(problem, told, limits) };
}

function isAt(value: number, limit: number): boolean {
  return Math.abs(value - limit) <= AT * Math.max(Math.abs(value), Math.abs(limit));
}

function limitsOf(problem: AllocationProblem, { spend, total }: Told): Map<string, Limit> {
  const { channels, maxChanged } = problem;
  const range = { least: total.spend, most: total.spend };
  const changed = channels.filter((channel) => !isAt(spend[channel.name] ?? 0, channel.spend)).length;
  const tight = tightGroups(problem, { spend, total });
  const curves = curvesOf(problem);
  const limits = new Map<string, Limit>();
  for (const [index, channel] of channels.entries()) {
    const limit = limitOf(channel, spend[channel.name] ?? 0, boundsOf(channel, range), {
      isHeld: isWithoutEffect(curves[index] ?? []) || (channel.spend <= 0 && (channel.unit ?? 'multiple') === 'multiple'),
      usedUp: maxChanged !== undefined && changed >= maxChanged, inTight: tight.some(({ group }) => group.channels.includes(channel.name)),
    });
    if (limit !== null) limits.set(channel.name, limit);
  }
  return limits;
}

function limitOf(
  channel: AllocationChannel, at: number, { lower, upper }: { lower: number; upper: number }, known: { isHeld: boolean; usedUp: boolean; inTight: boolean },
): Limit | null {
  if (channel.fixed !== undefined) return 'fixed';
  if (known.isHeld) return 'held';
  if (at === 0 && channel.orOff === true && lower > 0) return 'off';
  if (isAt(at, lower)) return 'floor';
  if (isAt(at, upper)) return 'ceiling';
  if (known.usedUp && isAt(at, channel.spend)) return 'unchanged';
  if (known.inTight) return 'group';
  return channel.step === undefined ? null : 'step';
}

function tightGroups({ groups }: AllocationProblem, { spend, total }: Pick<Told, 'spend' | 'total'>) {
  return (groups ?? []).flatMap((group) => {
    const { lower, upper } = groupBounds(group, { least: total.spend, most: total.spend });
    const sum = group.channels.reduce((all, name) => all + (spend[name] ?? 0), 0);
    return isAt(sum, upper) ? [{ group, isCeiling: true }] : isAt(sum, lower) && lower > 0 ? [{ group, isCeiling: false }] : [];
  });
}

function shadowPrices(problem: AllocationProblem, told: Told, limits: ReadonlyMap<string, Limit>): ShadowPrices {
  const { channels, scenario, groups } = problem;
  const { spend, marginalResponse, total } = told;
  const slope = (name: string): number => marginalResponse[name] ?? 0;
  const free = channels.filter(({ name }) => !limits.has(name)).map(({ name }) => slope(name));
  const price = priceOf(problem, told, limits, free);
  const groupPrice = new Map<string, number>();
  for (const { group, isCeiling } of tightGroups(problem, { spend, total })) {
    const own = group.channels.filter((name) => limits.get(name) === 'group').map(slope);
    if (own.length === 0) continue;
    const more = mean(own) - price;
    groupPrice.set(group.name, isCeiling ? Math.max(0, more) : Math.min(0, more));
  }
  // Money that a ratio gains is spent again elsewhere: multiplier of the ratio's constraint (walk.ts).
  const target = scenario.kind === 'target_efficiency' && scenario.basis !== 'marginal' ? (scenario.metric === 'roas' ? scenario.target : 1 / scenario.target) : null;
  const scale = target === null || price >= target ? 1 : target / (target - Math.max(0, price));
  const budget = scenario.kind === 'max_response' ? price
    : scenario.kind === 'hurdle' && scenario.budget !== undefined ? (isAt(total.spend, scenario.budget) ? price : 0) : null;
  return {
    budget,
    channels: Object.fromEntries(channels.map(({ name }) => {
      const group = (groups ?? []).find((one) => one.channels.includes(name));
      const more = scale * (slope(name) - price - (group === undefined ? 0 : groupPrice.get(group.name) ?? 0));
      const limit = limits.get(name);
      return [name, limit === 'floor' ? Math.min(0, more) : limit === 'ceiling' ? Math.max(0, more) : limit === 'fixed' ? more : 0];
    })),
    groups: Object.fromEntries((groups ?? []).map(({ name }) => [name, scale * (groupPrice.get(name) ?? 0)])),
  };
}

/** Response that one more unit of money brings where it may go: that of the free channels, else of the best that can still grow. */
function priceOf({ channels, scenario }: AllocationProblem, { marginalResponse, total }: Told, limits: ReadonlyMap<string, Limit>, free: readonly number[]): number {
  if (scenario.kind === 'hurdle' && !(scenario.budget !== undefined && isAt(total.spend, scenario.budget))) return scenario.hurdle;
  if (free.length > 0) return mean(free);
  const growing = channels.filter(({ name }) => ['floor', 'step', 'group'].includes(limits.get(name) ?? '')).map(({ name }) => marginalResponse[name] ?? 0);
  return growing.reduce((most, value) => Math.max(most, value), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
