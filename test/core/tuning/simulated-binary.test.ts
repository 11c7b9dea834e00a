import { describe, expect, it } from 'vitest';
import { polynomialMutation, simulatedBinary } from '../../../core/tuning/simulated-binary.ts';

/** Midpoints of equal parts of 0..1, in place of random numbers. */
const grid = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);

describe('simulated binary crossover', () => {
  it('spreads the parents by the factor of its source', () => {
    // η = 1: u = 1/8 gives √(1/4) = 1/2, u = 7/8 its inverse 2; the child is at mean + factor·half the distance.
    expect(simulatedBinary(0.6, 0.4, 1, 1 / 8)).toBeCloseTo(0.55, 14);
    expect(simulatedBinary(0.6, 0.4, 1, 7 / 8)).toBeCloseTo(0.7, 14);
    expect(simulatedBinary(0.4, 0.6, 1, 7 / 8)).toBeCloseTo(0.3, 14);
    expect(simulatedBinary(0.6, 0.4, 3, 0.5)).toBeCloseTo(0.6, 14);
  });

  it('keeps the mean of two children drawn alike', () => {
    for (const u of [0.1, 0.3, 0.6]) expect(simulatedBinary(0.6, 0.4, 3, u) + simulatedBinary(0.4, 0.6, 3, u)).toBeCloseTo(1, 14);
  });

  it('stays in the cube, and nearer to the parents with a larger index', () => {
    const spread = (index: number): number => grid.reduce((sum, u) => sum + Math.abs(simulatedBinary(0.9, 0.2, index, u) - 0.9), 0);
    expect(spread(20)).toBeLessThan(spread(3));
    expect(grid.every((u) => simulatedBinary(0.99, 0.01, 1, u) <= 1 && simulatedBinary(0.01, 0.99, 1, u) >= 0)).toBe(true);
  });
});

describe('polynomial mutation', () => {
  it('reaches both ends and no further', () => {
    for (const x of [0, 0.2, 1]) {
      expect(polynomialMutation(x, 5, 0)).toBeCloseTo(0, 14);
      expect(polynomialMutation(x, 5, 0.5)).toBeCloseTo(x, 14);
      // 1 − u of the last double below 1, to the sixth root, is 0.002.
      expect(polynomialMutation(x, 5, 1 - 2 ** -53)).toBeGreaterThan(0.99);
      expect(grid.every((u) => polynomialMutation(x, 5, u) >= 0 && polynomialMutation(x, 5, u) <= 1)).toBe(true);
    }
  });

  it('is as its source has it in the middle of the cube', () => {
    // η = 1, x = 1/2, u = 1/8: √(1/4 + 3/4·1/4) − 1 = √(7/16) − 1.
    expect(polynomialMutation(0.5, 1, 1 / 8)).toBeCloseTo(Math.sqrt(7) / 4 - 0.5, 14);
    expect(polynomialMutation(0.5, 1, 7 / 8)).toBeCloseTo(1.5 - Math.sqrt(7) / 4, 14);
  });
});
