import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { createFit, fitCandidate } from '../model/fit.ts';
import { paramsToVector } from '../model/params.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { RidgeWorkspace } from '../model/ridge.ts';
import { settle } from '../model/settle.ts';

/** The design matrix of one fitted model, and how far its solution hangs on single rows. */
export interface FittedDesign {
  /** m, training rows; they are the first of the window. */
  trainRows: number;
  /** Transformed columns over the window (n values each), in the order of `prepared.terms`. */
  columns: Float64Array[];
  /** Per term, in training: 0 for a column that does not vary. */
  deviations: Float64Array;
  /** n: diagonal of the hat matrix for training rows; for the others zᵢ'(Z'Z + P)⁻¹zᵢ, the same form at a new row. */
  leverage: Float64Array;
  /** Trace over the training rows: degrees of freedom used. */
  freedom: number;
}

/**
 * Hat values of bounded ridge regression: H = 11'/m + Z(Z'Z + P)⁻¹Z', Z the standardised columns whose coefficient is
 * not held at a bound, P the penalty the fit had, (mλ/s_y)·I when every term is pulled toward 0 (Walker and Birch 1988,
 * "Influence measures in ridge regression"; conditional on which bounds hold). Without intercept Z is not centred and
 * 11'/m is left out.
 * @param rows as `createFit`
 */
export function fittedDesign(prepared: PreparedData, params: CandidateParameters, rows: 'tuning' | 'all'): FittedDesign {
  const vector = paramsToVector(prepared.space, params);
  const fit = createFit(settle(prepared, vector), rows);
  fitCandidate(fit, vector);
  const { ridge, split: { train }, shifts, design } = fit;
  const n = prepared.windowRows;
  const columns = prepared.terms.map((_, j) =>
    design.slice((1 + j) * n, (2 + j) * n).map((value) => value + (shifts[1 + j] as number)));
  const varying = ridge.active.subarray(0, ridge.deviations.filter((deviation) => deviation > 0).length);
  const free = [...varying.keys()].filter((a) => ridge.quadratic.state[a] === 0 && (ridge.coefficients[varying[a] as number] as number) !== 0);
  const scaled = free.map((a) => {
    const j = varying[a] as number;
    const centre = ridge.hasIntercept ? ridge.means[j] as number : 0;
    return Array.from(columns[j] as Float64Array, (value) => (value - centre) / (ridge.deviations[j] as number));
  });
  const leverage = new Float64Array(n).fill(ridge.hasIntercept ? 1 / train : 0);
  if (free.length > 0) addLeverage(leverage, scaled, penalisedMoments(ridge, free));
  return { trainRows: train, columns, deviations: ridge.deviations, leverage, freedom: leverage.subarray(0, train).reduce((a, b) => a + b, 0) };
}

/** q × q: Z'Z + P of the solved problem, which is m times its matrix. @param free places among the columns that vary */
function penalisedMoments({ rows, quadratic: { matrix, size } }: RidgeWorkspace, free: readonly number[]): Matrix {
  // One triangle of it: the other may differ by rounding.
  return new Matrix(free.map((a) => free.map((b) => rows * (matrix[Math.max(a, b) * size + Math.min(a, b)] as number))));
}

/** @param scaled q columns of n values @param leverage n values, added to */
function addLeverage(leverage: Float64Array, scaled: number[][], moments: Matrix): void {
  const z = new Matrix(scaled);
  const solved = new CholeskyDecomposition(moments).solve(z);
  leverage.forEach((value, t) => {
    let sum = value;
    for (let j = 0; j < scaled.length; j++) sum += z.get(j, t) * solved.get(j, t);
    leverage[t] = sum;
  });
}

export interface Influence {
  /** n: residual in standard deviations of what it would be had its row not been used. */
  studentised: Float64Array;
  /** m: how far all fitted values move when the row is left out, in units of their uncertainty. */
  cook: Float64Array;
  /** √(Σe²/(m − p)) over training rows, p degrees of freedom. */
  sigma: number;
}

/**
 * Externally studentised residuals e/(s₍ᵢ₎·√(1 − h)) and Cook's distance e²·h/(p·s²·(1 − h)²) of training rows (Cook 1977;
 * Belsley, Kuh and Welsch 1980); rows not trained on: e/(s·√(1 + h)). Null when nothing is left to estimate s from.
 * @param residuals n
 */
export function influence(residuals: Float64Array, { trainRows: m, leverage, freedom: p }: FittedDesign): Influence | null {
  const squares = residuals.subarray(0, m).reduce((sum, e) => sum + e * e, 0);
  if (m - p <= 1 || squares === 0) return null;
  const variance = squares / (m - p);
  const studentised = residuals.map((e, t) => {
    const h = leverage[t] as number;
    if (t >= m) return e / Math.sqrt(variance * (1 + h));
    const without = ((m - p) * variance - (e * e) / (1 - h)) / (m - p - 1);
    return without > 0 ? e / Math.sqrt(without * (1 - h)) : Math.sign(e) * Infinity;
  });
  const cook = residuals.slice(0, m).map((e, t) => {
    const h = leverage[t] as number;
    return (e * e * h) / (p * variance * (1 - h) ** 2);
  });
  return { studentised, cook, sigma: Math.sqrt(variance) };
}
