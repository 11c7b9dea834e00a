import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { blockLength, longestBlock } from '../../../core/uncertainty/block-length.ts';
import { autoregressive } from './regression.ts';

/** Mean over 60 series: its own standard error is under 0.3 periods at rho 0.5. */
function meanLength(rho: number, n: number): number {
  const stream = streamFor(5, 1);
  return Array.from({ length: 60 }, () => blockLength(autoregressive(stream, n, rho))).reduce((a, b) => a + b, 0) / 60;
}

describe('automatic block length', () => {
  it('is short for white noise and grows with autocorrelation', () => {
    const [white = NaN, half = NaN, strong = NaN] = [0, 0.5, 0.8].map((rho) => meanLength(rho, 200));
    expect(white).toBeLessThan(3.5);
    expect(half).toBeGreaterThan(1.5 * white);
    expect(strong).toBeGreaterThan(1.5 * half);
  });

  it('comes near the best length of an AR(1) process, which is known', () => {
    // G/g(0) = 2ρ/(1 − ρ²) for R(k) ~ ρ^k: at ρ = 0.5 and n = 2000, b = (1.5·(4/3)²·2000)^(1/3) = 17.5.
    // The estimate of G scatters by a third; the mean of 60, rounded up, within a fifth.
    const length = meanLength(0.5, 2000);
    expect(length).toBeGreaterThan(0.8 * 17.5);
    expect(length).toBeLessThan(1.2 * 17.5 + 0.5);
  });

  it('follows from the formula on a series that is counted by hand', () => {
    // ±1 in turn, n = 16: R(k) = (−1)^k·(16 − k)/16. No lag is quiet, so M = ⌈√16⌉ + 5 = 9.
    const n = 16;
    const M = 9;
    let weighted = 0;
    let spectrum = 1;
    for (let k = 1; k <= M; k++) {
      const window = k <= M / 2 ? 1 : 2 * (1 - k / M);
      const covariance = ((k % 2 === 0 ? 1 : -1) * (n - k)) / n;
      weighted += 2 * window * k * covariance;
      spectrum += 2 * window * covariance;
    }
    const expected = Math.ceil(Math.cbrt((2 * weighted ** 2 * n) / ((4 / 3) * spectrum ** 2)));
    expect(blockLength(Float64Array.from({ length: n }, (_, t) => (t % 2 === 0 ? 1 : -1)))).toBe(Math.min(expected, longestBlock(n)));
  });

  it('stays within 1 and ⌈min(3·√n, n/3)⌉', () => {
    expect([1, 2, 3, 4, 36, 200].map(longestBlock)).toEqual([1, 1, 1, 2, 12, 43]);
    expect([60, 200, 400].map((n) => blockLength(Float64Array.from({ length: n }, (_, t) => Math.sin(t / 3))))).toEqual([20, 43, 60]);
    expect(blockLength(new Float64Array(0))).toBe(1);
    expect(blockLength(Float64Array.of(4, 7))).toBe(1);
    expect(blockLength(new Float64Array(50).fill(3))).toBe(1);
  });
});
