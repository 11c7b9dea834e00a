import { describe, expect, it } from 'vitest';
import { curvatureAt, logSlopeAt, responseAt, slopeAt, spendAtSlope, turningSpend } from '../../../core/allocation/curve.ts';
import { demandAt, envelopeAt, envelopeOf } from '../../../core/allocation/envelope.ts';

const curve = { coefficient: 100, alpha: 2, inflexion: 10, carryover: 0 };

describe('curve', () => {
  it('has the values worked out by hand', () => {
    // h(10) = 1/2; f' = βαh(1−h)/v = 100·2·¼/10 = 5; f'' = f'·(α(1−2h) − 1)/v = 5·(−1)/10
    expect(responseAt(curve, 10)).toBe(50);
    expect(slopeAt(curve, 10)).toBe(5);
    expect(curvatureAt(curve, 10)).toBe(-0.5);
    expect(turningSpend(curve)).toBeCloseTo(10 / Math.sqrt(3), 12);
  });

  it.each([[0.6, 3], [1, 3], [2.5, 0], [7, 40]])('has slope and curvature as differences give them (alpha %f)', (alpha, carryover) => {
    const c = { coefficient: 70, alpha, inflexion: 12, carryover };
    for (const s of [0.5, 4, 11, 60]) {
      const step = 1e-4 * s;
      // central differences: error of order step² plus rounding/step
      const slope = (responseAt(c, s + step) - responseAt(c, s - step)) / (2 * step);
      expect(slopeAt(c, s) / slope - 1).toBeCloseTo(0, 6);
      expect(Math.exp(logSlopeAt(c, s)) / slopeAt(c, s) - 1).toBeCloseTo(0, 12);
      const curvature = (slopeAt(c, s + step) - slopeAt(c, s - step)) / (2 * step);
      expect(Math.abs(curvatureAt(c, s) - curvature)).toBeLessThan(1e-5 * Math.abs(slopeAt(c, s)));
    }
  });

  it('is finite at the edges', () => {
    expect(responseAt(curve, 0)).toBe(0);
    expect(slopeAt(curve, 0)).toBe(0);
    expect(slopeAt({ ...curve, alpha: 1 }, 0)).toBe(10);
    expect(slopeAt({ ...curve, alpha: 0.5 }, 0)).toBe(Infinity);
    expect(responseAt({ ...curve, inflexion: 0 }, 0)).toBe(100);
    expect(slopeAt({ ...curve, inflexion: 0 }, 3)).toBe(0);
    expect(responseAt({ ...curve, alpha: 300, inflexion: 1e9 }, 1e-9)).toBe(0);
    expect(responseAt({ ...curve, alpha: 300, inflexion: 1e-9 }, 1e9)).toBe(100);
  });

  it('finds the spend of a slope on the concave part', () => {
    for (const [alpha, carryover] of [[0.5, 0], [1, 2], [3, 5]] as const) {
      const c = { coefficient: 70, alpha, inflexion: 12, carryover };
      for (const s of [12, 20, 500]) expect(spendAtSlope(c, logSlopeAt(c, s), 1e6) / s - 1).toBeCloseTo(0, 9);
    }
  });
});

describe('envelope', () => {
  it('touches an S-curve from 0 where the mean is largest: v = κ(α−1)^(1/α)', () => {
    const envelope = envelopeOf({ ...curve, alpha: 3 }, 0, 100);
    expect(envelope.touch).toBeCloseTo(10 * Math.cbrt(2), 9);
  });

  it('is the curve where that is concave, the chord where it is convex', () => {
    expect(envelopeOf({ ...curve, alpha: 0.7 }, 0, 100).touch).toBe(0);
    expect(envelopeOf(curve, 8, 100).touch).toBe(8);
    expect(envelopeOf(curve, 0, 5).touch).toBe(5);
    expect(envelopeOf(curve, 7, 7)).toMatchObject({ lower: 7, touch: 7, upper: 7 });
  });

  it.each([[1.5, 0, 0], [3, 0, 2], [5, 3, 1], [2, 20, 0]])('is over the curve and concave (alpha %f)', (alpha, carryover, lower) => {
    const c = { ...curve, alpha, carryover };
    const envelope = envelopeOf(c, lower, 60);
    let before = Infinity;
    for (let s = lower; s < 60; s += 0.25) {
      expect(envelopeAt(envelope, s)).toBeGreaterThanOrEqual(responseAt(c, s) - 1e-10);
      const rise = envelopeAt(envelope, s + 0.25) - envelopeAt(envelope, s);
      expect(rise).toBeLessThanOrEqual(before + 1e-10);
      before = rise;
    }
  });

  it('asks for the spend that is best at a price', () => {
    const envelope = envelopeOf({ ...curve, alpha: 3, carryover: 1 }, 0.5, 60);
    for (const price of [0.01, 0.4, 2, 4, 6, 9]) {
      const gain = (s: number) => envelopeAt(envelope, s) - price * s;
      const best = gain(demandAt(envelope, Math.log(price), 'low'));
      for (let s = 0.5; s <= 60; s += 0.05) expect(gain(s)).toBeLessThanOrEqual(best + 1e-10);
    }
  });
});
