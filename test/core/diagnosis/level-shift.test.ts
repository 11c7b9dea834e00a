import { describe, expect, it } from 'vitest';
import { findLevelShift, SHIFT_CRITICAL } from '../../../core/diagnosis/level-shift.ts';
import { streamFor } from '../../../core/random/stream.ts';

const normal = (seed: number, n: number): number[] => {
  const stream = streamFor(seed, 1);
  return Array.from({ length: n }, () => stream.normal());
};

describe('level shift', () => {
  it('is the two-sample t at the best change point', () => {
    // Means −1 and 3, squares within 4 + 4: variance 8/8, t = 4/√(1·(1/5 + 1/5)); what is left alternates, and r < 0 counts as 0.
    const shift = findLevelShift([-2, 0, -2, 0, -1, 4, 2, 4, 2, 3]);
    expect(shift).toMatchObject({ row: 5, before: -1, after: 3, step: 4 });
    expect(shift?.statistic).toBeCloseTo(4 / Math.sqrt((8 / 8) * 0.4), 12);
  });

  it('needs ten values and some variation', () => {
    expect(findLevelShift([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
    expect(findLevelShift(new Array(20).fill(3))).toBeNull();
  });

  it('rarely finds a step where there is none, alike residuals included', () => {
    let [plain, alike] = [0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const noise = normal(seed, 150);
      let last = 0;
      const persistent = noise.map((e) => (last = 0.5 * last + e));
      if ((findLevelShift(noise)?.statistic ?? 0) > SHIFT_CRITICAL.five) plain++;
      if ((findLevelShift(persistent)?.statistic ?? 0) > SHIFT_CRITICAL.five) alike++;
    }
    // 5 % of 400 is 20; three standard deviations of a binomial are 13. The correction for likeness is rough: twice 5 %.
    expect(plain).toBeGreaterThan(7);
    expect(plain).toBeLessThan(33);
    expect(alike).toBeLessThan(53);
  });

  it('finds a step of one standard deviation', () => {
    const found = findLevelShift(normal(5, 200).map((e, t) => e + (t < 120 ? 0 : 1)));
    expect(found?.statistic).toBeGreaterThan(SHIFT_CRITICAL.one);
    expect(Math.abs((found?.row ?? 0) - 120)).toBeLessThan(12);
  });
});
