import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import type { RidgeWorkspace } from '../../../core/model/ridge.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { fit, mean, sum } from './ridge-problem.ts';
import type { Problem } from './ridge-problem.ts';

/** Largest breach of the optimality conditions, from the rows themselves, in units of s_j·s_y: scale free. */
function breach({ columns, y, lower, upper, factors }: Problem, ridge: RidgeWorkspace, lambda: number): number {
  const m = y.length;
  const average = mean(y);
  const sy = Math.sqrt((ridge.hasIntercept ? sum(y, (value) => (value - average) ** 2) : sum(y, (value) => value * value)) / m);
  const residuals = y.map((value, t) =>
    value - ridge.intercept - columns.reduce((fitted, column, j) => fitted + (ridge.coefficients[j] as number) * (column[t] as number), 0));
  let worst = ridge.hasIntercept ? Math.abs(mean(residuals)) / sy : 0;
  columns.forEach((column, j) => {
    const b = ridge.coefficients[j] as number;
    const middle = mean(column);
    const deviation = Math.sqrt(sum(column, (value) => (value - middle) ** 2) / m);
    const size = Math.sqrt(sum(column, (value) => value * value) / m);
    const gradient = (-sum(column, (value, t) => value * (residuals[t] as number)) / m
      + (lambda / sy) * (factors[j] as number) * deviation * deviation * b) / (size * sy);
    worst = Math.max(worst, ((lower[j] as number) - b) * deviation / sy, (b - (upper[j] as number)) * deviation / sy);
    const atLower = b === lower[j];
    const atUpper = b === upper[j];
    if (atLower && atUpper) return;
    worst = Math.max(worst, atLower ? -gradient : atUpper ? gradient : Math.abs(gradient));
  });
  return worst;
}

const BOUNDS: [number, number][] = [[0, Infinity], [-Infinity, 0], [-Infinity, Infinity], [0, 1], [-1, 0]];

function randomProblem(seed: number): Problem {
  const stream = streamFor(seed, 1);
  const p = 2 + stream.integer(24);
  const m = 10 + stream.integer(120);
  const columns: Float64Array[] = [];
  for (let j = 0; j < p; j++) {
    const offset = stream.normal() * 5;
    const scale = 10 ** (stream.uniform() * 6 - 3);
    const base = columns[j - 1];
    const kind = stream.uniform();
    // One in four is a near copy of its neighbour, one in ten an exact multiple of it.
    columns.push(Float64Array.from({ length: m }, (_, t) => {
      if (base !== undefined && kind < 0.1) return 3 * (base[t] as number);
      if (base !== undefined && kind < 0.35) return (base[t] as number) * (1 + 1e-4 * stream.normal());
      return scale * (offset + stream.normal());
    }));
  }
  const bounds = columns.map(() => BOUNDS[stream.integer(BOUNDS.length)] as [number, number]);
  const level = stream.normal() * 3;
  const y = Float64Array.from({ length: m }, (_, t) =>
    100 * (level + stream.normal() + ((columns[0] as Float64Array)[t] as number) / 10));
  return {
    columns, y, lower: bounds.map(([lower]) => lower), upper: bounds.map(([, upper]) => upper),
    factors: columns.map(() => (stream.uniform() < 0.2 ? 2 : 1)),
  };
}

describe('bounded ridge', () => {
  it('meets the optimality conditions to 1e-10 on 600 random problems, collinear columns among them', () => {
    let without = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const problem = randomProblem(seed);
      const lambda = 10 ** ((seed % 7) - 3);
      const ridge = fit(problem, lambda);
      if (!ridge.hasIntercept) without++;
      expect(breach(problem, ridge, lambda), `seed ${seed}`).toBeLessThan(1e-10);
    }
    // Both branches of the intercept rule were taken.
    expect(without).toBeGreaterThan(50);
    expect(without).toBeLessThan(550);
  });

  it('equals the closed form where no bound holds', () => {
    const stream = streamFor(7, 1);
    const m = 60;
    const columns = Array.from({ length: 5 }, () => Float64Array.from({ length: m }, () => stream.normal()));
    const y = Float64Array.from({ length: m }, (_, t) => 50 + 3 * ((columns[1] as Float64Array)[t] as number) + stream.normal());
    const free = columns.map(() => Infinity);
    const lambda = 0.7;
    const ridge = fit({ columns, y, lower: free.map((value) => -value), upper: free, factors: columns.map(() => 1) }, lambda);
    const x = new Matrix(columns.map((column) => Array.from(column, (value) => value - mean(column)))).transpose();
    const centred = Matrix.columnVector(Array.from(y, (value) => value - mean(y)));
    const sy = Math.sqrt(sum(y, (value) => (value - mean(y)) ** 2) / m);
    const gram = x.transpose().mmul(x).div(m);
    const penalty = Matrix.diag(columns.map((_, j) => (lambda / sy) * gram.get(j, j)));
    const expected = solve(Matrix.add(gram, penalty), x.transpose().mmul(centred).div(m)).to1DArray();
    // Two direct solutions of a well-conditioned system of five.
    expected.forEach((value, j) => expect(ridge.coefficients[j]).toBeCloseTo(value, 12));
    expect(ridge.intercept).toBeCloseTo(mean(y) - expected.reduce((total, b, j) => total + b * mean(columns[j] as Float64Array), 0), 11);
  });

  it('shrinks one column by 1 / (1 + λ/s_y)', () => {
    // x = 1..4 has s² = 1.25; y = 10 + 2x has s_y = 2√1.25; slope 2/(1 + λ/s_y), λ = s_y → 1.
    const x = Float64Array.of(1, 2, 3, 4);
    const ridge = fit({ columns: [x], y: x.map((value) => 10 + 2 * value), lower: [0], upper: [Infinity], factors: [1] }, 2 * Math.sqrt(1.25));
    expect(ridge.coefficients[0]).toBeCloseTo(1, 14);
    expect(ridge.intercept).toBeCloseTo(15 - 2.5, 13);
  });

  it('leaves constant columns at 0, also those that rounding makes look different', () => {
    const x = Float64Array.of(1, 2, 3, 4, 5);
    const constant = new Float64Array(5).fill(0.1);
    const ridge = fit({ columns: [constant, x], y: Float64Array.of(3, 5, 6, 9, 11), lower: [0, 0], upper: [9, 9], factors: [1, 1] }, 0);
    expect(ridge.coefficients[0]).toBe(0);
    expect(ridge.coefficients[1]).toBeCloseTo(2, 11); // Σ(x − 3)(y − 6.8)/10 = 20/10; the least penalty takes 1e-12 of it
  });

  it('fits without intercept when it would be negative', () => {
    // y = −2 + 3x; without intercept Σxy/Σx² = (1 + 8 + 21 + 40)/30 = 70/30.
    const x = Float64Array.of(1, 2, 3, 4);
    const ridge = fit({ columns: [x], y: x.map((value) => 3 * value - 2), lower: [0], upper: [Infinity], factors: [1] }, 0);
    expect(ridge.hasIntercept).toBe(false);
    expect(ridge.intercept).toBe(0);
    expect(ridge.coefficients[0]).toBeCloseTo(70 / 30, 10);
  });

  it('explains a constant response by the intercept alone', () => {
    const ridge = fit({ columns: [Float64Array.of(1, 2, 3)], y: Float64Array.of(5, 5, 5), lower: [0], upper: [1], factors: [1] }, 1);
    expect([ridge.intercept, ridge.coefficients[0]]).toEqual([5, 0]);
  });

  it('holds bounds exactly', () => {
    const x = Float64Array.of(1, 2, 3, 4);
    const ridge = fit({ columns: [x], y: x.map((value) => 100 + 7 * value), lower: [0], upper: [1], factors: [1] }, 0);
    expect(ridge.coefficients[0]).toBe(1);
  });
});
