import { describe, expect, it } from 'vitest';
import { METHODS } from '../../core/spec/methods.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import { quadratic } from '../../examples/bilevel/quadratic.ts';
import { ridge, ridgeProblem, rowsOf } from '../../examples/bilevel/ridge.ts';
import { minimise } from '../../examples/bilevel/search.ts';
import type { Bilevel } from '../../examples/bilevel/search.ts';

/** The least value of 60,001 points over the range. */
function byGrid({ lower, upper, respond, objective }: Bilevel): { x: number; value: number } {
  let best = { x: Number.NaN, value: Infinity };
  for (let i = 0; i <= 60_000; i++) {
    const x = lower + ((upper - lower) * i) / 60_000;
    const value = objective(x, respond(x));
    if (value < best.value) best = { x, value };
  }
  return best;
}

/** They only spread points: over 100 of them the nearest may be a fiftieth of the range away. */
const SPREADING: readonly TuningMethod[] = ['random', 'sobol', 'grid', 'tpe'];

describe.each([['quadratic', quadratic], ['ridge', ridge]])('bilevel problem: %s', (_, problem) => {
  it('has the optimum that is derived for it', () => {
    const { x, value } = byGrid(problem);
    // Half a step of the grid is 5e-5 at most; the value is flat there.
    expect(Math.abs(x - problem.optimum.x)).toBeLessThan(1e-4);
    expect(value).toBeGreaterThanOrEqual(problem.optimum.value - 1e-12);
    expect(value - problem.optimum.value).toBeLessThan(1e-8);
    expect(problem.respond(problem.optimum.x)).toBeCloseTo(problem.optimum.y, 12);
    expect(problem.objective(problem.optimum.x, problem.optimum.y)).toBeCloseTo(problem.optimum.value, 12);
  });

  it.each(METHODS)('is solved by %s', (method) => {
    // The Gaussian process needs far fewer, and its own work is long.
    const found = minimise(problem, method, method === 'bayesian' ? 40 : 100);
    expect(found.y).toBe(problem.respond(found.x));
    expect(found.value).toBeGreaterThanOrEqual(problem.optimum.value - 1e-12);
    expect(found.value - problem.optimum.value).toBeLessThan(SPREADING.includes(method) ? 0.01 : 0.001);
  });

  it.each(['cma_es', 'pattern_search', 'one_plus_one'] as const)('is solved to many digits by %s', (method) => {
    // Measured at most 1e-7 over five seeds.
    expect(minimise(problem, method, 100).value - problem.optimum.value).toBeLessThan(1e-5);
  });
});

describe('the lower levels', () => {
  it('is at its least: the quadratic', () => {
    const lower = (x: number, y: number): number => (y - (1 - x)) ** 2 + y ** 2;
    for (const x of [-2, 0.2, 1.7]) {
      const y = quadratic.respond(x);
      for (const step of [-1e-3, 1e-3]) expect(lower(x, y)).toBeLessThan(lower(x, y + step));
    }
    expect(quadratic.respond(0)).toBe(0.5);
  });

  it('is at its least: the ridge', () => {
    const rows = rowsOf(8, 3);
    for (const logPenalty of [-4, -0.8, 1]) {
      const b = ridge.respond(logPenalty);
      const a = ridge.intercept(b);
      const loss = (at: number, slope: number): number =>
        rows.reduce((sum, { x, y }) => sum + (y - at - slope * x) ** 2, 0) / 16 + (10 ** logPenalty / 2) * slope ** 2;
      for (const [up, along] of [[1e-3, 0], [-1e-3, 0], [0, 1e-3], [0, -1e-3]] as const) expect(loss(a, b)).toBeLessThan(loss(a + up, b + along));
    }
  });

  it('has its slope between the steep one of the training rows and 0', () => {
    expect(ridge.respond(-4)).toBeGreaterThan(2.5);
    expect(ridge.optimum.y).toBeGreaterThan(1.8);
    expect(ridge.optimum.y).toBeLessThan(2.2);
  });

  it('says so where no penalty is best', () => {
    // Without noise in the training rows there is nothing to flatten.
    const exact = [-1, 0, 1].map((x) => ({ x, y: 2 * x + 1 }));
    expect(() => ridgeProblem(exact, exact)).toThrow(RangeError);
  });
});
