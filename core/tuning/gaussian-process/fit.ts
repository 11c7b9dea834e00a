import { negativeLogPosterior } from './likelihood.ts';
import type { Prior, Training } from './likelihood.ts';
import { minimise } from './minimise.ts';

/**
 * Prior of the length-scales: log-normal about exp(√2)·√d with deviation √3 (Hvarfner, Hellsten and Nardi 2024, ICML,
 * "Vanilla Bayesian optimization performs great in high dimensions"): it grows with d as the distances in the cube do.
 */
export function priorOf(dimensions: number): Prior {
  const means = new Float64Array(dimensions + 2).fill(Math.SQRT2 + Math.log(Math.max(dimensions, 1)) / 2);
  const deviations = new Float64Array(dimensions + 2).fill(Math.sqrt(3));
  means[dimensions] = SIGNAL.mean;
  deviations[dimensions] = SIGNAL.deviation;
  means[dimensions + 1] = NOISE.mean;
  deviations[dimensions + 1] = NOISE.deviation;
  return { means, deviations };
}

/** Of log variances of standardised targets. Losses are computed, not measured: little noise unless the data insist. */
const SIGNAL = { mean: 0, deviation: 1.5, lower: Math.log(0.05), upper: Math.log(200) };
const NOISE = { mean: Math.log(1e-4), deviation: 2.5, lower: Math.log(1e-7), upper: Math.log(1) };
/** In units of the cube, to the logarithm. */
const SCALES = { lower: Math.log(0.02), upper: Math.log(500) };
const ITERATIONS = 40;

/**
 * The most probable hyperparameters θ (d + 2 logarithms: see likelihood.ts), best of a climb from each start: the last
 * fit where there is one, else the middle of the prior and a surface rougher than that.
 */
export function fitHyperparameters(training: Training, last: Float64Array | null): Float64Array {
  const d = training.dimensions;
  const prior = priorOf(d);
  const posterior = negativeLogPosterior(training, prior);
  const bounds = (side: 'lower' | 'upper'): Float64Array =>
    Float64Array.from({ length: d + 2 }, (_, i) => (i < d ? SCALES : i === d ? SIGNAL : NOISE)[side]);
  const lower = bounds('lower');
  const upper = bounds('upper');
  const rougher = prior.means.map((mean, i) => (i < d ? mean - 2 : mean));
  const starts = last === null ? [prior.means, rougher] : [last];
  let best = { x: prior.means, value: Infinity };
  for (const start of starts) {
    const end = minimise(posterior, start, { lower, upper, iterations: ITERATIONS, firstStep: 0.5 });
    if (end.value < best.value) best = end;
  }
  return best.x;
}
