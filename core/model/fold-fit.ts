import type { RowRange } from '../spec/fold-plan.ts';
import { crossProducts, dot, subtractRows } from './cross-products.ts';
import type { BaselineRows, Fit } from './fit.ts';
import { fixedMoments } from './fit.ts';
import type { PreparedFold } from './prepared.ts';
import { createRidgeWorkspace, solveRidge } from './ridge.ts';
import type { RidgeWorkspace } from './ridge.ts';
import { range, trainingStatistics } from './split-statistics.ts';
import type { TrainingStatistics } from './split-statistics.ts';

/**
 * The folds of a candidate that `fitCandidate` has just fitted: each fold refits the coefficients on its own training
 * rows and is scored on its validation rows. Media are transformed once, since that looks at no response; their
 * products are summed up once per stretch of rows between two borders of folds and put together per fold.
 */
export interface FoldFits {
  folds: FoldFit[];
  /** Stretches of rows between borders of folds. */
  stretches: RowRange[];
  /** Per stretch (1 + p) × (1 + p): products of the design's rows; and 1 + p: their sums. */
  products: Float64Array[];
  sums: Float64Array[];
  ridge: RidgeWorkspace;
  residuals: Float64Array;
  usedTerms: Int32Array;
  usedWeights: Float64Array;
  /** max y − min y of all rows that tuning may look at. */
  range: number;
  /** RMSE of each fold divided by `range`. */
  errors: Float64Array;
}

interface FoldFit {
  fold: PreparedFold;
  statistics: TrainingStatistics;
  /** Indices into `stretches`. */
  stretches: number[];
  /** Null: the design's own. */
  baseline: BaselineRows | null;
}

export function createFoldFits(fit: Fit): FoldFits {
  const { prepared } = fit;
  const { windowStart, windowRows, validation, terms } = prepared;
  const { folds, tuningRows } = validation;
  const borders = [...new Set(folds.flatMap(({ train }) => train.flat()))].sort((a, b) => a - b);
  const stretches = borders.slice(0, -1).map((from, i): RowRange => [from, borders[i + 1] as number]);
  const size = 1 + terms.length;
  return {
    folds: folds.map((fold): FoldFit => ({
      fold,
      statistics: trainingStatistics(prepared, fold.train, fold.baseline),
      stretches: stretches.flatMap(([from, to], i) => (fold.train.some((rows) => rows[0] <= from && to <= rows[1]) ? [i] : [])),
      baseline: fold.baseline < 0 ? null : fit.baselines[fold.baseline] ?? null,
    })),
    stretches,
    products: stretches.map(() => new Float64Array(size * size)),
    sums: stretches.map(() => new Float64Array(size)),
    ridge: createRidgeWorkspace(terms.length),
    residuals: new Float64Array(windowRows),
    usedTerms: new Int32Array(terms.length),
    usedWeights: new Float64Array(terms.length),
    range: range(prepared.response.subarray(windowStart, windowStart + tuningRows)),
    errors: new Float64Array(folds.length),
  };
}

/**
 * Mean NRMSE over the folds, each √(mean e²) over its validation rows divided by the range of the response over all
 * rows of tuning: one scale for all folds, so that a quiet block does not count more than a lively one. Fills `errors`.
 */
export function foldError(fit: Fit, folds: FoldFits): number {
  sumStretches(fit, folds);
  folds.ridge.lower.set(fit.ridge.lower);
  folds.ridge.upper.set(fit.ridge.upper);
  folds.ridge.factors.set(fit.ridge.factors);
  folds.ridge.pool.set(fit.ridge.pool);
  let sum = 0;
  for (let f = 0; f < folds.folds.length; f++) {
    const fold = folds.folds[f] as FoldFit;
    gather(fit, folds, fold);
    solveRidge(folds.ridge, fit.lambda);
    const error = rootMeanSquare(fit, folds, fold) / folds.range;
    folds.errors[f] = error;
    sum += error;
  }
  return sum / folds.folds.length;
}

function sumStretches(fit: Fit, { stretches, products, sums }: FoldFits): void {
  const { design, fixed, ridge } = fit;
  const n = fit.prepared.windowRows;
  const size = 1 + ridge.terms;
  for (let s = 0; s < stretches.length; s++) {
    const [from, to] = stretches[s] as RowRange;
    crossProducts(design, size, n, from, to, 1 + fixed, products[s] as Float64Array);
    const sum = sums[s] as Float64Array;
    for (let i = 0; i < size; i++) {
      let total = 0;
      for (let t = from; t < to; t++) total += design[i * n + t] as number;
      sum[i] = total;
    }
  }
}

/** Moments over the fold's training rows: Σ xy − Σx·Σy/m of what is already shifted near its mean. */
function gather(fit: Fit, { ridge, products, sums }: FoldFits, { fold, statistics, stretches, baseline }: FoldFit): void {
  const { shifts, fixed, design } = fit;
  const p = ridge.terms;
  const size = 1 + p;
  const n = fit.prepared.windowRows;
  const m = statistics.rows;
  const ofBaseline = baseline === null ? 0 : baseline.means.length;
  fixedMoments(ridge, statistics);
  for (let j = fixed; j < p; j++) {
    const row = 1 + j;
    const sumJ = over(stretches, sums, row);
    ridge.means[j] = sumJ / m + (shifts[row] as number);
    ridge.responseProducts[j] = over(stretches, products, row * size) - (sumJ * over(stretches, sums, 0)) / m;
    for (let k = 0; k <= j; k++) {
      if (k < ofBaseline && baseline !== null) {
        let product = 0;
        let sumK = 0;
        for (const [from, to] of fold.train) {
          product += dot(design, row * n, baseline.values, k * n, from, to);
          for (let t = from; t < to; t++) sumK += baseline.values[k * n + t] as number;
        }
        ridge.products[j * p + k] = product - (sumJ * sumK) / m;
      } else {
        ridge.products[j * p + k] = over(stretches, products, row * size + 1 + k) - (sumJ * over(stretches, sums, 1 + k)) / m;
      }
    }
  }
}

function over(stretches: readonly number[], values: readonly Float64Array[], index: number): number {
  let sum = 0;
  for (let s = 0; s < stretches.length; s++) sum += (values[stretches[s] as number] as Float64Array)[index] as number;
  return sum;
}

function rootMeanSquare(fit: Fit, folds: FoldFits, { fold, baseline }: FoldFit): number {
  const { ridge, residuals, usedTerms, usedWeights } = folds;
  const { design, shifts } = fit;
  const n = fit.prepared.windowRows;
  const [from, to] = fold.validation;
  const ofBaseline = baseline === null ? 0 : baseline.means.length;
  let offset = ridge.intercept - (shifts[0] as number);
  let used = 0;
  for (let j = 0; j < ridge.terms; j++) {
    const coefficient = ridge.coefficients[j] as number;
    if (coefficient === 0) continue;
    if (j < ofBaseline && baseline !== null) {
      offset += coefficient * (baseline.means[j] as number);
      continue;
    }
    offset += coefficient * (shifts[1 + j] as number);
    usedTerms[used] = 1 + j;
    usedWeights[used++] = coefficient;
  }
  for (let t = from; t < to; t++) residuals[t] = (design[t] as number) - offset;
  if (baseline !== null) {
    for (let j = 0; j < ofBaseline; j++) {
      const coefficient = ridge.coefficients[j] as number;
      if (coefficient === 0) continue;
      for (let t = from; t < to; t++) residuals[t] = (residuals[t] as number) - coefficient * (baseline.values[j * n + t] as number);
    }
  }
  subtractRows(residuals, design, n, from, to, usedTerms, usedWeights, used);
  let sum = 0;
  for (let t = from; t < to; t++) sum += (residuals[t] as number) ** 2;
  return Math.sqrt(sum / (to - from));
}
