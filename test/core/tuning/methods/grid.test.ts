import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { continuous, positionOf } from '../../../../core/tuning/dimensions.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import type { OptimiserOptions } from '../../../../core/tuning/optimiser.ts';
import { describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('grid');

/** All points, in the order in which they are asked for. */
function pointsOf(space: readonly Dimension[], options: OptimiserOptions, trial = 1): number[][] {
  const optimiser = createOptimiser('grid', space, 1, streamFor(options.part?.seed ?? 1, trial), options);
  const points: number[][] = [];
  for (let proposal = optimiser.ask(); proposal !== null; proposal = optimiser.ask()) points.push([...proposal.point]);
  return points;
}

describe('grid', () => {
  it('is every combination, once, with both ends of the range', () => {
    const points = pointsOf(continuous(2), {});
    const values = [0, 0.5, 1];
    expect(new Set(points.map(String))).toEqual(new Set(values.flatMap((x) => values.map((y) => `${x},${y}`))));
    expect(points).toHaveLength(9);
  });

  it('takes its number of values from the dimension, the option or the setting, in this order', () => {
    const space: Dimension[] = [...continuous(2), { levels: 3, ordered: false }, ...continuous(1)];
    const points = pointsOf(space, { settings: { levels: 2 }, levels: [5, 0, 7, 1] });
    const values = (i: number): number[] => [...new Set(points.map((point) => point[i] ?? Number.NaN))].sort((a, b) => a - b);
    expect([0, 1, 2, 3].map(values)).toEqual([[0, 0.25, 0.5, 0.75, 1], [0, 1], [0, 1, 2].map((level) => positionOf(level, 3)), [0.5]]);
    expect(points).toHaveLength(5 * 2 * 3);
  });

  it('is shared out among the trials of a run, each point to one of them', () => {
    const trials = [0, 1, 2, 3].map((index) => pointsOf(continuous(4), { part: { index, of: 4, seed: 5 } }, index + 1));
    expect(trials.map((points) => points.length)).toEqual([21, 20, 20, 20]);
    expect(new Set(trials.flat().map(String)).size).toBe(81);
  });

  it('is spread over the whole when it is stopped early', () => {
    // Of 3^10 points the first 600: each value of each dimension 200 times but for chance, standard deviation 11.5.
    const optimiser = createOptimiser('grid', continuous(10), 1, streamFor(1, 1));
    const points = Array.from({ length: 600 }, () => optimiser.ask()?.point ?? new Float64Array());
    for (let i = 0; i < 10; i++) {
      for (const value of [0, 0.5, 1]) expect(Math.abs(points.filter((point) => point[i] === value).length - 200)).toBeLessThan(5 * 11.5);
    }
  });

  it('has one point without dimensions, and refuses more points than can be counted', () => {
    expect(pointsOf([], {})).toEqual([[]]);
    expect(() => pointsOf(continuous(50), {})).toThrow(RangeError);
  });
});
