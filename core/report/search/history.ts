import { hypervolumeCurve } from '../../diagnosis/search-progress.ts';
import type { HypervolumeCurve } from '../../diagnosis/search-progress.ts';
import type { Objective, SearchData } from './candidates.ts';

/** At most so many steps; finer than a picture can show helps nobody. */
const STEPS = 200;

/** The best found so far in each trial, over the trials. */
export interface BestSoFar {
  /** Iterations, ascending. */
  iterations: number[];
  /** Per iteration, over the trials that have a candidate by then; from where half of them have one. */
  median: number[];
  /** 10 % and 90 % of the trials. */
  lower: number[];
  upper: number[];
}

/** Of the candidates given, by ascending index; a trial that has ended keeps its best. */
export function bestSoFar(data: SearchData, indices: Int32Array, objective: Objective): BestSoFar {
  const last = indices.reduce((most, index) => Math.max(most, data.iteration[index] as number), 0);
  const steps = Math.min(STEPS, last);
  const iterations = Array.from({ length: steps }, (_, step) => Math.round(((step + 1) * last) / steps));
  const trials = new Map<number, Float64Array>();
  for (const index of indices) {
    const value = data[objective][index] as number;
    if (!Number.isFinite(value)) continue;
    const trial = data.trial[index] as number;
    const best = trials.get(trial) ?? new Float64Array(steps).fill(Infinity);
    trials.set(trial, best);
    const at = stepOf(data.iteration[index] as number, iterations);
    best[at] = Math.min(best[at] as number, value);
  }
  const found: BestSoFar = { iterations: [], median: [], lower: [], upper: [] };
  const running = [...trials.values()];
  const held = new Float64Array(running.length).fill(Infinity);
  iterations.forEach((iteration, step) => {
    running.forEach((best, trial) => { held[trial] = Math.min(held[trial] as number, best[step] as number); });
    const known = held.filter((value) => Number.isFinite(value)).sort();
    // The first few alone would say nothing of the others.
    if (known.length === 0 || known.length < running.length / 2) return;
    found.iterations.push(iteration);
    found.median.push(quantile(known, 0.5));
    found.lower.push(quantile(known, 0.1));
    found.upper.push(quantile(known, 0.9));
  });
  return found;
}

/** The first step that is at or after an iteration. */
function stepOf(iteration: number, iterations: readonly number[]): number {
  const last = iterations.at(-1) ?? 1;
  let step = Math.min(iterations.length - 1, Math.floor((iteration * iterations.length) / last));
  while (step > 0 && (iterations[step - 1] as number) >= iteration) step -= 1;
  return step;
}

/** Between neighbours in a straight line (type 7 of Hyndman and Fan 1996); `sorted` is ascending and not empty. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (place - Math.floor(place)) * (above - below);
}

/** How the front of the candidates given grows, as in the run's diagnosis; null where none has a finite error. */
export function hypervolumeOf(data: SearchData, indices: Int32Array, of: { rssdObjective: boolean; studies: number }): HypervolumeCurve | null {
  const column = (values: Float64Array): Float64Array => Float64Array.from(indices, (index) => values[index] as number);
  const curve = hypervolumeCurve({
    iteration: column(data.iteration), nrmse: column(data.nrmse), decompRssd: column(data.decompRssd), mape: column(data.mape),
  }, of);
  return curve.volume.length === 0 ? null : curve;
}
