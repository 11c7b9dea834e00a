import { describe, expect, it } from 'vitest';
import { convergenceOf } from '../../../core/tuning/convergence.ts';

/** Two values per iteration, `level(i)` ± `width(i)`. */
function judged(count: number, level: (i: number) => number, width: (i: number) => number): ReturnType<typeof convergenceOf> {
  const iterations = Float64Array.from({ length: 2 * count }, (_, k) => (k >> 1) + 1);
  const values = iterations.map((i, k) => level(i) + (k % 2 === 0 ? 1 : -1) * width(i));
  return convergenceOf(iterations, values, 'nrmse');
}

describe('convergence', () => {
  it('cuts the iterations into twenty', () => {
    const { cuts } = judged(45, () => 1, () => 0.1);
    // 45·k/20 = 2.25, 4.5, 6.75, 9, …: whole iterations up to each end.
    expect(cuts.map((cut) => cut.iteration).slice(0, 5)).toEqual([2, 4, 6, 9, 11]);
    expect(cuts.map((cut) => cut.count).slice(0, 5)).toEqual([4, 4, 4, 6, 4]);
    expect(cuts.reduce((sum, cut) => sum + cut.count, 0)).toBe(90);
    expect(cuts.length).toBe(20);
  });

  it('needs a lower level and a smaller spread', () => {
    const falling = (i: number): number => (i <= 10 ? 1 : 0.2);
    const narrowing = (i: number): number => (i <= 10 ? 0.1 : 0.01);
    const both = judged(40, falling, narrowing);
    expect(both.converged).toBe(true);
    expect(both.message).toContain('has converged');
    // Each cut is two values at 1.1 and two at 0.9: sd = √(4·0.01/3).
    expect(both.sdThreshold).toBeCloseTo(Math.sqrt(0.04 / 3), 15);
    expect(both.medianThreshold).toBeCloseTo(1 - 2 * Math.sqrt(0.04 / 3), 15);
    for (const short of [judged(40, falling, () => 0.1), judged(40, () => 1, narrowing)]) {
      expect(short.converged).toBe(false);
      expect(short.message).toContain('has not converged');
    }
  });

  it('leaves out values that are zero, negative, infinite or missing', () => {
    const iterations = Float64Array.from({ length: 100 }, (_, i) => (i % 20) + 1);
    const values = Float64Array.from(iterations, (_, k) => [2, 0, -1, Infinity, Number.NaN][Math.floor(k / 20)] ?? 0);
    expect(convergenceOf(iterations, values, 'mape').cuts.map((cut) => [cut.count, cut.median, cut.sd])).toEqual(new Array(20).fill([1, 2, 0]));
  });

  it.each([0, 1, 3])('says that %i iterations are too few', (count) => {
    const { converged, cuts, message } = judged(count, () => 1, () => 0.1);
    expect([converged, cuts.length]).toEqual([false, count]);
    expect(message).toContain('too few iterations');
  });
});
