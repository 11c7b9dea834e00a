import { quantile } from '../selection/quantile.ts';
import type { MethodTrial } from './track.ts';

/** How a figure spreads over the trials; null: it is infinite there, or nothing is known. */
export interface Spread {
  low: number | null;
  lowerQuartile: number | null;
  median: number | null;
  upperQuartile: number | null;
  high: number | null;
}

/** A spread at each place of an axis; `low` and `high` are its 5 and 95 %. */
export interface Bands {
  low: (number | null)[];
  lowerQuartile: (number | null)[];
  median: (number | null)[];
  upperQuartile: (number | null)[];
  high: (number | null)[];
}

export type Figure = 'hypervolume' | 'error';
export type Axis = 'evaluations' | 'seconds';

const QUANTILES = [['low', 0.05], ['lowerQuartile', 0.25], ['median', 0.5], ['upperQuartile', 0.75], ['high', 0.95]] as const;
const SECONDS_POINTS = 40;
/** Shortest time that is told apart, in seconds. */
const TICK = 1e-4;

export function spreadOf(values: readonly number[]): Spread {
  const all = Float64Array.from(values);
  const spread: Spread = { low: null, lowerQuartile: null, median: null, upperQuartile: null, high: null };
  for (const [name, probability] of QUANTILES) spread[name] = finite(quantile(all, probability));
  return spread;
}

/** Of a trial at its end: +Infinity for an error that no candidate had. */
export function finalOf(trial: MethodTrial, figure: Figure | 'nrmse'): number {
  return trial[figure].at(-1) ?? (figure === 'hypervolume' ? 0 : Infinity);
}

export function secondsOf(trial: MethodTrial): number {
  return trial.seconds.at(-1) ?? 0;
}

/**
 * Seconds at which methods are looked at: from the first checkpoint of any trial to the end of the longest, spread by the
 * logarithm, since one method may take a thousand times as long as another.
 */
export function secondsGrid(trials: readonly MethodTrial[]): number[] {
  const first = Math.max(TICK, trials.reduce((least, trial) => Math.min(least, trial.seconds[0] ?? Infinity), Infinity));
  const last = trials.reduce((most, trial) => Math.max(most, secondsOf(trial)), 0);
  if (!(last > first)) return [Math.min(first, Math.max(last, TICK))];
  return Array.from({ length: SECONDS_POINTS }, (_, i) => (i === SECONDS_POINTS - 1 ? last : first * (last / first) ** (i / (SECONDS_POINTS - 1))));
}

/**
 * Spread of a figure over the trials at each place of the axis. A trial keeps the value of its last checkpoint until the next,
 * and its final one from its end on; before the first it has found nothing. Null past the end of the longest trial.
 */
export function bandsOf(trials: readonly MethodTrial[], figure: Figure, axis: Axis, places: readonly number[]): Bands {
  const end = trials.reduce((most, trial) => Math.max(most, trial[axis].at(-1) ?? 0), 0);
  // Grid searches may end before the last checkpoint; the value they ended with stands.
  const known = (place: number): boolean => axis === 'evaluations' || place <= end;
  const at = trials.map((trial) => steps(trial, figure, axis));
  const bands: Bands = { low: [], lowerQuartile: [], median: [], upperQuartile: [], high: [] };
  for (const place of places) {
    const spread = spreadOf(known(place) ? at.map((value) => value(place)) : []);
    for (const [name] of QUANTILES) bands[name].push(spread[name]);
  }
  return bands;
}

/** The trial as a step function; to be asked at rising places. */
function steps(trial: MethodTrial, figure: Figure, axis: Axis): (place: number) => number {
  const places = trial[axis];
  let next = 0;
  return (place) => {
    while (next < places.length && (places[next] as number) <= place) next++;
    return next === 0 ? (figure === 'hypervolume' ? 0 : Infinity) : trial[figure][next - 1] ?? Infinity;
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
