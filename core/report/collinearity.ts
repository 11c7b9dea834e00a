import { EigenvalueDecomposition, Matrix, pseudoInverse } from 'ml-matrix';
import type { PreparedData } from '../model/prepared.ts';

export interface Collinearity {
  /** Variance inflation of each medium: 1/(1 − R²) against all others (Marquardt 1970); 1 is none. */
  inflation: { name: string; vif: number }[];
  /** Square root of largest over smallest eigenvalue of the correlations (Belsley, Kuh and Welsch 1980). */
  condition: number;
}

/** Of the media as they are in the table (untransformed), over the window. Constant columns are left out. */
export function collinearity(prepared: PreparedData): Collinearity {
  const { media, columns, rows, windowStart, windowRows } = prepared;
  const scaled = media.flatMap(({ name, term }) => {
    const values = columns.subarray(term * rows + windowStart, term * rows + windowStart + windowRows);
    const mean = values.reduce((sum, value) => sum + value, 0) / windowRows;
    const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return length > 0 ? [{ name, values: [...values].map((value) => (value - mean) / length) }] : [];
  });
  if (scaled.length === 0) return { inflation: [], condition: 1 };
  const x = new Matrix(scaled.map(({ values }) => values));
  const correlation = x.mmul(x.transpose());
  const eigenvalues = new EigenvalueDecomposition(correlation, { assumeSymmetric: true }).realEigenvalues;
  const [least, most] = [Math.min(...eigenvalues), Math.max(...eigenvalues)];
  const singular = least <= 1e-12 * most;
  const inverse = singular ? null : pseudoInverse(correlation).diagonal();
  return {
    inflation: scaled.map(({ name }, index) => ({ name, vif: inverse === null ? Infinity : Math.max(1, inverse[index] ?? 1) })),
    condition: singular ? Infinity : Math.sqrt(most / least),
  };
}
