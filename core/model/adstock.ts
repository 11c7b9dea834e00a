import type { AdstockKind } from '../spec/spec.ts';
import { expInPlace } from './elementary.ts';
import type { Lane } from './elementary.ts';

/**
 * Adstock: how a period's media goes on working in later periods. Sources: geometric decay of Broadbent (1979);
 * Weibull forms as DESIGN reference definition (Robyn 3.12.1). `rows` (L) is always the length of the series as
 * given: the Weibull scale is a share of it.
 */
export interface AdstockParameters {
  kind: AdstockKind;
  /** theta in 0..1, or the Weibull shape ≥ 0. */
  first: number;
  /** Weibull scale, 0..1; unused for geometric. */
  second: number;
}

export interface Adstocked {
  /** a, as long as x. */
  total: Float64Array;
  /** Part that works in its own period: x, or (weight of lag 0)·x for Weibull PDF. */
  immediate: Float64Array;
  /** a − immediate. */
  carryover: Float64Array;
  /** Σa / Σx; NaN when x is all zero. */
  inflation: number;
}

/** a, its parts and its inflation, for x ≥ 0 of any length. The readable form: it allocates. */
export function adstock(x: Float64Array, parameters: AdstockParameters): Adstocked {
  const rows = x.length;
  const workspace = createAdstockWorkspace(rows);
  const total = new Float64Array(rows);
  const lagZero = adstockInto(x, 0, rows, rows, parameters.kind, parameters.first, parameters.second, workspace, total, 0);
  const immediate = x.map((value) => lagZero * value);
  const carryover = total.map((value, t) => Math.max(0, value - (immediate[t] as number)));
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return { total, immediate, carryover, inflation: sum(total) / sum(x) };
}

/** Weight of lags 0..rows − 1: what one unit spent now adds to a, that many periods later. For charts. */
export function adstockWeights(parameters: AdstockParameters, rows: number): Float64Array {
  const impulse = new Float64Array(rows);
  impulse[0] = 1;
  return adstock(impulse, parameters).total;
}

export interface AdstockWorkspace {
  /** log(1..rows), for the Weibull powers. */
  logs: Float64Array;
  /** Weight of lag k at PAD + k, zeros on both sides. */
  weights: Float64Array;
  /** Weibull powers, and room for their exponentials. */
  powers: Float64Array;
  densities: Float64Array;
  scratch: Lane;
}

/** Zeros around the weights, so that four outputs can be summed at once. */
const PAD = 3;

export function createAdstockWorkspace(rows: number): AdstockWorkspace {
  const scratch = new Float64Array(rows);
  return {
    logs: Float64Array.from({ length: rows }, (_, k) => Math.log(k + 1)),
    weights: new Float64Array(rows + 2 * PAD),
    powers: new Float64Array(rows),
    densities: new Float64Array(rows),
    scratch: { values: scratch, words: new Int32Array(scratch.buffer) },
  };
}

/**
 * Adstock of the series x[offset .. offset + rows − 1] into out[outOffset .. outOffset + end − 1], end ≤ rows (what
 * comes after the last row that is needed may be left out). Returns the weight of lag 0 in the immediate part.
 * @param workspace changed; made for at least `rows` rows
 * @param out changed
 */
export function adstockInto(x: Float64Array, offset: number, rows: number, end: number, kind: AdstockKind, first: number,
  second: number, workspace: AdstockWorkspace, out: Float64Array, outOffset: number): number {
  if (kind === 'geometric') {
    geometricInto(x, offset, end, first, out, outOffset);
    return 1;
  }
  if (first === 0 || second === 0) {
    for (let t = 0; t < end; t++) out[outOffset + t] = x[offset + t] as number;
    return 1;
  }
  const lags = weibullWeights(kind, first, second, rows, workspace);
  convolve(x, offset, end, workspace.weights, lags, out, outOffset);
  return kind === 'weibull_pdf' ? workspace.weights[PAD] as number : 1;
}

/** aₜ = xₜ + θ·aₜ₋₁ (Broadbent 1979). */
function geometricInto(x: Float64Array, offset: number, end: number, theta: number, out: Float64Array, outOffset: number): void {
  let carried = 0;
  for (let t = 0; t < end; t++) {
    carried = (x[offset + t] as number) + theta * carried;
    out[outOffset + t] = carried;
  }
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
function weibullWeights(kind: AdstockKind, shape: number, scale: number, rows: number, workspace: AdstockWorkspace): number {
  const { logs, weights, powers, densities, scratch } = workspace;
  const periods = weibullScalePeriods(scale, rows);
  const logPeriods = Math.log(periods);
  for (let k = 0; k < rows; k++) powers[k] = shape * ((logs[k] as number) - logPeriods);
  expInPlace(powers, rows, scratch); // (j/λ)^shape, j = k + 1
  for (let k = 0; k < rows; k++) densities[k] = -(powers[k] as number);
  expInPlace(densities, rows, scratch); // exp(−(j/λ)^shape)
  return kind === 'weibull_cdf' ? survivalWeights(rows, densities, weights) : densityWeights(rows, shape, powers, densities, weights);
}

const SMALLEST_NORMAL = 2 ** -1022;

/** Lag 0: 1; lag k: ∏ⱼ₌₁..ₖ exp(−(j/λ)^shape). */
function survivalWeights(rows: number, survival: Float64Array, weights: Float64Array): number {
  let weight = 1;
  let lags = 0;
  while (lags < rows && weight >= SMALLEST_NORMAL) {
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
function densityWeights(rows: number, shape: number, powers: Float64Array, survival: Float64Array, weights: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < rows; k++) {
    const power = powers[k] as number;
    // Past the exponential's range the density is 0, as it is in double precision.
    const density = power > 708 ? 0 : ((shape * power) / (k + 1)) * (survival[k] as number);
    weights[PAD + k] = density;
    if (density < low) low = density;
    if (density > high) high = density;
  }
  if (!(high > low)) {
    weights.fill(0, PAD);
    weights[PAD] = 1;
    return 1;
  }
  const range = high - low;
  let lags = 0;
  for (let k = 0; k < rows; k++) {
    const weight = ((weights[PAD + k] as number) - low) / range;
    weights[PAD + k] = weight < SMALLEST_NORMAL ? 0 : weight;
    if (weight >= SMALLEST_NORMAL) lags = k + 1;
  }
  weights.fill(0, PAD + lags);
  return lags;
}

/** aₜ = Σₖ weightₖ·xₜ₋ₖ for t < end, four outputs at a time so that each x and each weight is read once. */
function convolve(x: Float64Array, offset: number, end: number, weights: Float64Array, lags: number, out: Float64Array,
  outOffset: number): void {
  for (let t = 0; t < end; t += 4) {
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    const from = Math.max(0, t - lags + 1);
    const last = Math.min(end - 1, t + PAD);
    let w1 = weights[t - from + PAD + 1] as number;
    let w2 = weights[t - from + PAD + 2] as number;
    let w3 = weights[t - from + PAD + 3] as number;
    for (let s = from; s <= last; s++) {
      const value = x[offset + s] as number;
      const w0 = weights[t - s + PAD] as number;
      a0 += w0 * value;
      a1 += w1 * value;
      a2 += w2 * value;
      a3 += w3 * value;
      w3 = w2;
      w2 = w1;
      w1 = w0;
    }
    const o = outOffset + t;
    out[o] = a0;
    if (t + 1 < end) out[o + 1] = a1;
    if (t + 2 < end) out[o + 2] = a2;
    if (t + 3 < end) out[o + 3] = a3;
  }
}
