import { saturate } from '../model/saturation.ts';
import { adstock } from '../model/adstock.ts';
import { evaluateCandidate } from '../model/evaluate.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { settleMedia, settleModel } from '../model/settle.ts';

/**
 * A world in which every effect is known: what the simulated response is made of. Notation of prepared.ts: L rows of
 * the whole table, n of the window.
 */
export interface Truth {
  /** L: intercept, baseline and context together. */
  baseline: Float64Array;
  /** media × L: h(adstock(x)) of each medium, paid first, as in `prepared.media`. */
  shapes: Float64Array;
  /** One per medium: the response where it is saturated. */
  coefficients: Float64Array;
  /** First-order autoregressive, Gaussian. */
  noise: NoiseTruth;
}

export interface NoiseTruth {
  /** Standard deviation in units of the response. */
  sd: number;
  /** Lag-1 autocorrelation, −MAX_AUTOCORRELATION..MAX_AUTOCORRELATION. */
  autocorrelation: number;
}

/** Nearer to 1 the noise would hardly come back to its mean within a window. */
export const MAX_AUTOCORRELATION = 0.95;

/** The chosen model taken for the truth: its hyperparameters, coefficients and the look of its residuals. */
export function truthFromModel(data: PreparedData, params: CandidateParameters): Truth {
  const prepared = settleModel(data, params);
  const { rows, windowStart, windowRows: n, terms, columns, media, response } = prepared;
  const { intercept, coefficients } = evaluateCandidate(prepared, params);
  const ofMedia = new Set(media.map(({ term }) => term));
  const baseline = new Float64Array(rows).fill(intercept);
  terms.forEach(({ name }, j) => {
    if (!ofMedia.has(j)) addTo(baseline, columns.subarray(j * rows, (j + 1) * rows), coefficients[name] ?? 0);
  });
  const shapes = mediaShapes(prepared, params);
  const ofMedium = Float64Array.from(media, ({ name }) => coefficients[name] ?? 0);
  const residuals = response.slice();
  addTo(residuals, baseline, -1);
  ofMedium.forEach((coefficient, i) => addTo(residuals, shapes.subarray(i * rows, (i + 1) * rows), -coefficient));
  return { baseline, shapes, coefficients: ofMedium, noise: noiseOf(residuals.subarray(windowStart, windowStart + n)) };
}

/** h(adstock(x)) of every medium over the whole table, its inflexion taken from the window as in the model. media × L. */
export function mediaShapes(prepared: PreparedData, params: CandidateParameters): Float64Array {
  const vector = Float64Array.from(prepared.space.parameters, ({ name }) => params[name] ?? Number.NaN);
  const { rows, windowStart, windowRows, columns, media } = settleMedia(prepared, vector);
  const value = (index: number): number => vector[index] ?? Number.NaN;
  const shapes = new Float64Array(media.length * rows);
  media.forEach(({ term, adstock: kind, first, second, alpha, gamma }, i) => {
    const { total } = adstock(columns.subarray(term * rows, (term + 1) * rows), { kind, first: value(first), second: value(second) });
    const window = total.subarray(windowStart, windowStart + windowRows);
    // A medium that never runs in the window has no curve: it does nothing.
    if (window.every((spend) => spend === 0)) return;
    shapes.set(saturate(window, value(alpha), value(gamma), total).values, i * rows);
  });
  return shapes;
}

/** Moments about the mean, with divisor n; lag-1 autocorrelation as in Box and Jenkins (1970). */
export function noiseOf(residuals: Float64Array): NoiseTruth {
  const n = residuals.length;
  const mean = residuals.reduce((a, b) => a + b, 0) / n;
  let square = 0;
  let lagged = 0;
  for (let t = 0; t < n; t++) {
    const here = (residuals[t] as number) - mean;
    square += here * here;
    if (t > 0) lagged += here * ((residuals[t - 1] as number) - mean);
  }
  const autocorrelation = square > 0 ? lagged / square : 0;
  return { sd: Math.sqrt(square / n), autocorrelation: Math.max(-MAX_AUTOCORRELATION, Math.min(MAX_AUTOCORRELATION, autocorrelation)) };
}

/** into += factor · values */
export function addTo(into: Float64Array, values: Float64Array, factor: number): void {
  for (let t = 0; t < into.length; t++) into[t] = (into[t] as number) + factor * (values[t] as number);
}
