import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { createFactor } from '../gaussian-process/factor.ts';

/**
 * A quadratic model of the last answers, and where it is least: one candidate in n is drawn there, all else being as in
 * CMA-ES (a surrogate beside CMA-ES: Hansen 2019, "A global surrogate assisted CMA-ES", GECCO).
 *
 * Its coordinates are those in which CMA-ES draws standard normal steps. With u·v the inner product over n it is kernel ridge regression with
 *   K(u, v) = a + b·(u·v) + c·(u·u)(v·v) + d·n·(u·v)²
 * whose terms allow for a constant, a slope, the curvature of |z|², and any other curvature. The last is held small: what
 * there is of it the covariance has mostly learnt, so that far fewer answers do than there are coefficients (as the curvature
 * changes as little as the answers allow in Powell 2006, "The NEWUOA software for unconstrained optimization").
 */

/** Prior variances a, b, c, d, for losses of unit spread. */
const CONSTANT = 100;
const SLOPE = 10;
const ROUND = 1;
const OTHER = 0.05;
/** Variance of what is no quadratic: at no step, and growing with the sixth power of the length, as what is cubic does. */
const RESIDUAL = 1e-6;
/** Steps whose mean square is larger say nothing about the curvature here, and their powers overflow. */
const FAR = 1e6;
/** Dampings that are tried, in parts of the mean curvature: the first is none. */
const FIRST_DAMPING = 1e-3;
const LARGEST_DAMPING = 1e9;

/**
 * @param steps k ≥ 1 of n ≥ 1 values each
 * @param losses k of them, finite
 * @param radius how long the answer may be
 * @returns n values; null where there is no such model, as with losses that are all the same
 */
export function modelMinimum(steps: readonly Float64Array[], losses: readonly number[], radius: number): Float64Array | null {
  const near = steps.flatMap((z, i) => {
    const square = dot(z, z) / z.length;
    return square < FAR ? [{ z, square, loss: losses[i] as number }] : [];
  });
  const least = near.reduce((lowest, { loss }) => Math.min(lowest, loss), Infinity);
  const spread = near.reduce((sum, { loss }) => sum + (loss - least) / near.length, 0);
  if (!(spread > 0 && spread < Infinity)) return null;
  const coefficients = Float64Array.from(near, ({ loss }) => (loss - least) / spread);
  const factor = createFactor(near.length);
  near.forEach(({ z, square }, i) => {
    const row = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) {
      const other = near[j] as Near;
      const product = dot(z, other.z) / z.length;
      row[j] = CONSTANT + SLOPE * product + ROUND * square * other.square + OTHER * z.length * product * product;
    }
    row[i] = (row[i] as number) + RESIDUAL * (1 + square ** 3);
    factor.append(row);
  });
  factor.solveLower(coefficients);
  factor.solveUpper(coefficients);
  return leastWithin(...derivatives(near, coefficients), radius);
}

interface Near {
  /** n values. */
  z: Float64Array;
  /** z·z over n. */
  square: number;
  loss: number;
}

/** Gradient at 0 and Hessian (rows; both triangles) of Σ coefficientᵢ K(zᵢ, z). */
function derivatives(near: readonly Near[], coefficients: Float64Array): [gradient: Float64Array, hessian: Float64Array[]] {
  const n = (near[0] as Near).z.length;
  const gradient = new Float64Array(n);
  const hessian = Array.from({ length: n }, () => new Float64Array(n));
  let round = 0;
  near.forEach(({ z, square }, i) => {
    const coefficient = coefficients[i] as number;
    round += (2 * ROUND * coefficient * square) / n;
    for (let p = 0; p < n; p++) {
      const row = hessian[p] as Float64Array;
      gradient[p] = (gradient[p] as number) + (SLOPE * coefficient * (z[p] as number)) / n;
      const scaled = (2 * OTHER * coefficient * (z[p] as number)) / n;
      for (let q = 0; q <= p; q++) row[q] = (row[q] as number) + scaled * (z[q] as number);
    }
  });
  hessian.forEach((row, p) => {
    row[p] = (row[p] as number) + round;
    for (let q = 0; q < p; q++) (hessian[q] as Float64Array)[p] = row[q] as number;
  });
  return [gradient, hessian];
}

/** Newton's step, with as much damping as it takes to be downhill and within the radius (Levenberg 1944, Marquardt 1963). */
function leastWithin(gradient: Float64Array, hessian: Float64Array[], radius: number): Float64Array | null {
  const n = gradient.length;
  const size = hessian.reduce((sum, row, p) => sum + Math.abs(row[p] as number) / n, 0);
  const down = Matrix.columnVector(gradient.map((slope) => -slope));
  for (let damping = 0; damping < LARGEST_DAMPING; damping = damping === 0 ? FIRST_DAMPING : damping * 4) {
    const damped = new Matrix(hessian);
    for (let p = 0; p < n; p++) damped.set(p, p, damped.get(p, p) + damping * size);
    const decomposed = new CholeskyDecomposition(damped);
    if (!decomposed.isPositiveDefinite()) continue;
    const step = Float64Array.from(decomposed.solve(down).getColumn(0));
    if (dot(step, step) <= radius * radius) return step;
  }
  return null;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
