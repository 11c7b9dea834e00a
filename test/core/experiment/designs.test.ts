import { expect, it } from 'vitest';
import { liftNoise, liftsPerPeriod, mean, spread } from '../../../core/experiment/designs.ts';
import { DUEL } from './problems.ts';

it('each model expects the change of its own curve', () => {
  // Lines of 3 and 1 per unit, 10 of money: doubled and switched off.
  const tv = { name: 'tv', spend: 10 };
  for (const [change, lifts] of [[1, [30, 10]], [-1, [-30, -10]], [0.5, [15, 5]]] as const) {
    liftsPerPeriod(DUEL.models ?? [], tv, change).forEach((lift, k) => expect(lift).toBeCloseTo(lifts[k] ?? NaN, 5));
  }
  expect([...liftsPerPeriod([{ id: 'without', curves: {} }], tv, 1)]).toEqual([0]);
});

it('a difference of two sums of d errors: √2·σ·√d, more where neighbours are alike', () => {
  expect(liftNoise(5, 8)).toBeCloseTo(20, 12);
  // Two periods: variance 2 + 2ρ.
  expect(liftNoise(1, 2, 0.5)).toBeCloseTo(Math.sqrt(2 * 3), 12);
  // Three: 3 + 2·(2ρ + ρ²).
  expect(liftNoise(1, 3, 0.5)).toBeCloseTo(Math.sqrt(2 * 5.5), 12);
  expect(liftNoise(5, 8, -0.6)).toBe(liftNoise(5, 8));
});

it('weighted mean and spread', () => {
  expect(mean([1, 5], [0.25, 0.75])).toBe(4);
  // ¼·3² + ¾·1² = 3
  expect(spread([1, 5], [0.25, 0.75])).toBeCloseTo(Math.sqrt(3), 12);
});
