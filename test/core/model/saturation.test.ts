import { describe, expect, it } from 'vitest';
import { createLane } from '../../../core/model/elementary.ts';
import { hill, hillInto, saturate } from '../../../core/model/saturation.ts';

function fast(values: number[], alpha: number, inflexion: number): number[] {
  const lane = createLane(values.length);
  lane.values.set(values);
  const out = new Float64Array(values.length);
  hillInto(lane, values.length, alpha, inflexion, new Float64Array(values.length), createLane(values.length), out, 0);
  return Array.from(out);
}

describe('saturation', () => {
  it('is one half at the inflexion, 0 at 0, towards 1 far out', () => {
    expect(hill(50, 3, 50)).toBe(0.5);
    expect(hill(0, 3, 50)).toBe(0);
    expect(hill(1e9, 3, 50)).toBeCloseTo(1, 15);
    expect(hill(100, 2, 50)).toBeCloseTo(0.8, 15); // 4/(4 + 1)
  });

  it('takes its inflexion from the largest value', () => {
    expect(saturate(Float64Array.of(10, 40, 20), 1, 0.5)).toEqual({ values: Float64Array.of(hill(10, 1, 20), hill(40, 1, 20), hill(20, 1, 20)), inflexion: 20 });
  });

  it('over arrays agrees with the function itself', () => {
    const values = [0, 1e-9, 0.3, 1, 49.999, 50, 51, 1e4, 1e12];
    for (const alpha of [0.5, 1, 3, 10, 40]) {
      // α times the error of the logarithms (1e-14 absolute at most) on either side.
      fast(values, alpha, 50).forEach((value, i) => {
        const exact = hill(values[i] as number, alpha, 50);
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(2e-14 * alpha * exact + 1e-300);
      });
    }
  });

  it('is exactly 0 where nothing runs', () => {
    expect(fast([0, 5], 0.5, 50)[0]).toBe(0);
    expect(fast([0, 0], 2, 0)).toEqual([0, 0]);
  });
});
