import { MixwrightError } from '../../errors.ts';
import type { Curve } from '../curve.ts';
import type { AllocationChannel, AllocationProblem, ChannelGroup } from '../problem.ts';
import type { Piece } from './base-table.ts';

/** Total spend that shares are of: from least to most it may be. */
export interface TotalRange {
  least: number;
  most: number;
}

/** Multiples of a step that one channel may have at most: more are no longer looked through one by one. */
const MOST_STEPS = 20_000;
const ROUNDING = 1e-9;

/** Bounds of one channel, money per period. With an open total the widest there can be. */
export function boundsOf({ unit, spend, lower, upper, fixed }: AllocationChannel, total: TotalRange): { lower: number; upper: number } {
  if (fixed !== undefined) return { lower: fixed, upper: fixed };
  switch (unit ?? 'multiple') {
    case 'multiple': return { lower: spend * lower, upper: spend * upper };
    case 'money': return { lower, upper };
    case 'share': return { lower: total.least * lower, upper: total.most * upper };
  }
}

/** No model sees an effect: nothing says where its money should be. */
export function isWithoutEffect(curves: readonly Curve[]): boolean {
  return curves.every(({ coefficient }) => coefficient <= 0);
}

/**
 * What a channel may spend, rising; empty where nothing is left. A channel without effect stays where it is, or at what is
 * allowed and nearest to that.
 * @param keeps the present spend is allowed though it is no multiple of the step
 * MixwrightError ALLOCATION_INPUT for a step that is too small for its bounds.
 */
export function piecesOf(channel: AllocationChannel, curves: readonly Curve[], total: TotalRange, keeps: boolean): Piece[] {
  const { name, spend, fixed, step, orOff } = channel;
  const { lower, upper } = boundsOf(channel, total);
  if (fixed !== undefined) return [{ from: fixed, to: fixed }];
  let pieces: Piece[] = lower <= upper ? [{ from: lower, to: upper }] : [];
  if (step !== undefined) pieces = multiples(name, lower, upper, step);
  if (orOff === true && !pieces.some(({ from }) => from <= 0)) pieces = [{ from: 0, to: 0 }, ...pieces];
  if (keeps && spend >= lower && spend <= upper && !pieces.some(({ from, to }) => from <= spend && to >= spend)) {
    pieces = [...pieces, { from: spend, to: spend }].sort((a, b) => a.from - b.from);
  }
  return isWithoutEffect(curves) ? nearest(pieces, spend) : pieces;
}

function multiples(name: string, lower: number, upper: number, step: number): Piece[] {
  const first = Math.ceil(lower / step - ROUNDING);
  const last = Math.floor(upper / step + ROUNDING);
  if (last - first > MOST_STEPS) {
    throw MixwrightError.ofProblems([{
      code: 'ALLOCATION_INPUT', severity: 'error', key: `${name}.step`,
      message: `Steps of ${step} leave ${name} more than ${MOST_STEPS} amounts to choose from.`, mend: 'Give a larger step, or none.',
    }]);
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => ({ from: (first + k) * step, to: (first + k) * step }));
}

function nearest(pieces: readonly Piece[], spend: number): Piece[] {
  let best: number | null = null;
  for (const { from, to } of pieces) {
    const at = Math.min(to, Math.max(from, spend));
    if (best === null || Math.abs(at - spend) < Math.abs(best - spend)) best = at;
  }
  return best === null ? [] : [{ from: best, to: best }];
}

/** Limits of a group, money per period; `upper` Infinity where it has none. */
export function groupBounds({ unit, lower, upper }: ChannelGroup, total: TotalRange): { lower: number; upper: number } {
  const [least, most] = unit === 'money' ? [1, 1] : [total.least, total.most];
  return { lower: lower === undefined ? 0 : lower * least, upper: upper === undefined ? Infinity : upper * most };
}

/** The total that the scenario itself names; null where it is open. */
export function namedTotal({ scenario }: Pick<AllocationProblem, 'scenario'>): number | null {
  return scenario.kind === 'max_response' || scenario.kind === 'hurdle' ? scenario.budget ?? null : null;
}

/** Whether some limit is a share of the total spend. */
export function hasShares({ channels, groups }: AllocationProblem): boolean {
  return channels.some(({ unit, fixed }) => unit === 'share' && fixed === undefined) || (groups ?? []).some(({ unit }) => unit === 'share');
}

/** Whether some channel can't take every amount between its bounds, so that a budget may not come out even. */
export function isUneven({ channels }: AllocationProblem): boolean {
  return channels.some(({ step, orOff, fixed }) => fixed === undefined && (step !== undefined || orOff === true));
}
