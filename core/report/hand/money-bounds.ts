import type { AllocationChannel, AllocationProblem } from '../../allocation/problem.ts';

/**
 * Bounds of a channel in money per period, `[lower, upper]`; the upper end may be infinite. Shares are of `total`, the
 * whole spend per period.
 */
export function moneyBounds(channel: AllocationChannel, total: number): [number, number] {
  if (channel.fixed !== undefined) return [channel.fixed, channel.fixed];
  const unit = channel.unit === 'money' ? 1 : channel.unit === 'share' ? total : channel.spend;
  const upper = channel.upper === Infinity ? Infinity : channel.upper * unit;
  return [channel.orOff === true ? 0 : channel.lower * unit, upper];
}

export function presentTotal({ channels }: Pick<AllocationProblem, 'channels'>): number {
  return channels.reduce((sum, { spend }) => sum + spend, 0);
}
