import { MixwrightError } from '../errors.ts';

/**
 * Minimise ½·uᵀAu − dᵀu subject to lower ≤ u ≤ upper, A symmetric positive definite (q × q, row-major).
 *
 * Block principal pivoting (Júdice & Pires 1994, "A block principal pivoting algorithm for large-scale strictly
 * monotone linear complementarity problems", Computers & Operations Research 21; the scheme Kim & Park 2011 use
 * for non-negative least squares): solve for the free variables exactly, move every variable that breaks its
 * bound or whose gradient points inwards to the other set, repeat. While that stops reducing the number of
 * violations, only the last violating variable moves (Murty 1974), which ends after finitely many steps.
 */
export interface QuadraticWorkspace {
  size: number;
  /** q × q, row stride `size`; the caller fills it. */
  matrix: Float64Array;
  linear: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** The solution. */
  solution: Float64Array;
  /** −1 at the lower bound, 0 free, 1 at the upper. */
  state: Int8Array;
  next: Int8Array;
  free: Int32Array;
  factor: Float64Array;
  work: Float64Array;
}

export function createQuadraticWorkspace(size: number): QuadraticWorkspace {
  return {
    size,
    matrix: new Float64Array(size * size),
    linear: new Float64Array(size),
    lower: new Float64Array(size),
    upper: new Float64Array(size),
    solution: new Float64Array(size),
    state: new Int8Array(size),
    next: new Int8Array(size),
    free: new Int32Array(size),
    factor: new Float64Array(size * size),
    work: new Float64Array(size),
  };
}

/** Steps without fewer violations before single pivoting (Júdice & Pires use 10, Kim & Park 3). */
const PATIENCE = 3;
/** A violation smaller than this share of max |d| is rounding. */
const TOLERANCE = 1e-13;

/** Solves the first q variables into `solution`; returns the number of factorisations. */
export function solveBoundedQuadratic(workspace: QuadraticWorkspace, q: number): number {
  const { linear, lower, upper, solution, state, next } = workspace;
  let scale = 0;
  for (let j = 0; j < q; j++) {
    scale = Math.max(scale, Math.abs(linear[j] as number));
    state[j] = 0;
  }
  const tolerance = TOLERANCE * scale;
  const limit = 200 + 100 * q;
  let fewest = q + 1;
  let patience = PATIENCE;
  for (let step = 1; step <= limit; step++) {
    solveFree(workspace, q);
    const last = markViolations(workspace, q, tolerance);
    const violations = last.count;
    if (violations === 0) {
      for (let j = 0; j < q; j++) {
        solution[j] = Math.min(upper[j] as number, Math.max(lower[j] as number, solution[j] as number));
      }
      return step;
    }
    if (violations < fewest) {
      fewest = violations;
      patience = PATIENCE;
    } else if (patience > 0) {
      patience--;
    } else {
      state[last.index] = next[last.index] as number;
      continue;
    }
    for (let j = 0; j < q; j++) state[j] = next[j] as number;
  }
  throw new MixwrightError('RIDGE_NOT_SOLVED', `The bounded ridge regression of ${q} terms did not settle in ${limit} steps.`);
}

const violated = { count: 0, index: 0 };

/** Where each variable belongs next; how many must move, and the last of them. */
function markViolations(workspace: QuadraticWorkspace, q: number, tolerance: number): typeof violated {
  const { size, matrix, linear, lower, upper, solution, state, next } = workspace;
  violated.count = 0;
  for (let j = 0; j < q; j++) {
    const held = state[j] as number;
    let wanted = held;
    if (held === 0) {
      const value = solution[j] as number;
      if (value < (lower[j] as number) - tolerance) wanted = -1;
      else if (value > (upper[j] as number) + tolerance) wanted = 1;
    } else {
      let gradient = -(linear[j] as number);
      for (let k = 0; k < q; k++) gradient += (matrix[j * size + k] as number) * (solution[k] as number);
      if (held < 0 ? gradient < -tolerance : gradient > tolerance) wanted = 0;
    }
    next[j] = wanted;
    if (wanted !== held) {
      violated.count++;
      violated.index = j;
    }
  }
  return violated;
}

/** Bounded variables at their bounds, free ones by Cholesky's factorisation of their part of A. */
function solveFree(workspace: QuadraticWorkspace, q: number): void {
  const { size, matrix, linear, lower, upper, solution, state, free, factor, work } = workspace;
  let count = 0;
  for (let j = 0; j < q; j++) {
    if (state[j] === 0) free[count++] = j;
    else solution[j] = ((state[j] as number) < 0 ? lower[j] : upper[j]) as number;
  }
  for (let a = 0; a < count; a++) {
    const row = (free[a] as number) * size;
    let right = linear[free[a] as number] as number;
    if (count < q) {
      for (let k = 0; k < q; k++) if (state[k] !== 0) right -= (matrix[row + k] as number) * (solution[k] as number);
    }
    // Row a of the factor, and forward substitution on the way; the diagonal is kept inverted.
    const ra = a * size;
    for (let b = 0; b < a; b++) {
      const rb = b * size;
      let sum = matrix[row + (free[b] as number)] as number;
      for (let k = 0; k < b; k++) sum -= (factor[ra + k] as number) * (factor[rb + k] as number);
      const value = sum * (factor[rb + b] as number);
      factor[ra + b] = value;
      right -= value * (work[b] as number);
    }
    let pivot = matrix[row + (free[a] as number)] as number;
    for (let k = 0; k < a; k++) {
      const value = factor[ra + k] as number;
      pivot -= value * value;
    }
    if (!(pivot > 0)) throw new MixwrightError('RIDGE_NOT_DEFINITE', 'The ridge regression has no unique solution.');
    const inverse = 1 / Math.sqrt(pivot);
    factor[ra + a] = inverse;
    work[a] = right * inverse;
  }
  for (let a = count - 1; a >= 0; a--) {
    let sum = work[a] as number;
    for (let k = a + 1; k < count; k++) sum -= (factor[k * size + a] as number) * (work[k] as number);
    const value = sum * (factor[a * size + a] as number);
    work[a] = value;
    solution[free[a] as number] = value;
  }
}
