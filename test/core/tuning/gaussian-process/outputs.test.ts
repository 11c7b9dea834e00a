import { describe, expect, it } from 'vitest';
import { mostUseful } from '../../../../core/tuning/most-useful.ts';
import { createOutputs } from '../../../../core/tuning/gaussian-process/outputs.ts';

describe('losses as the process sees them', () => {
  it('have mean 0 and deviation 1, and keep their order', () => {
    const losses = Float64Array.of(3, 1, 2, 50, 4, 1e6);
    const outputs = losses.map(createOutputs(losses));
    // Rounding of six numbers about 1.
    expect(outputs.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    expect(outputs.reduce((sum, value) => sum + value * value, 0) / 6).toBeCloseTo(1, 12);
    const order = (values: Float64Array): number[] => [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    expect(order(outputs)).toEqual(order(losses));
  });

  it('are linear below the median and logarithmic above', () => {
    const losses = Float64Array.of(0, 1, 2, 6, 14);
    const of = createOutputs(losses);
    const unit = of(1) - of(0);
    // The lower half is 2 wide: excess 0.5, 2 and 6 of it.
    expect(of(2) - of(1)).toBeCloseTo(unit, 12);
    expect((of(6) - of(2)) / unit).toBeCloseTo(2 * Math.log(3), 12);
    expect((of(14) - of(2)) / unit).toBeCloseTo(2 * Math.log(7), 12);
  });

  it('take a failed candidate as the worst that was seen', () => {
    const of = createOutputs(Float64Array.of(1, Infinity, 5, 2));
    expect(of(Infinity)).toBe(of(5));
  });

  it('of one value are 0', () => {
    expect([...Float64Array.of(7, 7, Infinity).map(createOutputs(Float64Array.of(7, 7, Infinity)))]).toEqual([0, 0, 0]);
  });
});

describe('observations that are kept', () => {
  const of = (...losses: number[]): { losses: Float64Array } => ({ losses: Float64Array.from(losses) });

  it('are all up to the limit', () => {
    const all = [of(1), of(2)];
    expect(mostUseful(all, 2)).toEqual(all);
  });

  it('are half the best, half the latest, in their order', () => {
    const all = [1, 9, 2, 8, 7, 6].map((loss) => of(loss));
    expect(mostUseful(all, 4).map(({ losses }) => losses[0])).toEqual([1, 2, 7, 6]);
  });

  it('are those the fewest dominate; a failed one only as a late one', () => {
    const all = [of(5, 5), of(1, 9), of(Infinity, Infinity), of(9, 1), of(6, 6), of(7, 7)];
    expect(mostUseful(all, 4)).toEqual([all[1], all[3], all[4], all[5]]);
  });
});
