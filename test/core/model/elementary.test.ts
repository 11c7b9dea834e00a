import { describe, expect, it } from 'vitest';
import { createLane, expInPlace, logInto } from '../../../core/model/elementary.ts';
import { streamFor } from '../../../core/random/stream.ts';

const COUNT = 20_000;
const stream = streamFor(3, 1);

describe('logarithm over arrays', () => {
  it('is within 1e-14 of Math.log, from 1e-300 to 1e300', () => {
    const lane = createLane(COUNT);
    lane.values.set(Float64Array.from({ length: COUNT }, (_, i) =>
      (i < 200 ? 1 + (i - 100) * 1e-9 : 10 ** ((i % 2 === 0 ? 300 : 12) * (2 * stream.uniform() - 1)))));
    const out = new Float64Array(COUNT);
    logInto(lane, COUNT, out);
    // Relative to the size of the logarithm where it is large: two units in its last place.
    out.forEach((value, i) => {
      const exact = Math.log(lane.values[i] as number);
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(4.5e-16 * Math.abs(exact) + 4e-16);
    });
  });

  it('of 0 is below every other', () => {
    const lane = createLane(1);
    const out = new Float64Array(1);
    logInto(lane, 1, out);
    expect(out[0]).toBeLessThan(-1e299);
  });
});

describe('exponential over arrays', () => {
  it('is within 1e-13 of Math.exp, 2e-15 for |z| < 40', () => {
    for (const [range, tolerance] of [[700, 1e-13], [40, 2e-15]] as const) {
      const z = Float64Array.from({ length: COUNT }, () => range * (2 * stream.uniform() - 1));
      const values = z.slice();
      expInPlace(values, COUNT, createLane(COUNT));
      values.forEach((value, i) => expect(Math.abs(value / Math.exp(z[i] as number) - 1)).toBeLessThan(tolerance));
    }
  });

  it('ends in Infinity above and in next to nothing below', () => {
    const values = Float64Array.of(710, 1e300, -1e300, 0);
    expInPlace(values, 4, createLane(4));
    expect(values[0]).toBe(Infinity);
    expect(values[1]).toBe(Infinity);
    expect(values[2]).toBeGreaterThan(0);
    expect(values[2]).toBeLessThan(1e-300);
    expect(values[3]).toBe(1);
  });
});
