import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { createFeatures } from '../../../../core/tuning/gaussian-process/features.ts';
import { createProcess } from '../../../../core/tuning/gaussian-process/process.ts';

const line = createFeatures(continuous(1));
/** Length-scale 0.5, signal variance 2, noise variance 0.1. */
const THETA = [Math.log(0.5), Math.log(2), Math.log(0.1)];
/** Signal × Matérn 5/2 at a distance, straight from the formula. */
const covariance = (distance: number): number => {
  const r = distance / 0.5;
  return 2 * (1 + Math.sqrt(5) * r + (5 * r * r) / 3) * Math.exp(-Math.sqrt(5) * r);
};

describe('posterior of a Gaussian process', () => {
  it('of two observations is the formula worked out by hand', () => {
    const process = createProcess(THETA, line);
    process.observe([Float64Array.of(0.2), Float64Array.of(0.7)], [1, -2]);
    const [a, b] = [2.1, covariance(0.5)];
    const determinant = a * a - b * b;
    const solve = (u: number, v: number): [number, number] => [(a * u - b * v) / determinant, (a * v - b * u) / determinant];
    // Mean with prior N(0, 1): 1ᵀK⁻¹y / (1 + 1ᵀK⁻¹1).
    const mean = (solve(1, -2)[0] + solve(1, -2)[1]) / (1 + solve(1, 1)[0] + solve(1, 1)[1]);
    const alpha = solve(1 - mean, -2 - mean);
    const k = [covariance(0.1), covariance(0.4)] as const;
    const kk = solve(...k);
    const belief = process.at(Float64Array.of(0.3));
    // A handful of operations on numbers about 1.
    expect(belief.mean).toBeCloseTo(mean + k[0] * alpha[0] + k[1] * alpha[1], 13);
    expect(belief.deviation).toBeCloseTo(Math.sqrt(2 - k[0] * kk[0] - k[1] * kk[1]), 13);
    expect(process.smoothed(0)).toBeCloseTo(process.at(Float64Array.of(0.2)).mean, 13);
  });

  it('goes through what it knows without noise, and back to the prior far away', () => {
    const process = createProcess([Math.log(0.05), 0, Math.log(1e-8)], line);
    process.observe([Float64Array.of(0.1), Float64Array.of(0.2)], [1, 3]);
    const known = process.at(Float64Array.of(0.2));
    // The noise's share of the variance is 1e-8.
    expect(known.mean).toBeCloseTo(3, 6);
    expect(known.deviation).toBeLessThan(2e-4);
    expect(process.at(Float64Array.of(1)).deviation).toBeCloseTo(1, 6); // correlation exp(−√5·16)
  });

  it('grows and changes without leaving anything behind', () => {
    const stream = streamFor(3, 1);
    const points = Array.from({ length: 30 }, () => Float64Array.of(stream.uniform()));
    const values = points.map(([x]) => Math.sin(5 * (x ?? 0)));
    const grown = createProcess(THETA, line);
    for (let n = 1; n <= 20; n++) grown.observe(points.slice(0, n), values.slice(0, n));
    grown.observe([...points.slice(0, 12), ...points.slice(15)], [...values.slice(0, 12), ...values.slice(15)]);
    const fresh = createProcess(THETA, line);
    fresh.observe([...points.slice(0, 12), ...points.slice(15)], [...values.slice(0, 12), ...values.slice(15)]);
    const at = Float64Array.of(0.45);
    expect(grown.at(at)).toEqual(fresh.at(at));
  });

  it('has the slopes of its mean and deviation', () => {
    const features = createFeatures([{ levels: 0, ordered: true }, { levels: 3, ordered: false }, { levels: 0, ordered: true }]);
    const stream = streamFor(5, 1);
    const points = Array.from({ length: 12 }, () => features.of(Float64Array.from({ length: 3 }, () => stream.uniform())));
    const process = createProcess([-1, -0.5, -0.2, 0.3, -6], features);
    process.observe(points, points.map((point) => Math.cos(3 * (point[0] ?? 0)) + (point[1] ?? 0) * (point[4] ?? 0)));
    const at = features.of(Float64Array.of(0.3, 0.5, 0.6));
    const mean = new Float64Array(features.width);
    const deviation = new Float64Array(features.width);
    expect(process.slopes(at, mean, deviation)).toEqual(process.at(at));
    const step = 1e-5;
    for (let k = 0; k < features.width; k++) {
      const up = process.at(at.with(k, (at[k] ?? 0) + step));
      const down = process.at(at.with(k, (at[k] ?? 0) - step));
      // Central differences: 1e-10 times third derivatives about 100, rounding 1e-16·condition/1e-5.
      expect(mean[k]).toBeCloseTo((up.mean - down.mean) / (2 * step), 6);
      expect(deviation[k]).toBeCloseTo((up.deviation - down.deviation) / (2 * step), 6);
    }
  });
});

describe('features', () => {
  it('set two values of a choice 1 apart and levels at their middles', () => {
    const features = createFeatures([{ levels: 3, ordered: false }, { levels: 4, ordered: true }, { levels: 0, ordered: true }]);
    expect(features.width).toBe(5);
    expect([...features.dimensionOf]).toEqual([0, 0, 0, 1, 2]);
    expect([...features.featureOf]).toEqual([-1, -1, 4]);
    const [first, second] = [features.of(Float64Array.of(0.1, 0.3, 0.9)), features.of(Float64Array.of(0.9, 0.3, 0.9))];
    expect([...first]).toEqual([Math.SQRT1_2, 0, 0, 0.375, 0.9]);
    expect(first.reduce((sum, x, i) => sum + (x - (second[i] ?? 0)) ** 2, 0)).toBeCloseTo(1, 15);
  });
});
