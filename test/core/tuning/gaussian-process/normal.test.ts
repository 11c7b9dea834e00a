import { describe, expect, it } from 'vitest';
import { cumulative, density, expectedExcess, logExpectedExcess } from '../../../../core/tuning/gaussian-process/normal.ts';

describe('standard normal', () => {
  it.each([
    // Values to 15 digits from tables (Abramowitz and Stegun 1964, table 26.1 and 26.2).
    [0, 0.5], [1, 0.841344746068543], [-1, 0.158655253931457], [2, 0.977249868051821], [-3, 1.34989803163009e-3], [-5, 2.86651571879194e-7],
  ])('cumulative(%d)', (z, expected) => {
    // Relative rounding of about a hundred additions.
    expect(Math.abs(cumulative(z) / expected - 1)).toBeLessThan(1e-13);
  });

  it('meets itself where the two formulas join', () => {
    for (const z of [-2, 2]) {
      const step = 1e-9;
      // The tangent over 2e-9; what is left is curvature (1e-19) and rounding.
      expect(cumulative(z + step) - cumulative(z - step)).toBeCloseTo(2 * step * density(z), 14);
    }
  });

  it('has the expected excess of its closed form, and z far above', () => {
    expect(expectedExcess(0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15);
    expect(expectedExcess(1)).toBeCloseTo(density(1) + cumulative(1), 15);
    expect(expectedExcess(40)).toBe(40);
    expect(expectedExcess(-60)).toBe(0);
  });

  it('keeps the logarithm where the number is gone', () => {
    for (const z of [-1.9, -2.1, -5, -20]) expect(logExpectedExcess(z).value).toBeCloseTo(Math.log(expectedExcess(z)), 10);
    // h(z) → φ(z)/z² (1 − 3/z²): at −100 the next term is 15/z⁴ = 1.5e-7.
    const far = -0.5 * 1e4 - 0.5 * Math.log(2 * Math.PI) - Math.log(1e4) + Math.log(1 - 3e-4);
    expect(logExpectedExcess(-100).value).toBeCloseTo(far, 6);
  });

  it.each([-50, -6, -2.5, -1, 0, 3])('has the slope of the logarithm at %d', (z) => {
    const step = 1e-5;
    const difference = (logExpectedExcess(z + step).value - logExpectedExcess(z - step).value) / (2 * step);
    // Central differences: third derivative times 1e-10, and rounding of the values (up to 1e3·1e-16/1e-5).
    expect(logExpectedExcess(z).slope / difference).toBeCloseTo(1, 6);
  });
});
