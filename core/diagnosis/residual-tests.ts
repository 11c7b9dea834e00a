import { chiSquaredUpper, normalQuantile } from './distributions.ts';

/** Tests of residuals e₁ … eₙ in order of time. NaN where a test is not defined (no variation, too few values). */

export interface Test {
  statistic: number;
  /** Chance of a statistic as large when nothing is wrong. */
  p: number;
}

/** d = Σ(eₜ − eₜ₋₁)²/Σeₜ² (Durbin and Watson 1950): 2 without autocorrelation; null for a perfect fit. */
export function durbinWatson(residuals: ArrayLike<number>): number | null {
  let squares = 0;
  let steps = 0;
  for (let t = 0; t < residuals.length; t++) {
    const e = residuals[t] as number;
    squares += e * e;
    if (t > 0) steps += (e - (residuals[t - 1] as number)) ** 2;
  }
  return squares === 0 ? null : steps / squares;
}

/** Autocorrelations at lags 1..lags: Σ(eₜ − ē)(eₜ₋ₖ − ē)/Σ(eₜ − ē)² (Box and Jenkins 1970). */
export function autocorrelations(residuals: ArrayLike<number>, lags: number): number[] {
  const values = centred(residuals);
  const squares = values.reduce((sum, e) => sum + e * e, 0);
  return Array.from({ length: lags }, (_, k) => {
    let sum = 0;
    for (let t = k + 1; t < values.length; t++) sum += (values[t] as number) * (values[t - k - 1] as number);
    return sum / squares;
  });
}

/** Lags of the test: min(10, n/5), as Hyndman and Athanasopoulos (2021, section 5.4) advise for data without a season. */
export function ljungBoxLags(n: number): number {
  return Math.max(1, Math.min(10, Math.floor(n / 5)));
}

/** Q = n(n + 2)·Σ rₖ²/(n − k) against χ²(lags) (Ljung and Box 1978). */
export function ljungBox(residuals: ArrayLike<number>, lags: number): Test {
  const n = residuals.length;
  const sum = autocorrelations(residuals, lags).reduce((total, r, k) => total + (r * r) / (n - k - 1), 0);
  return tested(n * (n + 2) * sum, lags);
}

/**
 * Whether the size of residuals moves with the fitted values: n·R² of a regression of e² on them, against χ²(1)
 * (Breusch and Pagan 1979, in the studentised form of Koenker 1981, which does not ask for normal residuals).
 */
export function breuschPagan(residuals: ArrayLike<number>, fitted: ArrayLike<number>): Test {
  const squares = centred(Array.from(residuals, (e) => e * e));
  const values = centred(fitted);
  let [product, ss, vv] = [0, 0, 0];
  squares.forEach((s, t) => {
    const v = values[t] as number;
    product += s * v;
    ss += s * s;
    vv += v * v;
  });
  return tested((squares.length * product * product) / (ss * vv), 1);
}

/** n/6·(S² + K²/4) against χ²(2), S skewness and K excess kurtosis (Jarque and Bera 1987). */
export function jarqueBera(residuals: ArrayLike<number>): Test & { skewness: number; excess: number } {
  const values = centred(residuals);
  const n = values.length;
  const moment = (power: number): number => values.reduce((sum, e) => sum + e ** power, 0) / n;
  const variance = moment(2);
  const skewness = moment(3) / variance ** 1.5;
  const excess = moment(4) / variance ** 2 - 3;
  return { ...tested((n / 6) * (skewness ** 2 + excess ** 2 / 4), 2), skewness, excess };
}

/** Residuals in order of size against what a normal sample would show: plotting positions (i − 3/8)/(n + 1/4) of Blom (1958). */
export function normalScores(residuals: ArrayLike<number>): { expected: number[]; observed: number[] } {
  const observed = Array.from(residuals).sort((a, b) => a - b);
  const n = observed.length;
  const half = Array.from({ length: Math.ceil(n / 2) }, (_, i) => normalQuantile((i + 5 / 8) / (n + 0.25)));
  return { observed, expected: observed.map((_, i) => (i < half.length ? half[i] as number : -(half[n - 1 - i] as number))) };
}

function tested(statistic: number, freedom: number): Test {
  return { statistic, p: Number.isFinite(statistic) ? chiSquaredUpper(statistic, freedom) : NaN };
}

function centred(values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return list.map((value) => value - mean);
}
