import { adstockInto } from './adstock.ts';
import { crossProducts, subtractRows } from './cross-products.ts';
import { createLane } from './elementary.ts';
import type { Lane } from './elementary.ts';
import type { PreparedData } from './prepared.ts';
import { createRidgeWorkspace, solveRidge } from './ridge.ts';
import type { RidgeWorkspace } from './ridge.ts';
import { hillInto } from './saturation.ts';
import { trainRows, validationRows } from './split.ts';
import { fixedTerms, mean, splitStatistics, termBounds } from './split-statistics.ts';
import type { SplitStatistics } from './split-statistics.ts';
import { createWeibullWorkspace } from './weibull.ts';
import type { WeibullWorkspace } from './weibull.ts';

/**
 * One candidate's model, from hyperparameters to residuals, in memory that is made once: everything that evaluates
 * candidates goes through `fitCandidate`. Notation of prepared.ts; q terms are fixed (baseline, context), the other
 * p − q are media.
 */
export interface Fit {
  prepared: PreparedData;
  /** q */
  fixed: number;
  /** (1 + p) × n: response, then terms; each less its entry in `shifts`. */
  design: Float64Array;
  /** 1 + p: window mean of response and fixed terms, training mean of media. */
  shifts: Float64Array;
  /** p: sums over the window of the terms as they are. */
  sums: Float64Array;
  /** media × L: adstocked series, filled to the end of the window. */
  adstocked: Float64Array;
  /** Per medium: γ·max(a) over the window; weight of the series in its immediate part. */
  inflexions: Float64Array;
  immediateWeights: Float64Array;
  ridge: RidgeWorkspace;
  lambda: number;
  split: SplitStatistics;
  /** n: actual − fitted. */
  residuals: Float64Array;
  /** Σ residual² of train, validation, test rows. */
  squaredErrors: Float64Array;
  splits: Map<number, SplitStatistics>;
  products: Float64Array;
  usedTerms: Int32Array;
  usedWeights: Float64Array;
  weibull: WeibullWorkspace;
  lane: Lane;
  scratch: Lane;
  logs: Float64Array;
}

export function createFit(prepared: PreparedData): Fit {
  const { rows, windowStart, windowRows: n, columns, response, terms, media } = prepared;
  const p = terms.length;
  const fixed = fixedTerms(prepared);
  const design = new Float64Array((1 + p) * n);
  const shifts = new Float64Array(1 + p);
  const sums = new Float64Array(p);
  for (let j = 0; j <= fixed; j++) {
    const source = j === 0 ? response.subarray(windowStart, windowStart + n)
      : columns.subarray((j - 1) * rows + windowStart, (j - 1) * rows + windowStart + n);
    const shift = mean(source);
    shifts[j] = shift;
    if (j > 0) sums[j - 1] = source.reduce((a, b) => a + b, 0);
    design.set(source.map((value) => value - shift), j * n);
  }
  const ridge = createRidgeWorkspace(p);
  for (let j = fixed; j < p; j++) [ridge.lower[j], ridge.upper[j]] = termBounds(prepared, j, 0);
  return {
    prepared,
    fixed,
    design,
    shifts,
    sums,
    adstocked: new Float64Array(media.length * rows),
    inflexions: new Float64Array(media.length),
    immediateWeights: new Float64Array(media.length),
    ridge,
    lambda: 0,
    split: splitStatistics(prepared, 1),
    residuals: new Float64Array(n),
    squaredErrors: new Float64Array(3),
    splits: new Map(),
    products: new Float64Array((1 + p) * (1 + p)),
    usedTerms: new Int32Array(p),
    usedWeights: new Float64Array(p),
    weibull: createWeibullWorkspace(rows),
    lane: createLane(n),
    scratch: createLane(n),
    logs: new Float64Array(n),
  };
}

/** Fits the candidate `params` (order of `prepared.space.parameters`; lambda and train_size last). Changes `fit`. */
export function fitCandidate(fit: Fit, params: Float64Array): void {
  const { lambdaMin, lambdaMax, media, space } = fit.prepared;
  const size = space.parameters.length;
  useSplit(fit, params[size - 1] as number);
  fit.lambda = lambdaMin + (lambdaMax - lambdaMin) * (params[size - 2] as number);
  for (let i = 0; i < media.length; i++) transformMedium(fit, i, params);
  gatherMoments(fit);
  solveRidge(fit.ridge, fit.lambda);
  computeResiduals(fit);
}

function useSplit(fit: Fit, trainSize: number): void {
  const n = fit.prepared.windowRows;
  const key = trainRows(n, trainSize) * (n + 1) + validationRows(n, trainSize);
  let split = fit.splits.get(key);
  if (split === undefined) {
    split = splitStatistics(fit.prepared, trainSize);
    fit.splits.set(key, split);
  }
  fit.split = split;
}

/** Adstock and saturation of medium i into its row of the design, less its training mean. */
function transformMedium(fit: Fit, i: number, params: Float64Array): void {
  const { prepared, adstocked, design, lane } = fit;
  const { rows, windowStart, windowRows: n } = prepared;
  const medium = prepared.media[i];
  if (medium === undefined) return;
  const series = i * rows;
  const first = params[medium.first] as number;
  const second = params[medium.second] as number;
  fit.immediateWeights[i] = adstockInto(prepared.columns, medium.term * rows, rows, windowStart + n, medium.adstock, first, second,
    fit.weibull, adstocked, series);
  const values = lane.values;
  let highest = 0;
  for (let t = 0; t < n; t++) {
    const value = adstocked[series + windowStart + t] as number;
    values[t] = value;
    if (value > highest) highest = value;
  }
  const inflexion = (params[medium.gamma] as number) * highest;
  fit.inflexions[i] = inflexion;
  const row = (1 + medium.term) * n;
  hillInto(lane, n, params[medium.alpha] as number, inflexion, fit.logs, fit.scratch, design, row);
  const train = fit.split.train;
  let sum = 0;
  for (let t = 0; t < train; t++) sum += design[row + t] as number;
  const shift = sum / train;
  for (let t = train; t < n; t++) sum += design[row + t] as number;
  for (let t = 0; t < n; t++) design[row + t] = (design[row + t] as number) - shift;
  fit.shifts[1 + medium.term] = shift;
  fit.sums[medium.term] = sum;
}

/** Moments over the training rows into the ridge workspace: those of fixed terms from the split, the rest computed. */
function gatherMoments(fit: Fit): void {
  const { ridge, split, fixed, products } = fit;
  const p = ridge.terms;
  const size = 1 + p;
  crossProducts(fit.design, size, fit.prepared.windowRows, split.train, 1 + fixed, products);
  ridge.rows = split.train;
  ridge.responseMean = split.responseMean;
  ridge.responseSquares = split.responseSquares;
  for (let j = 0; j < fixed; j++) {
    ridge.means[j] = split.means[j] as number;
    ridge.responseProducts[j] = split.responseProducts[j] as number;
    ridge.lower[j] = split.lower[j] as number;
    ridge.upper[j] = split.upper[j] as number;
    for (let k = 0; k <= j; k++) ridge.products[j * p + k] = split.products[j * fixed + k] as number;
  }
  for (let j = fixed; j < p; j++) {
    const row = (1 + j) * size;
    ridge.means[j] = fit.shifts[1 + j] as number;
    ridge.responseProducts[j] = products[row] as number;
    for (let k = 0; k <= j; k++) ridge.products[j * p + k] = products[row + 1 + k] as number;
  }
}

function computeResiduals(fit: Fit): void {
  const { ridge, design, shifts, residuals, usedTerms, usedWeights, squaredErrors, split } = fit;
  const n = fit.prepared.windowRows;
  let offset = ridge.intercept - (shifts[0] as number);
  let used = 0;
  for (let j = 0; j < ridge.terms; j++) {
    const coefficient = ridge.coefficients[j] as number;
    if (coefficient === 0) continue;
    offset += coefficient * (shifts[1 + j] as number);
    usedTerms[used] = 1 + j;
    usedWeights[used++] = coefficient;
  }
  for (let t = 0; t < n; t++) residuals[t] = (design[t] as number) - offset;
  subtractRows(residuals, design, n, n, usedTerms, usedWeights, used);
  squaredErrors[0] = sumOfSquares(residuals, 0, split.train);
  squaredErrors[1] = sumOfSquares(residuals, split.train, split.train + split.validation);
  squaredErrors[2] = sumOfSquares(residuals, split.train + split.validation, n);
}

function sumOfSquares(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += (values[t] as number) * (values[t] as number);
  return sum;
}
