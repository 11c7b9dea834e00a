import type { AdstockKind } from '../spec/spec.ts';
import { createLane, expInPlace } from './elementary.ts';
import type { Lane } from './elementary.ts';

/**
 * Weights of the Weibull forms of adstock (DESIGN reference definition, Robyn 3.12.1) and their convolution with a series.
 */
export interface WeibullWorkspace {
  /** log(1..rows), for the Weibull powers. */
  logs: Float64Array;
  /** Weight of lag k at PAD + k, zeros on both sides. */
  weights: Float64Array;
  /** (j/λ)^shape and exp(−(j/λ)^shape) for j = 1.. */
  powers: Float64Array;
  survival: Float64Array;
  scratch: Lane;
  /** First rows of the blocks of four that hold media. */
  blocks: Int32Array;
}

/** Zeros before lag 0 and, twice as many, after the last: blocks of four may reach over both ends. */
const PAD = 3;

export function createWeibullWorkspace(rows: number): WeibullWorkspace {
  return {
    logs: Float64Array.from({ length: rows }, (_, k) => Math.log(k + 1)),
    weights: new Float64Array(rows + 3 * PAD),
    powers: new Float64Array(rows),
    survival: new Float64Array(rows),
    scratch: createLane(rows),
    blocks: new Int32Array(Math.ceil(rows / 4)),
  };
}

/** round(1 + (rows − 1)·scale), halves to even. */
export function weibullScalePeriods(scale: number, rows: number): number {
  const exact = 1 + (rows - 1) * scale;
  const floor = Math.floor(exact);
  const fraction = exact - floor;
  if (fraction !== 0.5) return fraction < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * Weights into `workspace.weights`; returns how many lags count. Later lags weigh exactly 0 in double precision
 * (weights under 2^−1022 count as 0), so leaving them out changes no result.
 */
export function weibullWeights(kind: AdstockKind, shape: number, scale: number, rows: number, workspace: WeibullWorkspace): number {
  const { logs, weights, powers, survival, scratch } = workspace;
  const periods = weibullScalePeriods(scale, rows);
  const logPeriods = Math.log(periods);
  const reach = Math.min(rows, kind === 'weibull_cdf' ? survivalReach(shape, periods) : densityReach(shape, periods));
  for (let k = 0; k < reach; k++) powers[k] = shape * ((logs[k] as number) - logPeriods);
  expInPlace(powers, reach, scratch); // (j/λ)^shape, j = k + 1
  for (let k = 0; k < reach; k++) survival[k] = -(powers[k] as number);
  expInPlace(survival, reach, scratch); // exp(−(j/λ)^shape)
  return kind === 'weibull_cdf' ? survivalWeights(reach, survival, weights)
    : densityWeights(rows, reach, shape, powers, survival, weights);
}

/** Of the weights last computed. */
export function lagZeroWeight(workspace: WeibullWorkspace): number {
  return workspace.weights[PAD] as number;
}

/** exp(−GONE) is under the smallest normal number, 2^−1022 = exp(−708.4). */
const GONE = 709;

/** Lags after which the running product is 0: Σⱼ₌₁..ₖ (j/λ)^shape ≥ k^(shape + 1) / ((shape + 1)·λ^shape). */
function survivalReach(shape: number, periods: number): number {
  return Math.ceil(Math.exp((Math.log(GONE * (shape + 1)) + shape * Math.log(periods)) / (shape + 1))) + 1;
}

/** Lags after which the density is 0: (j/λ)^shape > GONE. */
function densityReach(shape: number, periods: number): number {
  return Math.ceil(periods * Math.exp(Math.log(GONE) / shape));
}

const SMALLEST_NORMAL = 2 ** -1022;

/** Lag 0: 1; lag k: ∏ⱼ₌₁..ₖ exp(−(j/λ)^shape). */
function survivalWeights(reach: number, survival: Float64Array, weights: Float64Array): number {
  let weight = 1;
  let lags = 0;
  while (lags < reach && weight >= SMALLEST_NORMAL) {
    weights[PAD + lags] = weight;
    weight *= survival[lags] as number;
    lags++;
  }
  weights.fill(0, PAD + lags);
  return lags;
}

/**
 * Density of Weibull(shape, λ) at j = k + 1, shifted and scaled to 0..1 over all lags; the factor 1/λ^shape·shape
 * cancels in the scaling except for (j)^(shape − 1), so (j/λ)^shape / j stands for it. All equal: 1, 0, 0, …
 */
function densityWeights(rows: number, reach: number, shape: number, powers: Float64Array, survival: Float64Array,
  weights: Float64Array): number {
  let low = reach < rows ? 0 : Infinity;
  let high = 0;
  for (let k = 0; k < reach; k++) {
    const density = ((shape * (powers[k] as number)) / (k + 1)) * (survival[k] as number);
    weights[PAD + k] = density;
    if (density < low) low = density;
    if (density > high) high = density;
  }
  if (!(high > low)) {
    weights[PAD] = 1;
    weights.fill(0, PAD + 1);
    return 1;
  }
  const range = high - low;
  let lags = 0;
  for (let k = 0; k < reach; k++) {
    const weight = ((weights[PAD + k] as number) - low) / range;
    weights[PAD + k] = weight < SMALLEST_NORMAL ? 0 : weight;
    if (weight >= SMALLEST_NORMAL) lags = k + 1;
  }
  weights.fill(0, PAD + lags);
  return lags;
}

/**
 * aₜ = Σₖ weightₖ·xₜ₋ₖ for t < end: blocks of four outputs from blocks of four inputs, so that eleven reads serve 16
 * products; blocks without media are passed over. Takes 0 × weight for nothing, so x must be finite.
 */
export function convolve(x: Float64Array, offset: number, end: number, workspace: WeibullWorkspace, lags: number, out: Float64Array,
  outOffset: number): void {
  const { weights, blocks } = workspace;
  const whole = end - (end % 4);
  let count = 0;
  for (let s = 0; s < whole; s += 4) {
    const i = offset + s;
    if (x[i] !== 0 || x[i + 1] !== 0 || x[i + 2] !== 0 || x[i + 3] !== 0) blocks[count++] = s;
  }
  let first = 0;
  let beyond = 0;
  for (let t = 0; t < end; t += 4) {
    // Blocks from the first whose last input is within reach up to the outputs' own.
    while (first < count && (blocks[first] as number) + 3 <= t - lags) first++;
    while (beyond < count && (blocks[beyond] as number) <= t) beyond++;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    for (let b = first; b < beyond; b++) {
      const s = blocks[b] as number;
      const w = t - s + PAD;
      const x0 = x[offset + s] as number;
      const x1 = x[offset + s + 1] as number;
      const x2 = x[offset + s + 2] as number;
      const x3 = x[offset + s + 3] as number;
      const before3 = weights[w - 3] as number;
      const before2 = weights[w - 2] as number;
      const before1 = weights[w - 1] as number;
      const w0 = weights[w] as number;
      const w1 = weights[w + 1] as number;
      const w2 = weights[w + 2] as number;
      const w3 = weights[w + 3] as number;
      a0 += w0 * x0 + before1 * x1 + (before2 * x2 + before3 * x3);
      a1 += w1 * x0 + w0 * x1 + (before1 * x2 + before2 * x3);
      a2 += w2 * x0 + w1 * x1 + (w0 * x2 + before1 * x3);
      a3 += w3 * x0 + w2 * x1 + (w1 * x2 + w0 * x3);
    }
    // The outputs' own inputs when they are fewer than four.
    if (t === whole) {
      for (let s = t; s < end; s++) {
        const value = x[offset + s] as number;
        a0 += (weights[t - s + PAD] as number) * value;
        a1 += (weights[t - s + PAD + 1] as number) * value;
        a2 += (weights[t - s + PAD + 2] as number) * value;
      }
    }
    const o = outOffset + t;
    out[o] = a0;
    if (t + 1 < end) out[o + 1] = a1;
    if (t + 2 < end) out[o + 2] = a2;
    if (t + 3 < end) out[o + 3] = a3;
  }
}
