import { between, exchange } from './exchange.ts';
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
    if (hasFew(tracks)) changed = handOver(tracks, channels, room) || changed;
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

/** Periods times channels up to which all pairs are looked at. */
const FEW = 60;

function hasFew(tracks: readonly Track[]): boolean {
  return tracks.reduce((sum, { spend }) => sum + spend.length, 0) <= FEW;
}

/** A period of one channel hands all that fits, or half of it, to a period of another: what no small move begins. In place. */
function handOver(tracks: readonly Track[], channels: readonly Improvable[], room: Room): boolean {
  let changed = false;
  for (const [a, to] of tracks.entries()) {
    for (const [b, from] of tracks.entries()) {
      if (a === b) continue;
      for (let i = 0; i < to.spend.length; i++) {
        for (let j = 0; j < from.spend.length; j++) {
          const most = Math.min(from.spend[j] as number, (channels[a] as Improvable).limits.upper - (to.spend[i] as number), between(tracks, room, a, b));
          if ([most, most / 2].some((money) => money > 0 && handed(to, from, [channels[a] as Improvable, channels[b] as Improvable], [i, j], money))) changed = true;
        }
      }
    }
  }
  return changed;
}

function handed(to: Track, from: Track, [takes, gives]: [Improvable, Improvable], [i, j]: [number, number], money: number): boolean {
  const gain = stepGain(to, { up: i, down: -1 }, money) + stepGain(from, { up: -1, down: j }, money);
  if (!(gain > LEAST_GAIN * (Math.abs(to.value) + Math.abs(from.value)))) return false;
  const more = to.spend.with(i, (to.spend[i] as number) + money);
  const less = from.spend.with(j, Math.max(0, (from.spend[j] as number) - money));
  if (!keepsLimits(more, takes.limits) || !keepsLimits(less, gives.limits)) return false;
  reset(to, takes.limits, more);
  reset(from, gives.limits, less);
  return true;
}

function reset(track: Track, limits: PathLimits, spend: Float64Array): void {
  const { floor, ceiling } = patternTrack([], limits, spend);
  [track.spend, track.floor, track.ceiling] = [spend, floor, ceiling];
  refresh(track);
}

/** Moves `money` from j to i where that gains. */
function tried(track: Track, limits: PathLimits, i: number, j: number, money: number): boolean {
  if (!(stepGain(track, { up: i, down: j }, money) > LEAST_GAIN * track.value)) return false;
  const spend = track.spend.slice();
  spend[i] = Math.min(limits.upper, (spend[i] as number) + money);
  spend[j] = Math.max(0, (spend[j] as number) - money);
  if (!keepsLimits(spend, limits)) return false;
  reset(track, limits, spend);
  return true;
}
