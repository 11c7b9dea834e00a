import { exchange } from './exchange.ts';
import type { Room } from './exchange.ts';
import { keepsLimits } from './fit-total.ts';
import type { PathLimits } from './price-path.ts';
import { refresh, stepGain, trackOf } from './track.ts';
import type { Term, Track } from './track.ts';

/** Share of the value that all money moved at the last pair's difference would be worth. */
const TOLERANCE = 1e-7;
const MOVES = 6000;
const ROUNDS = 4;
/** Share of a channel's value that a rearrangement must gain. */
const LEAST_GAIN = 1e-9;

export interface Improvable {
  terms: readonly Term[];
  limits: PathLimits;
}

/**
 * A plan improved on the true response: money moves between periods and channels (exchange.ts), then whole periods of a channel
 * change places or join, and again, until neither helps. Sums, limits and flights are kept.
 * @param plan one spend per channel
 */
export function improve(channels: readonly Improvable[], plan: readonly Float64Array[], room: Room): { plan: Float64Array[]; value: number } {
  const tracks = channels.map(({ terms, limits }, c) => patternTrack(terms, limits, (plan[c] as Float64Array).slice()));
  for (let round = 0; round < ROUNDS; round++) {
    exchange(tracks, room, MOVES, TOLERANCE);
    tracks.forEach(refresh);
    let changed = false;
    for (const [c, { limits }] of channels.entries()) changed = rearrange(tracks[c] as Track, limits) || changed;
    if (!changed) break;
  }
  return { plan: tracks.map(({ spend }) => spend), value: tracks.reduce((sum, { value }) => sum + value, 0) };
}

/** Money moves only where the channel is on, when on has a least spend. */
function patternTrack(terms: readonly Term[], { lower, upper }: PathLimits, spend: Float64Array): Track {
  const isFree = lower <= 0;
  return trackOf(terms, spend, spend.map((value) => (value > 0 ? lower : 0)), spend.map((value) => (isFree || value > 0 ? upper : 0)));
}

/** First improvement over all pairs of periods: change places, or one takes all that fits from the other. In place. */
function rearrange(track: Track, limits: PathLimits): boolean {
  const periods = track.spend.length;
  let changed = false;
  for (let i = 0; i < periods; i++) {
    for (let j = 0; j < periods; j++) {
      if (i === j || track.spend[i] === track.spend[j]) continue;
      const joined = Math.min(track.spend[j] as number, limits.upper - (track.spend[i] as number));
      const tries = i < j ? [(track.spend[j] as number) - (track.spend[i] as number), joined] : [joined];
      if (tries.some((money) => money !== 0 && tried(track, limits, i, j, money))) changed = true;
    }
  }
  return changed;
}

/** Moves `money` from j to i where that gains. */
function tried(track: Track, limits: PathLimits, i: number, j: number, money: number): boolean {
  if (!(stepGain(track, { up: i, down: j }, money) > LEAST_GAIN * track.value)) return false;
  const spend = track.spend.slice();
  spend[i] = Math.min(limits.upper, (spend[i] as number) + money);
  spend[j] = Math.max(0, (spend[j] as number) - money);
  if (!keepsLimits(spend, limits)) return false;
  const { floor, ceiling } = patternTrack([], limits, spend);
  [track.spend, track.floor, track.ceiling] = [spend, floor, ceiling];
  refresh(track);
  return true;
}
