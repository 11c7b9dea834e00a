import { createRidgeWorkspace, solveRidge } from '../../../core/model/ridge.ts';
import type { RidgeWorkspace } from '../../../core/model/ridge.ts';

/** A ridge problem by its rows. */
export interface Problem {
  columns: Float64Array[];
  y: Float64Array;
  lower: number[];
  upper: number[];
  factors: number[];
  /** Weights of pooled terms; none is pooled unless given. */
  pool?: number[];
}

/** Fitted from moments that are summed up here in the plainest way. */
export function fit({ columns, y, lower, upper, factors, pool }: Problem, lambda: number): RidgeWorkspace {
  const ridge = createRidgeWorkspace(columns.length);
  const means = columns.map(mean);
  ridge.rows = y.length;
  ridge.responseMean = mean(y);
  ridge.responseSquares = sum(y, (value) => (value - ridge.responseMean) ** 2);
  columns.forEach((column, j) => {
    ridge.means[j] = means[j] as number;
    ridge.responseProducts[j] = sum(column, (value, t) => (value - (means[j] as number)) * ((y[t] as number) - ridge.responseMean));
    for (let k = 0; k <= j; k++) {
      const other = columns[k] as Float64Array;
      ridge.products[j * columns.length + k] = sum(column, (value, t) =>
        (value - (means[j] as number)) * ((other[t] as number) - (means[k] as number)));
    }
  });
  ridge.lower.set(lower);
  ridge.upper.set(upper);
  ridge.factors.set(factors);
  if (pool !== undefined) ridge.pool.set(pool);
  solveRidge(ridge, lambda);
  return ridge;
}

export function mean(values: Float64Array): number {
  return sum(values, (value) => value) / values.length;
}

export function sum(values: Float64Array, of: (value: number, t: number) => number): number {
  return values.reduce((total, value, t) => total + of(value, t), 0);
}
