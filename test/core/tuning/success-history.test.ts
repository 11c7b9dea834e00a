import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { createSuccessHistory } from '../../../core/tuning/success-history.ts';

describe('history of successes', () => {
  it('stands at 0.5 and draws within bounds', () => {
    const history = createSuccessHistory();
    const generator = streamFor(1, 1);
    const draws = Array.from({ length: 3000 }, () => history.draw(generator));
    expect(draws.every(({ weight, rate }) => weight > 0 && weight <= 1 && rate >= 0 && rate <= 1)).toBe(true);
    const mean = draws.reduce((sum, { rate }) => sum + rate, 0) / draws.length;
    // Standard deviation 0.1: that of the mean is 0.0018.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  });

  it('replaces its oldest entry by Lehmer means, each success by its gain', () => {
    const history = createSuccessHistory();
    history.succeed(0.4, 0.2, 1);
    history.succeed(0.8, 1, 3);
    history.turn();
    const { weights, rates, oldest, successes } = history.state();
    // (0.16 + 3·0.64)/(0.4 + 3·0.8) and (0.04 + 3)/(0.2 + 3); rounding of a few operations.
    expect(weights[0]).toBeCloseTo(2.08 / 2.8, 14);
    expect(rates[0]).toBeCloseTo(3.04 / 3.2, 14);
    expect(weights.slice(1)).toEqual(new Array(7).fill(0.5));
    expect([oldest, successes]).toEqual([1, []]);
  });

  it('stays as it is after a generation without gain', () => {
    const history = createSuccessHistory();
    const before = history.state();
    history.succeed(0.9, 0.9, 0);
    history.turn();
    history.turn();
    expect(history.state()).toEqual(before);
  });

  it('comes round after as many generations as it has entries', () => {
    const history = createSuccessHistory();
    for (let i = 1; i <= 9; i++) {
      history.succeed(i / 10, i / 10, 1);
      history.turn();
    }
    const { weights, oldest } = history.state();
    expect(weights.map((weight) => Math.round(weight * 10))).toEqual([9, 2, 3, 4, 5, 6, 7, 8]);
    expect(oldest).toBe(1);
  });

  it('takes rates of 0 and gains far beyond the usual', () => {
    const history = createSuccessHistory();
    history.succeed(0.5, 0, 1e300);
    history.succeed(0.5, 0, 1e308);
    history.turn();
    expect(history.state().rates[0]).toBe(0);
    expect(history.state().weights[0]).toBeCloseTo(0.5, 14); // rounding
  });
});
