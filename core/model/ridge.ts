import { createQuadraticWorkspace, solveBoundedQuadratic } from './bounded-quadratic.ts';
import type { QuadraticWorkspace } from './bounded-quadratic.ts';

/**
 * Bounded ridge regression, exact. Minimise over b within bounds and b₀
 *
 *   1/(2m)·Σ (y − b₀ − Xb)² + λ/(2·s_y)·Σ fⱼ·(sⱼ·bⱼ)²
 *
 * sⱼ, s_y standard deviations with divisor m, fⱼ penalty factors (Hoerl & Kennard 1970; scaling of glmnet,
 * Friedman, Hastie & Tibshirani 2010; intercept rule: DESIGN reference definition, Robyn 3.12.1). If b₀ < 0 the fit
 * is repeated without intercept: nothing is centred, sⱼ stays about the mean, s_y = √(mean y²). A constant column
 * gets 0; so does everything when y is constant. Terms with a weight wⱼ in `pool` are pulled toward each other, not
 * toward 0: their part of the penalty is the least over r of Σ fⱼ(sⱼ(bⱼ − r·wⱼ))², as in a hierarchical model whose
 * common level has no prior (Gelman & Hill 2007, partial pooling).
 *
 * Works on moments, not rows: with u = s·b the problem is ½·uᵀAu − dᵀu, A the correlations plus λ/s_y on the diagonal.
 */
export interface RidgeWorkspace {
  /** p */
  terms: number;
  /** Training rows, m. */
  rows: number;
  /** Σ (xⱼ − x̄ⱼ)(xₖ − x̄ₖ) at j·p + k; only k ≤ j is read. */
  products: Float64Array;
  /** Σ (xⱼ − x̄ⱼ)(y − ȳ) */
  responseProducts: Float64Array;
  /** x̄ⱼ */
  means: Float64Array;
  responseMean: number;
  /** Σ (y − ȳ)² */
  responseSquares: number;
  /** Bounds of b, ±Infinity allowed; they must hold 0. */
  lower: Float64Array;
  upper: Float64Array;
  /** fⱼ ≥ 0 */
  factors: Float64Array;
  /** wⱼ ≥ 0: terms whose coefficients are pulled toward a common multiple of w instead of 0; 0 for the others. */
  pool: Float64Array;
  /** Results. */
  coefficients: Float64Array;
  intercept: number;
  hasIntercept: boolean;
  /** sⱼ; 0 for a constant column. */
  deviations: Float64Array;
  /** Columns that vary, and the quadratic programme in them. */
  active: Int32Array;
  pooled: Float64Array;
  quadratic: QuadraticWorkspace;
}

export function createRidgeWorkspace(terms: number): RidgeWorkspace {
  return {
    terms,
    rows: 0,
    products: new Float64Array(terms * terms),
    responseProducts: new Float64Array(terms),
    means: new Float64Array(terms),
    responseMean: 0,
    responseSquares: 0,
    lower: new Float64Array(terms).fill(-Infinity),
    upper: new Float64Array(terms).fill(Infinity),
    factors: new Float64Array(terms).fill(1),
    pool: new Float64Array(terms),
    pooled: new Float64Array(terms),
    coefficients: new Float64Array(terms),
    intercept: 0,
    hasIntercept: true,
    deviations: new Float64Array(terms),
    active: new Int32Array(terms),
    quadratic: createQuadraticWorkspace(terms),
  };
}

/** Least share of a diagonal entry added to it: keeps collinear columns without penalty solvable; under the tolerance. */
const LEAST_PENALTY = 1e-12;

/** Fits from the moments in the workspace, λ ≥ 0; fills coefficients, intercept, hasIntercept and deviations. */
export function solveRidge(ridge: RidgeWorkspace, lambda: number): void {
  const { terms, rows, products, means, deviations, active, coefficients } = ridge;
  let count = 0;
  for (let j = 0; j < terms; j++) {
    const square = products[j * terms + j] as number;
    deviations[j] = isConstant(square, means[j] as number, rows) ? 0 : Math.sqrt(square / rows);
    coefficients[j] = 0;
    if (deviations[j] !== 0) active[count++] = j;
  }
  ridge.hasIntercept = true;
  ridge.intercept = ridge.responseMean;
  if (!isConstant(ridge.responseSquares, ridge.responseMean, rows)) solveWith(ridge, lambda, count, true);
  if (ridge.intercept < 0) {
    ridge.hasIntercept = false;
    solveWith(ridge, lambda, count, false);
  }
}

/** Deviations no larger than the rounding of a mean over `rows` values are those of a constant column. */
export function isConstant(square: number, mean: number, rows: number): boolean {
  const rounding = rows * Number.EPSILON * Math.abs(mean);
  return !(square > rows * rounding * rounding);
}

function solveWith(ridge: RidgeWorkspace, lambda: number, count: number, centred: boolean): void {
  const { terms, rows, products, responseProducts, means, responseMean, deviations, active, coefficients, factors } = ridge;
  const { size, matrix, linear, lower, upper, solution } = ridge.quadratic;
  const square = ridge.responseSquares / rows + (centred ? 0 : responseMean * responseMean);
  const penalty = lambda / Math.sqrt(square);
  for (let a = 0; a < count; a++) {
    const j = active[a] as number;
    const inverse = 1 / (deviations[j] as number);
    const mean = centred ? 0 : means[j] as number;
    for (let b = 0; b <= a; b++) {
      const k = active[b] as number;
      const moment = (products[j * terms + k] as number) / rows + mean * (means[k] as number);
      const value = (moment * inverse) / (deviations[k] as number);
      matrix[a * size + b] = value;
      matrix[b * size + a] = value;
    }
    const diagonal = matrix[a * size + a] as number;
    matrix[a * size + a] = diagonal + Math.max(penalty * (factors[j] as number), LEAST_PENALTY * diagonal);
    linear[a] = ((responseProducts[j] as number) / rows + mean * responseMean) * inverse;
    lower[a] = (ridge.lower[j] as number) * (deviations[j] as number);
    upper[a] = (ridge.upper[j] as number) * (deviations[j] as number);
  }
  poolPenalty(ridge, penalty, count);
  solveBoundedQuadratic(ridge.quadratic, count);
  let explained = 0;
  for (let a = 0; a < count; a++) {
    const j = active[a] as number;
    const value = (solution[a] as number) / (deviations[j] as number);
    coefficients[j] = value;
    explained += value * (means[j] as number);
  }
  ridge.intercept = centred ? responseMean - explained : 0;
}

/**
 * With vⱼ = sⱼ·wⱼ over the pooled terms the penalty becomes λ/(2·s_y)·(Σ fⱼuⱼ² − (Σ fⱼvⱼuⱼ)²/Σ fⱼvⱼ²): what is left of
 * Σ fⱼ(uⱼ − r·vⱼ)² at the best common r. That leaves the direction v without penalty: the least one goes on top, and what
 * rounding of the difference may have taken, so that columns which cancel along v stay solvable.
 */
function poolPenalty({ active, deviations, pool, factors, pooled, quadratic: { size, matrix } }: RidgeWorkspace, penalty: number, count: number): void {
  let squares = 0;
  for (let a = 0; a < count; a++) {
    const j = active[a] as number;
    const weight = (deviations[j] as number) * (pool[j] as number);
    pooled[a] = (factors[j] as number) * weight;
    squares += (pooled[a] as number) * weight;
  }
  if (squares === 0) return;
  const scale = penalty / squares;
  for (let a = 0; a < count; a++) {
    const weight = scale * (pooled[a] as number);
    if (weight === 0) continue;
    const own = penalty * (factors[active[a] as number] as number);
    const least = LEAST_PENALTY * ((matrix[a * size + a] as number) - own) + 4 * count * Number.EPSILON * own;
    for (let b = 0; b < count; b++) matrix[a * size + b] = (matrix[a * size + b] as number) - weight * (pooled[b] as number);
    matrix[a * size + a] = (matrix[a * size + a] as number) + least;
  }
}
