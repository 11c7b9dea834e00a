import { describe, expect, it } from 'vitest';
import { minimise } from '../../../../core/tuning/gaussian-process/minimise.ts';
import type { Differentiable } from '../../../../core/tuning/gaussian-process/minimise.ts';

const box = (lower: number[], upper: number[]): { lower: Float64Array; upper: Float64Array } =>
  ({ lower: Float64Array.from(lower), upper: Float64Array.from(upper) });

const rosenbrock: Differentiable = (x, gradient) => {
  const [a, b] = [x[0] ?? 0, x[1] ?? 0];
  gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
  gradient[1] = 200 * (b - a * a);
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
};

describe('minimise', () => {
  it('finds the bottom of a bent valley', () => {
    const { x, value } = minimise(rosenbrock, Float64Array.of(-1.2, 1), { ...box([-5, -5], [5, 5]), iterations: 200, firstStep: 0.1 });
    // It ends when a step gains less than 1e-9; the valley is flat along its floor.
    expect(value).toBeLessThan(1e-6);
    expect(x[0]).toBeCloseTo(1, 2);
  });

  it('stops at the bounds and leaves what is held and the start alone', () => {
    const bowl: Differentiable = (x, gradient) => {
      let sum = 0;
      x.forEach((value, i) => {
        gradient[i] = 2 * (value - 2);
        sum += (value - 2) ** 2;
      });
      return sum;
    };
    const start = Float64Array.of(0.1, 0.3, 0.2);
    const { x } = minimise(bowl, start, { ...box([0, 0.3, -1], [1, 0.3, 5]), iterations: 50, firstStep: 0.1 });
    expect(x[0]).toBe(1);
    expect(x[1]).toBe(0.3);
    expect(x[2]).toBeCloseTo(2, 4); // quadratic: exact but for the tolerance
    expect([...start]).toEqual([0.1, 0.3, 0.2]);
  });

  it('stays where there is nothing to descend', () => {
    const { x, value } = minimise((_, gradient) => {
      gradient.fill(0);
      return 7;
    }, Float64Array.of(0.4), { ...box([0], [1]), iterations: 10, firstStep: 1 });
    expect([x[0], value]).toEqual([0.4, 7]);
  });
});
