import { meanResponseAt, meanSlopeAt } from '../../response/mean-response.ts';
import type { WeightedCurves } from '../../response/mean-response.ts';
import type { AllocationChannel, AllocationProblem, ChannelGroup } from '../problem.ts';
import { cannotMove, channelRange } from './budget-range.ts';

/** Slack of a bound that counts as being at it, as a share of the spend there. */
export const AT_BOUND = 1e-7;

type Spend = Readonly<Record<string, number>>;

/** A limit that moves with the budget: so much of the next unit goes there, and brings so much. */
interface Bound {
  share: number;
  marginal: number;
}

/**
 * Response to the next unit of budget at a best split of `spend`: the steepest curve among channels that may still take
 * some, as between their bounds all have one slope (equal marginal returns); what is bound to a share of the budget takes its
 * share of the unit first. 0 where nothing may take any.
 */
export function nextMarginal(problem: AllocationProblem, curves: ReadonlyMap<string, WeightedCurves>, spend: Spend): number {
  const { channels, groups = [] } = problem;
  const total = channels.reduce((sum, { name }) => sum + (spend[name] ?? 0), 0);
  const slope = ({ name }: AllocationChannel): number => marginalAt(curves.get(name) ?? [], spend[name] ?? 0);
  const open = openChannels(problem, curves, spend, total);
  const tight = groups.filter((group) => isTight(group, spend, total));
  const steepest = (from: readonly AllocationChannel[]): number => from.reduce((best, channel) => Math.max(best, slope(channel)), 0);
  const inTight = new Set(tight.flatMap((group) => group.channels));
  const bounds: Bound[] = [
    ...channels.filter(({ name }) => !inTight.has(name)).flatMap((channel): Bound[] => {
      const share = boundShare(channel, spend[channel.name] ?? 0, total);
      return share === null ? [] : [{ share, marginal: slope(channel) }];
    }),
    ...tight.filter(({ unit }) => unit === 'share').map((group): Bound => ({
      share: group.channels.reduce((sum, name) => sum + (spend[name] ?? 0), 0) / total,
      marginal: steepest(open.filter(({ name }) => group.channels.includes(name))),
    })),
  ];
  const free = steepest(open.filter(({ name }) => !inTight.has(name)));
  return bounds.reduce((sum, { share, marginal }) => sum + share * (marginal - free), free);
}

/** Those that may get more by themselves. */
function openChannels({ channels, maxChanged }: AllocationProblem, curves: ReadonlyMap<string, WeightedCurves>, spend: Spend, total: number): AllocationChannel[] {
  const isChanged = (channel: AllocationChannel): boolean => Math.abs((spend[channel.name] ?? 0) - channel.spend) > AT_BOUND * channel.spend;
  const isUsedUp = maxChanged !== undefined && channels.filter(isChanged).length >= maxChanged;
  return channels.filter((channel) => {
    const most = channel.unit === 'share' && channel.fixed === undefined ? channel.upper * total : channelRange(channel, cannotMove(channel, curves)).most;
    return (spend[channel.name] ?? 0) < most * (1 - AT_BOUND) && !(isUsedUp && !isChanged(channel));
  });
}

/** The share of the budget it is held at; null where it is not. */
function boundShare({ unit, fixed, lower, upper }: AllocationChannel, spend: number, total: number): number | null {
  if (unit !== 'share' || fixed !== undefined) return null;
  if (spend >= upper * total * (1 - AT_BOUND)) return upper;
  return lower > 0 && spend <= lower * total * (1 + AT_BOUND) ? lower : null;
}

/** At its most, or at a least that grows with the budget. */
function isTight({ channels, unit, lower = 0, upper = Infinity }: ChannelGroup, spend: Spend, total: number): boolean {
  const money = channels.reduce((sum, name) => sum + (spend[name] ?? 0), 0);
  const one = unit === 'share' ? total : 1;
  return money >= upper * one * (1 - AT_BOUND) || (unit === 'share' && lower > 0 && money <= lower * one * (1 + AT_BOUND));
}

/** The slope; where it is infinite, the response to the first unit of money. */
export function marginalAt(curves: WeightedCurves, spend: number): number {
  const slope = meanSlopeAt(curves, spend);
  return Number.isFinite(slope) ? slope : meanResponseAt(curves, spend + 1) - meanResponseAt(curves, spend);
}
