import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { createEvaluator, METRIC_COUNT } from '../../../core/model/candidate.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { RidgeWorkspace } from '../../../core/model/ridge.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';
import { fit, mean, sum } from './ridge-problem.ts';
import type { Problem } from './ridge-problem.ts';

type Pooled = Problem & { pool: number[] };

const POSITIVE: [number, number] = [0, Infinity];
const FREE: [number, number] = [-Infinity, Infinity];

/** Pooled terms with a weight and a positive effect, then terms of free sign, some of them without penalty. */
function randomProblem(seed: number, pooled: number, others: number, m: number, level = 40): Pooled {
  const stream = streamFor(seed, 2);
  const p = pooled + others;
  const columns = Array.from({ length: p }, () => {
    const scale = 10 ** (stream.uniform() * 4 - 2);
    return Float64Array.from({ length: m }, () => scale * (2 + stream.normal()));
  });
  const pool = columns.map((_, j) => (j < pooled ? 0.2 + stream.uniform() : 0));
  const bounds = columns.map((_, j) => (j < pooled ? POSITIVE : stream.uniform() < 0.3 ? [0, 1] as [number, number] : FREE));
  const weights = columns.map((column, j) => (stream.normal() + 1) / deviation(column) * (j < pooled ? 2 : 1));
  return {
    columns, pool,
    y: Float64Array.from({ length: m }, (_, t) => level + 3 * stream.normal() + columns.reduce((total, column, j) =>
      total + (weights[j] as number) * ((column[t] as number) - mean(column)), 0)),
    lower: bounds.map(([lower]) => lower), upper: bounds.map(([, upper]) => upper),
    factors: columns.map((_, j) => (j < pooled ? 1 + (seed % 3) / 2 : stream.uniform() < 0.5 ? 0 : 1)),
  };
}

function deviation(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(sum(values, (value) => (value - middle) ** 2) / values.length);
}

/** The r at which Σ fⱼ(sⱼ(bⱼ − r·wⱼ))² is least. */
function commonLevel({ columns, factors, pool }: Pooled, b: ArrayLike<number>): number {
  let above = 0;
  let below = 0;
  columns.forEach((column, j) => {
    const weight = (factors[j] as number) * deviation(column) ** 2 * (pool[j] as number);
    above += weight * (b[j] as number);
    below += weight * (pool[j] as number);
  });
  return below === 0 ? 0 : above / below;
}

/** Largest breach of the optimality conditions of the stated objective, from the rows, in units of size_j·s_y. */
function breach(problem: Pooled, { coefficients: b, intercept, hasIntercept }: RidgeWorkspace, lambda: number): number {
  const { columns, y, lower, upper, factors, pool } = problem;
  const m = y.length;
  const sy = hasIntercept ? deviation(y) : Math.sqrt(sum(y, (value) => value * value) / m);
  const r = commonLevel(problem, b);
  const residuals = y.map((value, t) => value - intercept - columns.reduce((fitted, column, j) => fitted + (b[j] as number) * (column[t] as number), 0));
  let worst = hasIntercept ? Math.abs(mean(residuals)) / sy : 0;
  columns.forEach((column, j) => {
    const value = b[j] as number;
    const size = Math.sqrt(sum(column, (x) => x * x) / m);
    // By the envelope theorem r counts as fixed.
    const gradient = (-sum(column, (x, t) => x * (residuals[t] as number)) / m
      + (lambda / sy) * (factors[j] as number) * deviation(column) ** 2 * (value - r * (pool[j] as number))) / (size * sy);
    worst = Math.max(worst, (lower[j] as number) - value, value - (upper[j] as number));
    worst = Math.max(worst, value === lower[j] ? -gradient : value === upper[j] ? gradient : Math.abs(gradient));
  });
  return worst;
}

/** Coordinate descent over b and r themselves, with an intercept: slow, and nothing in common with the solver. */
function descend({ columns, y, lower, upper, factors, pool }: Pooled, lambda: number): number[] {
  const m = y.length;
  const centred = columns.map((column) => column.map((value) => value - mean(column)));
  const residuals = y.map((value) => value - mean(y));
  const penalty = lambda / deviation(y);
  const weights = columns.map((column, j) => penalty * (factors[j] as number) * deviation(column) ** 2);
  const b = columns.map(() => 0);
  for (let sweep = 0; sweep < 20_000; sweep++) {
    let moved = 0;
    const numbers = pool.map((w, j) => (weights[j] as number) * w);
    const below = numbers.reduce((total, value, j) => total + value * (pool[j] as number), 0);
    const r = below === 0 ? 0 : numbers.reduce((total, value, j) => total + value * (b[j] as number), 0) / below;
    centred.forEach((column, j) => {
      const old = b[j] as number;
      const square = sum(column, (value) => value * value) / m;
      const product = sum(column, (value, t) => value * (residuals[t] as number)) / m + square * old;
      const weight = weights[j] as number;
      const next = Math.min(Math.max((product + weight * r * (pool[j] as number)) / (square + weight), lower[j] as number), upper[j] as number);
      if (next === old) return;
      column.forEach((value, t) => { residuals[t] = (residuals[t] as number) - (next - old) * value; });
      b[j] = next;
      moved = Math.max(moved, Math.abs(next - old) * Math.sqrt(square));
    });
    if (moved < 1e-15) break;
  }
  return b;
}

describe('ridge toward a common level', () => {
  it('meets the optimality conditions of its objective to 1e-9 on 300 random problems with bounds', () => {
    let without = 0;
    let bound = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const problem = randomProblem(seed, 1 + (seed % 6), seed % 5, 12 + (seed % 60), seed % 4 === 0 ? -40 : 40);
      const lambda = 10 ** ((seed % 6) - 2);
      const ridge = fit(problem, lambda);
      if (!ridge.hasIntercept) without++;
      if (problem.lower.includes(0) && ridge.coefficients.includes(0)) bound++;
      expect(breach(problem, ridge, lambda), `seed ${seed}`).toBeLessThan(1e-9);
    }
    // Both rules for the intercept, and bounds that hold, came up.
    expect(without).toBeGreaterThan(20);
    expect(bound).toBeGreaterThan(50);
  });

  it('finds what a search over coefficients and level finds', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const problem = randomProblem(seed, 2 + (seed % 2), seed % 3, 14);
      for (const lambda of [0.5, 8]) {
        const ridge = fit(problem, lambda);
        expect(ridge.hasIntercept).toBe(true);
        descend(problem, lambda).forEach((value, j) => {
          const scale = deviation(problem.columns[j] as Float64Array);
          // In units of the response; the descent stops at steps of 1e-15 and contracts by 0.99 or better.
          expect(Math.abs((ridge.coefficients[j] as number) - value) * scale, `seed ${seed}, λ ${lambda}, term ${j}`).toBeLessThan(1e-9);
        });
      }
    }
  });

  it('with a large penalty has one level, that of least squares on the combined column', () => {
    const stream = streamFor(3, 2);
    const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: 50 }, () => 1 + stream.uniform()));
    const pool = [1, 2, 0.5, 3];
    const combined = columns[0]?.map((_, t) => columns.reduce((total, column, j) => total + (pool[j] as number) * (column[t] as number), 0)) ?? new Float64Array();
    const y = combined.map((value, t) => 10 + 0.7 * value + ((columns[1] as Float64Array)[t] as number) + stream.normal());
    const middle = mean(combined);
    const r = sum(combined, (value, t) => (value - middle) * (y[t] as number)) / sum(combined, (value) => (value - middle) ** 2);
    expect(r).toBeGreaterThan(0);
    const bounds = { lower: pool.map(() => 0), upper: pool.map(() => Infinity), factors: pool.map(() => 1) };
    const ridge = fit({ columns, y, ...bounds, pool }, 1e7 * deviation(y));
    // The penalty leaves 1e-7 of what the data would change, and its rounding is 1e7 machine epsilons.
    pool.forEach((weight, j) => expect((ridge.coefficients[j] as number) / (r * weight)).toBeCloseTo(1, 6));
    expect(ridge.intercept / (mean(y) - r * middle)).toBeCloseTo(1, 6);
  });

  it('without a penalty is least squares', () => {
    const { columns, y } = randomProblem(5, 3, 2, 40);
    const bounds = { lower: columns.map(() => -Infinity), upper: columns.map(() => Infinity), factors: columns.map(() => 1) };
    const x = new Matrix([columns[0]?.map(() => 1) ?? [], ...columns].map((column) => [...column])).transpose();
    const expected = solve(x, Matrix.columnVector([...y])).to1DArray();
    for (const lambda of [0, 1e-9]) {
      const ridge = fit({ columns, y, ...bounds, pool: [1, 2, 3, 0, 0] }, lambda);
      // The least penalty is 1e-12 of the diagonal; λ 1e-9 is a thousandth of the tolerance.
      columns.forEach((column, j) => expect(Math.abs((ridge.coefficients[j] as number) - (expected[1 + j] as number)) * deviation(column)).toBeLessThan(1e-7));
    }
  });

  it('leaves a term whose factor is 0 unshrunk whatever the penalty', () => {
    // z has no correlation with x: its least-squares slope is 3 at every penalty. x without factor 0 shrinks to nothing.
    const x = Float64Array.of(1, 1, -1, -1);
    const z = Float64Array.of(1, -1, 1, -1);
    const y = x.map((value, t) => 20 + 2 * value + 3 * (z[t] as number));
    const bounds = { lower: [0, 0], upper: [Infinity, Infinity] };
    const ridge = fit({ columns: [x, z], y, ...bounds, factors: [1, 0], pool: [0, 0] }, 1e6);
    expect(ridge.coefficients[0]).toBeLessThan(1e-4);
    expect(ridge.coefficients[1]).toBeCloseTo(3, 11); // the least penalty takes 1e-12 of it
  });

  it('of one term alone is no penalty at all', () => {
    // min over r of (b − r·w)² is 0.
    const x = Float64Array.of(1, 2, 3, 4);
    const ridge = fit({ columns: [x], y: x.map((value) => 10 + 2 * value), lower: [0], upper: [Infinity], factors: [1], pool: [5] }, 100);
    expect(ridge.coefficients[0]).toBeCloseTo(2, 11); // the least penalty takes 1e-12 of it
  });

  it('shares out one effect of two like channels by their weights, counted by hand', () => {
    // Orthogonal columns of variance 1, y = 20 + 3x + z: s_y = √10. With λ = s_y and w = (1, 1) the penalty is
    // ½·((b₁ − r)² + (b₂ − r)²) at r = (b₁ + b₂)/2: sum stays 4, difference 2 is halved: 2.5 and 1.5.
    const x = Float64Array.of(1, 1, -1, -1);
    const z = Float64Array.of(1, -1, 1, -1);
    const y = x.map((value, t) => 20 + 3 * value + (z[t] as number));
    const ridge = fit({ columns: [x, z], y, lower: [0, 0], upper: [Infinity, Infinity], factors: [1, 1], pool: [1, 1] }, Math.sqrt(10));
    // The least penalty takes 1e-12 of them.
    expect(ridge.coefficients[0]).toBeCloseTo(2.5, 11);
    expect(ridge.coefficients[1]).toBeCloseTo(1.5, 11);
  });

  it('is solved where the channels together never vary, as when they take turns', () => {
    // x + z = 10: nothing tells their common level. y = 50 + 3x and d = (b − c)/2, of which the fit has the slope 2d: least
    // ½s²(3 − 2d)² + share·s²d² for share = λ/s_y, so d = 1.5/(1 + share/2) where no bound holds.
    const x = Float64Array.from({ length: 20 }, (_, t) => 1 + (7 * t) % 5);
    const z = x.map((value) => 10 - value);
    const y = x.map((value) => 50 + 3 * value);
    for (const share of [1e-9, 0.01, 1, 100, 1e5]) {
      for (const lower of [0, -Infinity]) {
        const bounds = { lower: [lower, lower], upper: [Infinity, Infinity], factors: [1, 1] };
        const ridge = fit({ columns: [x, z], y, ...bounds, pool: [1, 1] }, share * deviation(y));
        const [b = NaN, c = NaN] = ridge.coefficients;
        // The level is only as good as rounding over the least penalty, 1e-4.
        if (lower < 0) expect((b - c) / 2 * (1 + share / 2)).toBeCloseTo(1.5, 3);
        expect(Number.isFinite(ridge.intercept)).toBe(true);
      }
    }
  });

  it('with weights of 0 is the plain ridge, bit for bit', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { pool, ...plain } = randomProblem(seed, 3, 3, 30);
      const [with0, without] = [{ ...plain, pool: pool.map(() => 0) }, plain].map((problem) => fit(problem, seed));
      expect(with0?.coefficients).toEqual(without?.coefficients);
      expect(with0?.intercept).toBe(without?.intercept);
    }
  });
});

describe('channels pulled toward a common ROAS', () => {
  const { prepared } = loadWeekly('geometric', (spec) => {
    spec.tuning.ridge = 'pooled';
  });
  const paid = prepared.media.filter(({ kind }) => kind === 'paid');
  const middle = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower, upper }) => (lower + upper) / 2));

  it('have nearly one ROAS under a large penalty, and baseline and context keep their effects', () => {
    const { roi } = evaluateCandidate({ ...prepared, lambdaMax: 1e12, lambdaMin: 0 }, { ...middle, lambda: 1 });
    const [first = NaN, ...others] = Object.values(roi).map((value) => value ?? NaN);
    expect(first).toBeGreaterThan(0);
    expect(others).toHaveLength(paid.length - 1);
    // λ/s_y is near 1e6.
    for (const value of others) expect(value / first).toBeCloseTo(1, 4);
  });

  it('organic media are pulled toward 0, baseline and context nowhere', () => {
    const { coefficients } = evaluateCandidate({ ...prepared, lambdaMax: 1e12, lambdaMin: 0 }, { ...middle, lambda: 1 });
    const without = evaluateCandidate(prepared, { ...middle, lambda: 0 });
    const organic = prepared.media.find(({ kind }) => kind === 'organic')?.name ?? '';
    expect(coefficients[organic]).toBeLessThan(1e-3 * Math.max(1, without.coefficients[organic] ?? 0));
    expect(prepared.terms.filter(({ kind }) => kind === 'baseline').some(({ name }) => (coefficients[name] ?? 0) > 0.5)).toBe(true);
  });

  it.each(['zero', 'pooled'] as const)('%s: money in another unit changes no coefficient and no objective', (ridge) => {
    // Cents for euros, in a power of two so that nothing is rounded: every ratio of spends is the same bits.
    const cents: PreparedData = { ...prepared, ridge, spend: prepared.spend.map((value) => 128 * value), columns: prepared.columns.slice() };
    for (const { term } of paid) {
      cents.columns.set(prepared.columns.subarray(term * prepared.rows, (term + 1) * prepared.rows).map((value) => 128 * value), term * prepared.rows);
    }
    const [euros, other] = [{ ...prepared, ridge }, cents].map((each) => evaluateCandidate(each, middle));
    for (const [name, value] of Object.entries(euros?.coefficients ?? {})) {
      // Hill curves of 128 times the spend differ by the rounding of their logarithms, 7e-15 each.
      expect(Math.abs((other?.coefficients[name] ?? NaN) - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
    }
    expect((other?.nrmse.train ?? NaN) / (euros?.nrmse.train ?? NaN)).toBeCloseTo(1, 10);
    expect((other?.roi['tv'] ?? NaN) * 128 / (euros?.roi['tv'] ?? NaN)).toBeCloseTo(1, 9);
  });

  it('are what the hot path measures too', () => {
    const out = new Float64Array(METRIC_COUNT);
    createEvaluator(prepared).evaluate(Float64Array.from(prepared.space.parameters, ({ name }) => middle[name] ?? NaN), out);
    const { nrmse, decompRssd } = evaluateCandidate(prepared, middle);
    expect([out[1], out[3]]).toEqual([decompRssd, nrmse.train]);
    expect(decompRssd).not.toBe(evaluateCandidate({ ...prepared, ridge: 'zero' }, middle).decompRssd);
  });
});
