import { describe, expect, it } from 'vitest';
import { checkpointsOf, trackTrial } from '../../../core/comparison/track.ts';
import { hypervolume2d } from '../../../core/selection/hypervolume.ts';
import { METRICS } from '../../../core/tuning/trial-result.ts';
import { streamFor } from '../../../core/random/stream.ts';

/** Rows of NRMSE, decomp.RSSD, MAPE and one parameter. */
function trialOf(rows: readonly (readonly [number, number, number])[]) {
  const width = METRICS.length + 1;
  const values = new Float64Array(rows.length * width).fill(Number.NaN);
  rows.forEach((row, i) => values.set(row, i * width));
  return { iterations: rows.length, width, values };
}

const TWO = { metrics: [0, 1], weights: [1, 1] };

describe('checkpoints', () => {
  it('rise, begin with the first evaluation and end with the last', () => {
    for (const iterations of [1, 2, 7, 40, 500, 20_000]) {
      const points = checkpointsOf(iterations);
      expect(points[0]).toBe(1);
      expect(points.at(-1)).toBe(iterations);
      expect(points.every((point, i) => i === 0 || point > (points[i - 1] ?? 0))).toBe(true);
      expect(points.length).toBeLessThanOrEqual(41);
    }
    expect(checkpointsOf(500).length).toBeGreaterThan(30);
    expect(checkpointsOf(3)).toEqual([1, 2, 3]);
  });
});

describe('the track of a trial', () => {
  it('two objectives: the area below (1, 1), the lowest NRMSE and the lowest weighted mean', () => {
    const trial = trialOf([[0.5, 0.8, 9], [0.8, 0.5, 9], [0.9, 0.9, 9], [0.4, 0.4, 9]]);
    const track = trackTrial(trial, [1, 2, 3, 4], { metrics: [0, 1], weights: [3, 1] });
    expect(track.evaluations).toEqual([1, 2, 3, 4]);
    // 0.5·0.2; then 0.1 + 0.2·0.3; the third is dominated; the last dominates all: 0.6·0.6.
    for (const [i, volume] of [0.1, 0.16, 0.16, 0.36].entries()) expect(track.hypervolume[i]).toBeCloseTo(volume, 12);
    expect(track.nrmse).toEqual([0.5, 0.5, 0.5, 0.4]);
    // (3·0.5 + 0.8)/4 = 0.575; (3·0.8 + 0.5)/4 is larger; (3·0.4 + 0.4)/4 = 0.4.
    for (const [i, error] of [0.575, 0.575, 0.575, 0.4].entries()) expect(track.error[i]).toBeCloseTo(error, 12);
    expect(track.failed).toBe(0);
  });

  it('one objective: 1 less the lowest, at least 0', () => {
    const track = trackTrial(trialOf([[1.5, 0, 0], [0.7, 0, 0], [0.9, 0, 0]]), [1, 2, 3], { metrics: [0], weights: [0] });
    expect(track.hypervolume[0]).toBe(0);
    expect(track.hypervolume[1]).toBeCloseTo(0.3, 12);
    expect(track.hypervolume[2]).toBeCloseTo(0.3, 12);
    expect(track.error).toEqual([1.5, 0.7, 0.7]);
  });

  it('three objectives: the volume below (1, 1, 1)', () => {
    const track = trackTrial(trialOf([[0.5, 0.5, 0.5], [0.5, 0.5, 0.75], [0.75, 0.25, 0.5]]), [1, 3], { metrics: [0, 1, 2], weights: [1, 1, 1] });
    // 0.5³; the second is dominated; the third adds 0.25 · (0.75 − 0.5) · 0.5.
    expect(track.hypervolume[0]).toBeCloseTo(0.125, 12);
    expect(track.hypervolume[1]).toBeCloseTo(0.125 + 0.03125, 12);
  });

  it('what could not be evaluated is counted and adds nothing', () => {
    const track = trackTrial(trialOf([[Infinity, 0.1, 0], [Number.NaN, 0.1, 0], [0.5, 0.5, 0], [0.1, 1.2, 0]]), [1, 2, 3, 4], TWO);
    expect(track.failed).toBe(2);
    expect(track.nrmse).toEqual([null, null, 0.5, 0.1]);
    expect(track.error.slice(0, 2)).toEqual([null, null]);
    // The last lies past 1 in one objective: no area, though it has the lowest NRMSE.
    expect(track.hypervolume).toEqual([0, 0, 0.25, 0.25]);
  });

  it('the front alone has the area of all candidates', () => {
    const random = streamFor(5, 1);
    const rows = Array.from({ length: 400 }, () => [random.uniform() * 1.1, random.uniform() * 1.1, 0] as const);
    const track = trackTrial(trialOf(rows), [1, 10, 100, 400], TWO);
    for (const [i, count] of track.evaluations.entries()) {
      const some = rows.slice(0, count);
      expect(track.hypervolume[i]).toBeCloseTo(hypervolume2d(some.map(([x]) => x), some.map(([, y]) => y), [1, 1]), 12);
    }
  });
});
