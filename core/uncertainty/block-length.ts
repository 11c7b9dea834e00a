/**
 * Length of blocks for the circular or moving block bootstrap: the automatic choice of Politis & White (2004,
 * Econometric Reviews 23) with the correction of Patton, Politis & White (2009, Econometric Reviews 28).
 *
 *   b = (2·Ĝ²/D̂)^(1/3)·n^(1/3),  Ĝ = Σ λ(k/M)·|k|·R̂(k),  D̂ = 4/3·ĝ(0)²,  ĝ(0) = Σ λ(k/M)·R̂(k),  |k| ≤ M
 *
 * R̂ autocovariances, λ the flat-top window (1 up to 1/2, then 2·(1 − s)). M = 2·max(m̂, 1), m̂ the smallest lag after
 * which K = max(5, ⌈√log₁₀ n⌉) autocorrelations in a row are under 2·√(log₁₀ n / n); at most ⌈√n⌉ + K, which is also M
 * where there is no such lag. Rounded up (blocks a little long cost little, blocks too short lose dependence) and held to
 * 1..⌈min(3·√n, n/3)⌉. Without variance: 1.
 */
export function blockLength(series: Float64Array): number {
  const n = series.length;
  const longest = longestBlock(n);
  if (longest <= 1) return 1;
  const covariances = autocovariances(series);
  const variance = covariances[0] as number;
  if (!(variance > 0)) return 1;
  const bandwidth = windowWidth(covariances, n);
  let weighted = 0;
  let spectrum = variance;
  for (let k = 1; k <= bandwidth; k++) {
    const share = k / bandwidth;
    const covariance = 2 * (share <= 0.5 ? 1 : 2 * (1 - share)) * (covariances[k] as number);
    weighted += k * covariance;
    spectrum += covariance;
  }
  const length = Math.cbrt((2 * weighted * weighted * n) / ((4 / 3) * spectrum * spectrum));
  // A spectrum of 0 at frequency 0 asks for blocks without end; 0/0 for none.
  return Number.isNaN(length) ? 1 : Math.min(longest, Math.max(1, Math.ceil(length)));
}

/** ⌈min(3·√n, n/3)⌉, 1 or more. */
export function longestBlock(n: number): number {
  return Math.max(1, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3)));
}

/** K: so many small autocorrelations in a row end the dependence. */
function quietLags(n: number): number {
  return Math.max(5, Math.ceil(Math.sqrt(Math.log10(n))));
}

/** R̂(k) = Σ (xₜ − x̄)(xₜ₊ₖ − x̄)/n for k = 0..min(⌈√n⌉ + K, n − 1). */
function autocovariances(series: Float64Array): Float64Array {
  const n = series.length;
  const mean = series.reduce((a, b) => a + b, 0) / n;
  const lags = Math.min(Math.ceil(Math.sqrt(n)) + quietLags(n), n - 1);
  return Float64Array.from({ length: lags + 1 }, (_, k) => {
    let sum = 0;
    for (let t = k; t < n; t++) sum += ((series[t] as number) - mean) * ((series[t - k] as number) - mean);
    return sum / n;
  });
}

/** M */
function windowWidth(covariances: Float64Array, n: number): number {
  const last = covariances.length - 1;
  const quiet = quietLags(n);
  const limit = 2 * Math.sqrt(Math.log10(n) / n) * (covariances[0] as number);
  let small = 0;
  for (let k = 1; k <= last; k++) {
    small = Math.abs(covariances[k] as number) < limit ? small + 1 : 0;
    if (small === quiet) return Math.min(2 * Math.max(k - quiet, 1), last);
  }
  return last;
}
