import { describe, expect, it } from 'vitest';
import { fitCurve, type CurveFit } from '../../../core/calibration/curve-fit.ts';
import { streamFor } from '../../../core/random/stream.ts';

const reference = { lowest: 200, highest: 250 };
const hill = (spend: number, alpha: number, inflexion: number, height: number): number =>
  (spend === 0 ? 0 : (height * spend ** alpha) / (spend ** alpha + inflexion ** alpha));
const curve = (alpha: number, inflexion: number, height: number, spends: readonly number[], noise: (i: number) => number = () => 0) =>
  spends.map((spend, i) => ({ spend, response: Math.max(0, hill(spend, alpha, inflexion, height) + noise(i)) }));
const SPENDS = [0, 20, 40, 60, 80, 100, 130, 160, 200, 250];
const codes = (fit: CurveFit): string[] => fit.notes.map(({ code }) => code);

describe('fitCurve', () => {
  it('recovers a curve worked out by hand', () => {
    // Height 12, inflexion 100, alpha 1: 12·s/(s + 100).
    const fit = fitCurve([{ spend: 50, response: 4 }, { spend: 100, response: 6 }, { spend: 200, response: 8 }, { spend: 300, response: 9 }], reference);
    // Least squares find where the squares are flat, which is at the root of the rounding error.
    expect(fit.alpha).toBeCloseTo(1, 6);
    expect(fit.inflexion).toBeCloseTo(100, 4);
    expect(fit.height).toBeCloseTo(12, 5);
    expect(fit.rsq).toBeCloseTo(1, 10);
    expect(fit.residuals.every((residual) => Math.abs(residual) < 1e-6)).toBe(true);
  });

  it.each([
    [0.5, 60, 5], [0.9, 180, 1e-3], [1.4, 30, 2e6], [2.2, 90, 40], [3.5, 120, 0.7], [6, 70, 900],
  ])('recovers alpha %d, inflexion %d, height %d without noise', (alpha, inflexion, height) => {
    const fit = fitCurve(curve(alpha, inflexion, height, SPENDS), reference);
    expect(fit.alpha / alpha).toBeCloseTo(1, 5);
    expect(fit.inflexion / inflexion).toBeCloseTo(1, 5);
    expect(fit.height / height).toBeCloseTo(1, 5);
    // Points that leave no doubt leave the 10 % that a curve from elsewhere always gets, rounded outward to three digits.
    expect(fit.ranges.alpha[0] / alpha).toBeGreaterThan(0.88);
    expect(fit.ranges.alpha[0] / alpha).toBeLessThanOrEqual(0.9001);
    expect(fit.ranges.alpha[1] / alpha).toBeGreaterThanOrEqual(1.0999);
    expect(fit.ranges.gamma[0]).toBeLessThanOrEqual((0.9001 * inflexion) / reference.highest);
    expect(fit.ranges.gamma[1]).toBeGreaterThanOrEqual(Math.min(1, (1.0999 * inflexion) / reference.lowest));
    expect(fit.ranges.gamma[1]).toBeLessThan((1.13 * inflexion) / reference.lowest);
  });

  it('does not depend on the order of points or on their units', () => {
    const points = curve(1.7, 80, 10, SPENDS, (i) => 0.2 * Math.sin(7 * i));
    const fit = fitCurve(points, reference);
    const turned = fitCurve(points.toReversed(), reference);
    const scaled = fitCurve(points.map(({ spend, response }) => ({ spend: 1000 * spend, response: response / 50 })), { lowest: 200_000, highest: 250_000 });
    expect(turned.alpha / fit.alpha).toBeCloseTo(1, 5);
    expect(scaled.alpha / fit.alpha).toBeCloseTo(1, 5);
    expect(scaled.gamma / fit.gamma).toBeCloseTo(1, 5);
    expect(scaled.height / fit.height).toBeCloseTo(1 / 50, 5);
  });

  it('is as good as any of a fine grid', () => {
    const points = curve(1.2, 90, 10, SPENDS, (i) => 0.4 * Math.cos(3 * i));
    const fit = fitCurve(points, reference);
    const least = fit.residuals.reduce((sum, residual) => sum + residual ** 2, 0);
    for (let alpha = 0.2; alpha < 6; alpha *= 1.1) {
      for (let inflexion = 5; inflexion < 2000; inflexion *= 1.1) {
        const shape = points.map(({ spend }) => hill(spend, alpha, inflexion, 1));
        const height = shape.reduce((sum, g, i) => sum + g * (points[i]?.response ?? 0), 0) / shape.reduce((sum, g) => sum + g * g, 0);
        const squares = points.reduce((sum, { response }, i) => sum + (response - height * (shape[i] ?? 0)) ** 2, 0);
        expect(least).toBeLessThanOrEqual(squares * (1 + 1e-9));
      }
    }
  });

  it('gives the same bits for the same points and seed', () => {
    const points = curve(1.2, 90, 10, SPENDS, (i) => 0.3 * Math.cos(i));
    expect(fitCurve(points, reference, 4)).toEqual(fitCurve(points, reference, 4));
  });

  it('has limits that hold the truth about as often as they say', () => {
    let alphas = 0;
    let inflexions = 0;
    const seeds = 200;
    for (let seed = 1; seed <= seeds; seed++) {
      const stream = streamFor(seed, 7);
      const { limits } = fitCurve(curve(1.6, 90, 10, SPENDS, () => 0.1 * stream.normal()), reference);
      alphas += Number(limits.alpha.lower <= 1.6 && limits.alpha.upper >= 1.6);
      inflexions += Number(limits.inflexion.lower <= 90 && limits.inflexion.upper >= 90);
    }
    // 90 % ± 3 standard errors of a share over 200 seeds (2.1 % each), and a little for what is not linear.
    for (const share of [alphas / seeds, inflexions / seeds]) {
      expect(share).toBeGreaterThan(0.82);
      expect(share).toBeLessThan(0.98);
    }
  });

  it('refers gamma to the largest adstocked spend, at both ends of the adstock', () => {
    const points = curve(2, 100, 10, SPENDS);
    expect(fitCurve(points, { lowest: 200, highest: 200 }).gamma).toBeCloseTo(0.5, 6);
    expect(fitCurve(points, { lowest: 200, highest: 200 }).ranges.gamma).toEqual([0.45, 0.55]);
    // 90/400 and 110/200, rounded outward to 0.001.
    expect(fitCurve(points, { lowest: 200, highest: 400 }).ranges.gamma).toEqual([0.225, 0.55]);
  });
});

describe('notes and refusals', () => {
  it('say when nothing tells where it saturates', () => {
    const noise = (i: number): number => 0.5 * Math.sin(5 * i);
    const fit = fitCurve(curve(1.5, 2000, 1000, SPENDS, noise), reference);
    expect(codes(fit)).toContain('CURVE_NO_BEND');
    expect(fit.ranges.gamma[1]).toBe(1);
  });

  it('say when all points lie on the top', () => {
    const top = fitCurve(curve(2, 2, 10, [100, 120, 150, 180, 250], (i) => 0.0005 * Math.sin(3 * i)), reference);
    expect(codes(top)).toContain('CURVE_ONLY_TOP');
  });

  it('point at a fall, and at points that are no curve', () => {
    const points = curve(2, 100, 10, SPENDS);
    const fallen = points.map((point, i) => (i === 7 ? { ...point, response: 2 } : point));
    const fit = fitCurve(fallen, reference);
    expect(fit.notes.find(({ code }) => code === 'CURVE_FALLS')?.point).toBe(7);
    const scattered = [9, 1, 8, 2, 9, 3, 8, 4, 9, 9].map((response, i) => ({ spend: SPENDS[i] ?? 0, response }));
    expect(codes(fitCurve(scattered, reference))).toContain('CURVE_POOR_FIT');
    expect(codes(fitCurve(points, reference))).toEqual([]);
  });

  it('say when there is a response without spend, which changes nothing else', () => {
    const points = curve(2, 100, 10, SPENDS);
    const fit = fitCurve(points.map((point) => (point.spend === 0 ? { spend: 0, response: 3 } : point)), reference);
    expect(fit.notes.filter(({ code }) => code === 'CURVE_BASE').map(({ point }) => point)).toEqual([0]);
    expect(fit.residuals[0]).toBe(3);
    expect({ ...fit, notes: [], residuals: [] }).toEqual({ ...fitCurve(points, reference), notes: [], residuals: [] });
  });

  it('say when the bend or the units are not those of the table', () => {
    expect(codes(fitCurve(curve(2, 100, 10, SPENDS), { lowest: 20, highest: 40 }))).toEqual(['CURVE_BEYOND_SPEND']);
    expect(fitCurve(curve(2, 100, 10, SPENDS), { lowest: 20, highest: 40 }).ranges.gamma).toEqual([0.9, 1]);
    expect(codes(fitCurve(curve(2, 100, 10, SPENDS), { lowest: 1e5, highest: 2e5 }))).toEqual(['CURVE_SCALE']);
  });

  it.each([
    ['CURVE_FEW_POINTS', [[1, 1], [2, 2], [3, 3]]],
    ['CURVE_FEW_POINTS', [[1, 1], [2, 2], [3, 3], [3, 4]]],
    ['CURVE_FEW_POINTS', [[0, 0], [1, 1], [2, 2], [3, 3]]],
    ['CURVE_FLAT', [[1, 4], [2, 3], [3, 2], [4, 1]]],
    ['CURVE_FLAT', [[1, 0], [2, 0], [3, 0], [4, 0]]],
    ['CURVE_BAD_POINT', [[1, 0], [2, -1], [3, 1], [4, 2]]],
  ])('%s for %j', (code, points) => {
    expect(() => fitCurve(points.map(([spend = 0, response = 0]) => ({ spend, response })), reference)).toThrow(expect.objectContaining({ code }));
  });

  it('refuse a channel without spend', () => {
    expect(() => fitCurve(curve(2, 100, 10, SPENDS), { lowest: 0, highest: 0 })).toThrow(expect.objectContaining({ code: 'CURVE_REFERENCE' }));
  });
});
