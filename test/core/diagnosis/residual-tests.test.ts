import { describe, expect, it } from 'vitest';
import {
  autocorrelations, breuschPagan, durbinWatson, jarqueBera, ljungBox, ljungBoxLags, normalScores,
} from '../../../core/diagnosis/residual-tests.ts';

describe('Durbin–Watson', () => {
  it('is Σ of squared steps over Σ of squares', () => {
    // Steps 1, −3, 2: 1 + 9 + 4 = 14; squares 1 + 4 + 1 + 1 = 7.
    expect(durbinWatson([1, 2, -1, 1])).toBe(2);
    // Steps all −2 and 2: 4·3 = 12; squares 4.
    expect(durbinWatson([1, -1, 1, -1])).toBe(3);
    expect(durbinWatson([1, 1, 1, 1])).toBe(0);
    expect(durbinWatson([0, 0])).toBeNull();
  });
});

describe('autocorrelation', () => {
  it('is that of 1 to 5 by hand', () => {
    // Deviations −2 −1 0 1 2: squares 10; lag 1: 2 + 0 + 0 + 2 = 4; lag 2: 0 − 1 + 0 = −1; lag 3: −2 − 2 = −4; lag 4: −4.
    expect(autocorrelations([1, 2, 3, 4, 5], 4)).toEqual([0.4, -0.1, -0.4, -0.4]);
  });

  it('has the Ljung–Box statistic of 1 to 5 by hand, and its chance', () => {
    // 5·7·(0.4²/4 + 0.1²/3) = 35·(0.04 + 0.01/3) = 1.516667; χ²(2): exp(−x/2).
    const { statistic, p } = ljungBox([1, 2, 3, 4, 5], 2);
    expect(statistic).toBeCloseTo(1.5166666667, 9);
    expect(p).toBeCloseTo(Math.exp(-1.5166666667 / 2), 9);
  });

  it('takes ten lags, a fifth of short series', () => {
    expect([4, 20, 49, 50, 209].map(ljungBoxLags)).toEqual([1, 4, 9, 10, 10]);
  });
});

describe('Breusch–Pagan', () => {
  it('is n·R² of the squared residuals on the fitted values', () => {
    // e² = 1 1 9 9 on 1 2 3 4: deviations −4 −4 4 4 and −1.5 −0.5 0.5 1.5: product 16, 64 and 5: R² = 256/320 = 0.8.
    const { statistic, p } = breuschPagan([1, -1, 3, -3], [1, 2, 3, 4]);
    expect(statistic).toBeCloseTo(3.2, 12);
    // χ²(1) at 3.2 is twice the normal tail at √3.2 = 1.788854: 2·0.036819.
    expect(p).toBeCloseTo(0.073638, 5);
  });

  it('is not defined without variation', () => {
    expect(breuschPagan([1, -1, 1, -1], [1, 2, 3, 4]).p).toBeNaN();
  });
});

describe('Jarque–Bera', () => {
  it('is that of 1 to 5 by hand', () => {
    // Variance 2, skewness 0, fourth moment 34/5 = 6.8, kurtosis 1.7, excess −1.3: 5/6·(1.69/4) = 0.352083.
    const { statistic, p, skewness, excess } = jarqueBera([1, 2, 3, 4, 5]);
    expect(skewness).toBe(0);
    expect(excess).toBeCloseTo(-1.3, 12);
    expect(statistic).toBeCloseTo(0.3520833333, 9);
    expect(p).toBeCloseTo(Math.exp(-0.3520833333 / 2), 9);
  });

  it('is that of a skew sample by hand', () => {
    // 0 0 0 4: mean 1, deviations −1 −1 −1 3: variance 3, third moment 6, fourth 21: S = 6/3^1.5, K = 21/9 − 3.
    const { statistic } = jarqueBera([0, 0, 0, 4]);
    expect(statistic).toBeCloseTo((4 / 6) * (36 / 27 + (21 / 9 - 3) ** 2 / 4), 12);
  });
});

describe('normal scores', () => {
  it('are symmetric, in order, and lie on the line for normal quantiles', () => {
    const { expected, observed } = normalScores([3, 1, 2]);
    expect(observed).toEqual([1, 2, 3]);
    expect(expected[1]).toBeCloseTo(0, 12);
    expect(expected[0]).toBe(-(expected[2] ?? NaN));
    // Blom's position of the least of three: (1 − 3/8)/3.25 = 0.192308, z = −0.8694.
    expect(expected[0]).toBeCloseTo(-0.8694, 4);
  });
});
