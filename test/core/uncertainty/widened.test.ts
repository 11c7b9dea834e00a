import { describe, expect, it } from 'vitest';
import { widened } from '../../../core/uncertainty/widened.ts';

/** Of 0, 1, … 10 the median is 5, the 5 % quantile (type 7) 0.5, the 95 % quantile 9.5. */
const eleven = Float64Array.from({ length: 11 }, (_, i) => i);

describe('stretched quantiles', () => {
  it('are the quantiles themselves at a factor of 1, and move away from the median by it', () => {
    expect(widened(eleven, 0.9, 1)).toEqual({ estimate: 5, lower: 0.5, upper: 9.5 });
    // Half-widths 4.5 and 4.5 doubled; numbers are exact in binary.
    expect(widened(eleven, 0.9, 2)).toEqual({ estimate: 5, lower: -4, upper: 14 });
    expect(widened(eleven, 0.5, 2)).toEqual({ estimate: 5, lower: 0, upper: 10 });
  });

  it('stretch each side by its own half-width', () => {
    // Median 1; the ends of all draws 0 and 7: 1 + 3·(0 − 1) and 1 + 3·(7 − 1).
    expect(widened(Float64Array.of(7, 0, 1), 1, 3)).toEqual({ estimate: 1, lower: -2, upper: 19 });
  });

  it('go no further down than the least value, and leave the draws as they are', () => {
    const draws = Float64Array.of(7, 0, 1);
    expect(widened(draws, 1, 3, 0)).toEqual({ estimate: 1, lower: 0, upper: 19 });
    expect([...draws]).toEqual([7, 0, 1]);
  });

  it('are a point where every draw is the same', () => {
    expect(widened(new Float64Array(4).fill(0.3), 0.9, 1.45, 0)).toEqual({ estimate: 0.3, lower: 0.3, upper: 0.3 });
  });
});
