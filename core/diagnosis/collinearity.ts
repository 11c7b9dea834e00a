import { EigenvalueDecomposition, inverse, Matrix, pseudoInverse } from 'ml-matrix';

export interface Collinearity {
  /** Variance inflation of each column: 1/(1 − R²) against all others (Marquardt 1970); 1 is none. */
  inflation: { name: string; vif: number }[];
  /** √(largest/smallest eigenvalue) of the correlations: the condition number of the scaled matrix (Belsley, Kuh and Welsch 1980). */
  condition: number;
  /** Every pair, the strongest correlation first. */
  pairs: { first: string; second: string; r: number }[];
}

/** At less than this 1 − R² is rounding. */
const SINGULAR = 1e-10;

/**
 * Of columns with a mean of their own: they are centred and scaled to unit length, since the intercept takes their
 * level (Belsley's figure without centring would measure that level too). Constant columns are left out.
 */
export function collinearity(columns: readonly { name: string; values: ArrayLike<number> }[]): Collinearity {
  const scaled = columns.flatMap(({ name, values }) => {
    const unit = unitColumn(values);
    return unit === null ? [] : [{ name, unit }];
  });
  if (scaled.length === 0) return { inflation: [], condition: 1, pairs: [] };
  const x = new Matrix(scaled.map(({ unit }) => unit));
  const correlations = x.mmul(x.transpose());
  const eigenvalues = new EigenvalueDecomposition(correlations, { assumeSymmetric: true }).realEigenvalues;
  const [least, most] = [Math.min(...eigenvalues), Math.max(...eigenvalues)];
  const singular = least <= 1e-12 * most;
  const inverted = singular ? null : inverse(correlations);
  return {
    inflation: scaled.map(({ name }, j) => ({ name, vif: inverted === null ? inflationOf(correlations, j) : Math.max(1, inverted.get(j, j)) })),
    condition: singular ? Infinity : Math.sqrt(most / least),
    pairs: scaled.flatMap(({ name: first }, j) => scaled.slice(j + 1).map(({ name: second }, k) =>
      ({ first, second, r: correlations.get(j, j + 1 + k) }))).sort((a, b) => Math.abs(b.r) - Math.abs(a.r)),
  };
}

/** Where the correlations have no inverse, column by column: R² = r'R⁺r against the others. */
function inflationOf(correlations: Matrix, j: number): number {
  const others = Array.from({ length: correlations.rows }, (_, k) => k).filter((k) => k !== j);
  const r = correlations.selection(others, [j]);
  const unexplained = 1 - r.transpose().mmul(pseudoInverse(correlations.selection(others, others))).mmul(r).get(0, 0);
  return unexplained < SINGULAR ? Infinity : Math.max(1, 1 / unexplained);
}

/** Correlation of two columns; 0 when one is constant. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [first, second] = [unitColumn(a), unitColumn(b)];
  return first === null || second === null ? 0 : first.reduce((sum, value, t) => sum + value * (second[t] as number), 0);
}

/** Centred and of length 1; null for a constant column. */
function unitColumn(values: ArrayLike<number>): number[] | null {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const length = Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return length > 1e-12 * Math.abs(mean) * Math.sqrt(list.length) && length > 0 ? list.map((value) => (value - mean) / length) : null;
}
