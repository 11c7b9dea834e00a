import { adstockInto } from './adstock.ts';
import { crossProducts, subtractRows } from './cross-products.ts';
import { createLane } from './elementary.ts';
import type { Lane } from './elementary.ts';
import type { PreparedData } from './prepared.ts';
import { createRidgeWorkspace, solveRidge } from './ridge.ts';
import type { RidgeWorkspace } from './ridge.ts';
import { hillInto } from './saturation.ts';
import { createSplit, holdoutBaseline, splitRows } from './split.ts';
import type { Split } from './split.ts';
import { baselineTerms, fixedColumn, fixedTerms, mean, termBounds } from './split-statistics.ts';
import type { TrainingStatistics } from './split-statistics.ts';
import { createWeibullWorkspace } from './weibull.ts';
import type { WeibullWorkspace } from './weibull.ts';

/**
 * One candidate's model, from hyperparameters to residuals, in memory that is made once: everything that evaluates
 * candidates goes through `fitCandidate`. Notation of prepared.ts; q terms are fixed (baseline, context), the other
 * p − q are media.
 */
export interface Fit {
  prepared: PreparedData;
  /** Rows the fit may look at: all but the test period, or all. */
  visible: number;
  /** Whether candidates are scored on rows they were not trained on. */
  scored: boolean;
  /** q */
  fixed: number;
  /** (1 + p) × n: response, then terms; each less its entry in `shifts`. */
  design: Float64Array;
  /** 1 + p: mean of the response over visible rows, of fixed terms over the window, of media over training rows. */
  shifts: Float64Array;
  /** p: sums over the window of the terms as they are. */
  sums: Float64Array;
  /** Per paid channel: spend over the window. */
  spends: Float64Array;
  /** media × L: adstocked series, filled to the end of the window. */
  adstocked: Float64Array;
  /** Per medium: γ·max(a) over the window; weight of the series in its immediate part. */
  inflexions: Float64Array;
  immediateWeights: Float64Array;
  ridge: RidgeWorkspace;
  lambda: number;
  split: Split;
  /** n: actual − fitted. */
  residuals: Float64Array;
  /** Σ residual² of train, validation, test rows and the test period. */
  squaredErrors: Float64Array;
  splits: Map<number, Split>;
  /** Baseline rows of the design by index into `validation.baselines`, `columns` last; and the one in use. */
  baselines: BaselineRows[];
  baseline: number;
  products: Float64Array;
  usedTerms: Int32Array;
  usedWeights: Float64Array;
  weibull: WeibullWorkspace;
  lane: Lane;
  scratch: Lane;
  logs: Float64Array;
}

/** The b baseline terms over the window in one of their versions. */
export interface BaselineRows {
  /** b × n, less their means. */
  values: Float64Array;
  means: Float64Array;
  sums: Float64Array;
}

/** @param rows `all`: trains on every row of the window, as a model is refitted before it is used */
export function createFit(prepared: PreparedData, rows: 'tuning' | 'all' = 'tuning'): Fit {
  const { windowStart, windowRows: n, response, terms, media, validation } = prepared;
  const p = terms.length;
  const fixed = fixedTerms(prepared);
  const visible = rows === 'all' ? n : validation.tuningRows;
  const design = new Float64Array((1 + p) * n);
  const shifts = new Float64Array(1 + p);
  const sums = new Float64Array(p);
  for (let j = 0; j <= fixed; j++) {
    const source = j === 0 ? response.subarray(windowStart, windowStart + n) : fixedColumn(prepared, j - 1, -1);
    const shift = mean(j === 0 ? source.subarray(0, visible) : source);
    shifts[j] = shift;
    if (j > 0) sums[j - 1] = source.reduce((a, b) => a + b, 0);
    design.set(source.map((value) => value - shift), j * n);
  }
  const ridge = createRidgeWorkspace(p);
  for (let j = fixed; j < p; j++) [ridge.lower[j], ridge.upper[j]] = termBounds(prepared, j, 0);
  const baseline = rows === 'all' ? validation.refitBaseline : -1;
  // Pooled: baseline and context are not pulled anywhere.
  if (prepared.ridge === 'pooled') ridge.factors.fill(0, 0, fixed);
  const split = createSplit(prepared, splitRows(visible, 1), baseline);
  return {
    prepared,
    visible,
    scored: rows === 'tuning',
    fixed,
    design,
    shifts,
    sums,
    spends: spendSums(prepared),
    adstocked: new Float64Array(media.length * prepared.rows),
    inflexions: new Float64Array(media.length),
    immediateWeights: new Float64Array(media.length),
    ridge,
    lambda: 0,
    split,
    residuals: new Float64Array(n),
    squaredErrors: new Float64Array(4),
    // A fit on every row, and one that is scored by folds, has this one split.
    splits: new Map(rows === 'all' || validation.folds.length > 0 ? [[ONLY_SPLIT, split]] : []),
    baselines: [...validation.baselines.keys(), -1].map((variant) => baselineRows(prepared, variant)),
    baseline: -1,
    products: new Float64Array((1 + p) * (1 + p)),
    usedTerms: new Int32Array(p),
    usedWeights: new Float64Array(p),
    weibull: createWeibullWorkspace(prepared.rows),
    lane: createLane(n),
    scratch: createLane(n),
    logs: new Float64Array(n),
  };
}

const ONLY_SPLIT = -1;

function spendSums({ rows, windowStart, windowRows, media, spend }: PreparedData): Float64Array {
  return Float64Array.from(media.filter((medium) => medium.kind === 'paid'), (_, i) =>
    spend.subarray(i * rows + windowStart, i * rows + windowStart + windowRows).reduce((a, b) => a + b, 0));
}

function baselineRows(prepared: PreparedData, variant: number): BaselineRows {
  const count = baselineTerms(prepared);
  const columns = Array.from({ length: count }, (_, j) => fixedColumn(prepared, j, variant));
  const means = Float64Array.from(columns, mean);
  const values = new Float64Array(count * prepared.windowRows);
  columns.forEach((column, j) => values.set(column.map((value) => value - (means[j] as number)), j * prepared.windowRows));
  return { values, means, sums: Float64Array.from(columns, (column) => column.reduce((a, b) => a + b, 0)) };
}

/** Fits the candidate `params` (order of `prepared.space.parameters`; lambda and train_size last). Changes `fit`. */
export function fitCandidate(fit: Fit, params: Float64Array): void {
  const { lambdaMin, lambdaMax, media, space } = fit.prepared;
  const size = space.parameters.length;
  useSplit(fit, params[size - 1] as number);
  fit.lambda = lambdaMin + (lambdaMax - lambdaMin) * (params[size - 2] as number);
  for (let i = 0; i < media.length; i++) transformMedium(fit, i, params);
  if (fit.prepared.ridge === 'pooled') poolReturns(fit);
  gatherMoments(fit);
  solveRidge(fit.ridge, fit.lambda);
  computeResiduals(fit);
}

/** Coefficients that would give every paid channel a ROAS of 1: spend over the window / sum of the transformed series. */
function poolReturns({ prepared: { media, terms }, spends, ridge, sums }: Fit): void {
  for (let i = 0; i < spends.length; i++) {
    const term = media[i]?.term ?? 0;
    // One that may only lessen the response has no return in common with the others.
    if (terms[term]?.sign === 'negative') continue;
    const sum = sums[term] as number;
    ridge.pool[term] = sum > 0 ? (spends[i] as number) / sum : 0;
  }
}

function useSplit(fit: Fit, trainSize: number): void {
  const n = fit.visible;
  const rows = splitRows(n, trainSize);
  const key = rows.train * (n + 1) + rows.validation;
  let split = fit.splits.get(ONLY_SPLIT) ?? fit.splits.get(key);
  if (split === undefined) {
    split = createSplit(fit.prepared, rows, holdoutBaseline(fit.prepared, rows.train));
    fit.splits.set(key, split);
  }
  fit.split = split;
  if (split.baseline !== fit.baseline) useBaseline(fit, split.baseline);
}

function useBaseline(fit: Fit, variant: number): void {
  const { values, means, sums } = fit.baselines.at(variant) as BaselineRows;
  fit.design.set(values, fit.prepared.windowRows);
  fit.shifts.set(means, 1);
  fit.sums.set(sums);
  fit.baseline = variant;
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
  crossProducts(fit.design, size, fit.prepared.windowRows, 0, split.train, 1 + fixed, products);
  fixedMoments(ridge, split.statistics);
  for (let j = fixed; j < p; j++) {
    const row = (1 + j) * size;
    ridge.means[j] = fit.shifts[1 + j] as number;
    ridge.responseProducts[j] = products[row] as number;
    for (let k = 0; k <= j; k++) ridge.products[j * p + k] = products[row + 1 + k] as number;
  }
}

/** Moments and bounds of response and fixed terms, known per set of training rows, into the workspace. */
export function fixedMoments(ridge: RidgeWorkspace, statistics: TrainingStatistics): void {
  const p = ridge.terms;
  const fixed = statistics.means.length;
  ridge.rows = statistics.rows;
  ridge.responseMean = statistics.responseMean;
  ridge.responseSquares = statistics.responseSquares;
  for (let j = 0; j < fixed; j++) {
    ridge.means[j] = statistics.means[j] as number;
    ridge.responseProducts[j] = statistics.responseProducts[j] as number;
    ridge.lower[j] = statistics.lower[j] as number;
    ridge.upper[j] = statistics.upper[j] as number;
    for (let k = 0; k <= j; k++) ridge.products[j * p + k] = statistics.products[j * fixed + k] as number;
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
  subtractRows(residuals, design, n, 0, n, usedTerms, usedWeights, used);
  squaredErrors[0] = sumOfSquares(residuals, 0, split.train);
  squaredErrors[1] = sumOfSquares(residuals, split.train, split.train + split.validation);
  squaredErrors[2] = sumOfSquares(residuals, split.train + split.validation, fit.visible);
  squaredErrors[3] = sumOfSquares(residuals, fit.visible, n);
}

function sumOfSquares(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += (values[t] as number) * (values[t] as number);
  return sum;
}
