import { describe, expect, it } from 'vitest';
import { frontHypervolume, functions, zdt1, zdt2 } from '../../bench/optimisers.ts';
import { cellsOf, counterpartOf, readGolden } from '../../bench/optimisers/golden.ts';
import { probabilityAbove, quantile, search } from '../../bench/optimisers/quality.ts';
import { METHODS } from '../../core/spec/methods.ts';
import { continuous } from '../../core/tuning/dimensions.ts';

describe('test functions', () => {
  const optimum = Float64Array.from({ length: 5 }, (_, i) => 0.2 + 0.6 * ((0.6180339887498949 * (i + 1)) % 1));

  it.each(Object.keys(functions))('%s is 0 at the stated optimum and above elsewhere', (name) => {
    expect(functions[name]?.(optimum)).toBeCloseTo(0, 12); // sums of five terms of rounding
    expect(functions[name]?.(optimum.map((x) => x + 0.03))).toBeGreaterThan(0.1);
  });

  it('of two objectives have their fronts where all but the first are 0', () => {
    expect(zdt1(Float64Array.of(0.25, 0, 0))).toEqual([0.25, 0.5]);
    expect(zdt2(Float64Array.of(0.5, 0, 0))).toEqual([0.5, 0.75]);
    // g = 1 + 9·mean(1, 0) = 5.5
    expect(zdt1(Float64Array.of(0, 1, 0))).toEqual([0, 5.5]);
  });
});

describe('measures of a search', () => {
  it('are quantiles between neighbours', () => {
    expect(quantile([3, 1, 2, 4], 0.5)).toBe(2.5);
    expect(quantile([5, 1, 3], 0.25)).toBe(2);
    expect(quantile([Infinity, Infinity], 0.5)).toBe(Infinity);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('are the share of pairs that are won, ties by half', () => {
    expect(probabilityAbove([1, 2], [0, 2])).toBe(0.625);
    expect(probabilityAbove([1], [1])).toBe(0.5);
  });

  it('end with the budget, or with what the method has', () => {
    const sum = (x: Float64Array): number[] => [x.reduce((total, value) => total + value, 0)];
    expect(search('random', continuous(2), 1, sum, 30, 1).length).toBe(30);
    // Three values each, both ends included: 9 points and no more.
    const grid = search('grid', continuous(2), 1, sum, 30, 1).map((losses) => losses[0]);
    expect(grid.sort()).toEqual([0, 0.5, 0.5, 1, 1, 1, 1.5, 1.5, 2]);
    // Of the front it holds (0, 1), (½, 1 − √½) and (1, 0); only the middle one dominates any of the square below (1, 1).
    expect(frontHypervolume('grid', zdt1, 2, 30, 1)).toBeCloseTo(0.5 * Math.SQRT1_2, 12);
  });
});

describe('golden figures', () => {
  it('are there for what every method is held against', () => {
    const golden = readGolden();
    for (const method of METHODS) {
      for (const name of Object.keys(functions)) {
        for (const dimension of [5, 18]) {
          for (const budget of [500, 2000]) {
            expect(cellsOf(golden.best, name, dimension, budget).map(({ optimiser }) => optimiser)).toContain(counterpartOf(method));
          }
        }
      }
    }
  });
});
