import { describe, expect, it } from 'vitest';
import { chiSquaredUpper, logGamma, normalQuantile, normalUpper, upperGamma } from '../../../core/diagnosis/distributions.ts';

describe('gamma', () => {
  it('is the factorial of whole numbers and √π at a half', () => {
    // Lanczos with nine terms: 1e-13 is two digits more than it loses.
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 13);
    expect(logGamma(101) / Math.log(2)).toBeCloseTo(Array.from({ length: 100 }, (_, i) => Math.log2(i + 1)).reduce((a, b) => a + b), 10);
  });

  it('has the upper part of an exponential distribution for a = 1', () => {
    for (const x of [0, 0.1, 1, 1.9, 2.1, 10, 300]) expect(upperGamma(1, x) / Math.exp(-x)).toBeCloseTo(1, 12);
    expect(upperGamma(3, Infinity)).toBe(0);
    expect(() => upperGamma(0, 1)).toThrow(RangeError);
    expect(() => upperGamma(1, -1)).toThrow(RangeError);
  });
});

describe('chi-squared', () => {
  // Tables of Abramowitz and Stegun (1964), table 26.8: upper 5 % and 1 % points to the digits printed there.
  it.each([
    [3.84146, 1, 0.05], [5.99147, 2, 0.05], [11.0705, 5, 0.05], [18.3070, 10, 0.05], [31.4104, 20, 0.05],
    [6.63490, 1, 0.01], [9.21034, 2, 0.01], [23.2093, 10, 0.01],
  ])('passes %f with %i degrees of freedom at %f', (x, freedom, p) => {
    // Half a unit of the last printed digit moves p by up to 6e-7.
    expect(chiSquaredUpper(x, freedom)).toBeCloseTo(p, 5);
  });

  it('falls without a step where the series gives way to the fraction', () => {
    // a + 1 = 6 at x = 12 for 10 degrees of freedom.
    const [under, over] = [chiSquaredUpper(12 - 1e-9, 10), chiSquaredUpper(12 + 1e-9, 10)];
    expect(under).toBeGreaterThan(over);
    expect(under - over).toBeLessThan(1e-9);
  });
});

describe('normal', () => {
  it('has the known quantiles', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 10);
    expect(normalUpper(-1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});
