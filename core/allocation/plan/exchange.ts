import { refresh, stepBend, stepGain, takeStep } from './track.ts';
import type { Track } from './track.ts';

/** Money over the whole plan that channels and groups may have. */
export interface Room {
  /** Per channel. */
  lower: number[];
  upper: number[];
  /** Per channel: index into `groups`, −1 for none. */
  groupOf: number[];
  groups: { lower: number; upper: number }[];
}

interface Move {
  to: number;
  up: number;
  from: number;
  down: number;
  /** Value per unit of money at the start. */
  slope: number;
  most: number;
}

const HALVINGS = 30;
const REFRESH = 500;

/**
 * Moves money from where it brings least to where it brings most, between periods and channels, until no move is worth more
 * than `tolerance` of the value for all the money there is. Pairwise ascent with Newton's step along the pair (as in Platt's
 * sequential minimal optimisation, 1998); the sum never changes and every limit is kept throughout. Returns how many moves.
 * @param tracks changed
 */
export function exchange(tracks: readonly Track[], room: Room, maxMoves: number, tolerance: number): number {
  const money = tracks.reduce((sum, { total }) => sum + total, 0);
  const stuck = new Set<string>();
  for (let move = 0; move < maxMoves; move++) {
    // Rounding of many small changes must not add up.
    if (move % REFRESH === REFRESH - 1) tracks.forEach(refresh);
    const best = bestMove(tracks, room, stuck);
    const value = tracks.reduce((sum, track) => sum + Math.abs(track.value), 0);
    if (best === null || best.slope * money <= tolerance * value) return move;
    if (make(tracks, best)) stuck.clear();
    else stuck.add(keyOf(best));
  }
  return maxMoves;
}

function bestMove(tracks: readonly Track[], room: Room, stuck: ReadonlySet<string>): Move | null {
  const ends = tracks.map(({ spend, floor, ceiling, gradient }) => {
    let up = -1;
    let down = -1;
    for (let t = 0; t < spend.length; t++) {
      const here = spend[t] as number;
      const slope = gradient[t] as number;
      if (here < (ceiling[t] as number) && (up < 0 || slope > (gradient[up] as number))) up = t;
      if (here > (floor[t] as number) && (down < 0 || slope < (gradient[down] as number))) down = t;
    }
    return { up, down };
  });
  let best: Move | null = null;
  for (const [to, { up }] of ends.entries()) {
    if (up < 0) continue;
    for (const [from, { down }] of ends.entries()) {
      if (down < 0 || (to === from && up === down)) continue;
      const [a, b] = [tracks[to] as Track, tracks[from] as Track];
      const slope = (a.gradient[up] as number) - (b.gradient[down] as number);
      if (!(slope > (best?.slope ?? 0))) continue;
      const most = Math.min((a.ceiling[up] as number) - (a.spend[up] as number), (b.spend[down] as number) - (b.floor[down] as number),
        to === from ? Infinity : between(tracks, room, to, from));
      const move = { to, up, from, down, slope, most };
      // Less than rounding of the sums: nothing to move.
      if (most > 1e-12 * (a.total + b.total) && !stuck.has(keyOf(move))) best = move;
    }
  }
  return best;
}

/** Money that may go from one channel to another. */
export function between(tracks: readonly Track[], { lower, upper, groupOf, groups }: Room, to: number, from: number): number {
  const total = (index: number): number => (tracks[index] as Track).total;
  const own = Math.min((upper[to] as number) - total(to), total(from) - (lower[from] as number));
  if (groupOf[to] === groupOf[from]) return own;
  const groupTotal = (group: number): number => tracks.reduce((sum, track, index) => (groupOf[index] === group ? sum + track.total : sum), 0);
  const gains = groups[groupOf[to] as number];
  const gives = groups[groupOf[from] as number];
  return Math.min(own, gains === undefined ? Infinity : gains.upper - groupTotal(groupOf[to] as number),
    gives === undefined ? Infinity : groupTotal(groupOf[from] as number) - gives.lower);
}

/** Newton's step, halved until it gains; false where even the least step does not. */
function make(tracks: readonly Track[], { to, up, from, down, slope, most }: Move): boolean {
  const [a, b] = [tracks[to] as Track, tracks[from] as Track];
  const steps = a === b ? [{ track: a, step: { up, down } }]
    : [{ track: a, step: { up, down: -1 } }, { track: b, step: { up: -1, down } }];
  const bend = steps.reduce((sum, { track, step }) => sum + stepBend(track, step), 0);
  let money = bend < 0 ? Math.min(most, -slope / bend) : most;
  for (let halving = 0; halving < HALVINGS; halving++, money /= 2) {
    const gains = steps.map(({ track, step }) => stepGain(track, step, money));
    if (!(gains.reduce((sum, gain) => sum + gain, 0) > 1e-4 * slope * money)) continue;
    for (const [k, { track, step }] of steps.entries()) takeStep(track, step, money, gains[k] as number);
    return true;
  }
  return false;
}

function keyOf({ to, up, from, down }: Move): string {
  return `${to} ${up} ${from} ${down}`;
}
