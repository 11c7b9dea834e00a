import { describe, expect, it } from 'vitest';
import { solveGame } from '../../../../core/allocation/robust/game.ts';
import { leastMean, riskOf } from '../../../../core/allocation/robust/risk.ts';
import { seeded } from '../problems.ts';

const rows = (...list: number[][]) => list.map((row) => Float64Array.from(row));

describe('least mean over a set of weights', () => {
  it('of the tail is the worst models of that weight, the last in part', () => {
    // Weights 0.5, 0.25, 0.25; the worst 0.4 are all of the last (−4) and 0.15 of the first (2): (−1 + 0.3)/0.4.
    const { value, weights } = leastMean(riskOf([2, 1, 1], { kind: 'tail', share: 0.4 }), Float64Array.of(2, 8, -4));
    expect(value).toBeCloseTo(-1.75, 12);
    expect([...weights]).toEqual([0.375, 0, 0.625]);
  });

  it('is the least of all for the worst case and the mean for a share of 1', () => {
    expect(leastMean(riskOf([1, 3], { kind: 'worst' }), Float64Array.of(5, 3)).value).toBe(3);
    expect(leastMean(riskOf([1, 3], { kind: 'tail', share: 1 }), Float64Array.of(5, 3)).value).toBeCloseTo(3.5, 12);
  });
});

describe('game of rows against weights', () => {
  it('mixes matching pennies evenly', () => {
    const { value, weights, mix } = solveGame(rows([1, -1], [-1, 1]), riskOf([1, 1], { kind: 'worst' }));
    expect(value).toBeCloseTo(0, 12);
    expect([...weights, ...mix]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('solves an uneven game by hand: rows (3, 0) and (1, 2) are worth 3/2', () => {
    // w: 3w = w + 2(1 − w), so w = 1/2 and the value 3/2; mix: 3x + (1 − x) = 2(1 − x), so x = 1/4.
    const { value, weights, mix } = solveGame(rows([3, 0], [1, 2]), riskOf([1, 1], { kind: 'worst' }));
    expect(value).toBeCloseTo(1.5, 12);
    expect(weights[0]).toBeCloseTo(0.5, 12);
    expect(mix[0]).toBeCloseTo(0.25, 12);
  });

  it('with weights held at the models\' own is the best row by the mean', () => {
    const { value, mix } = solveGame(rows([3, 0], [1, 1], [2, 1.5]), riskOf([1, 1], { kind: 'tail', share: 1 }));
    expect(value).toBeCloseTo(1.75, 12);
    expect([...mix]).toEqual([0, 0, 1]);
  });

  it('has a mix and weights that prove each other on random games', () => {
    const random = seeded(5);
    for (let game = 0; game < 30; game++) {
      const models = 2 + random.integer(12);
      const list = Array.from({ length: 1 + random.integer(20) }, () => Float64Array.from({ length: models }, () => 10 * random.normal()));
      const risk = riskOf(Array.from({ length: models }, () => 0.2 + random.uniform()), game % 2 === 0 ? { kind: 'worst' } : { kind: 'tail', share: 0.3 });
      const { value, weights, mix } = solveGame(list, risk);
      const best = Math.max(...list.map((row) => row.reduce((sum, gain, m) => sum + gain * (weights[m] ?? NaN), 0)));
      const mixed = Float64Array.from({ length: models }, (_, m) => list.reduce((sum, row, k) => sum + (mix[k] ?? NaN) * (row[m] ?? NaN), 0));
      // Rounding of some dozens of pivots on values of about 10.
      expect(best).toBeCloseTo(value, 8);
      expect(leastMean(risk, mixed).value).toBeCloseTo(value, 8);
      weights.forEach((weight, m) => { expect(weight).toBeLessThanOrEqual((risk.caps[m] ?? NaN) + 1e-9); });
    }
  });
});
