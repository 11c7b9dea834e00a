import { describe, expect, it } from 'vitest';
import { bestSoFar, hypervolumeOf } from '../../../../core/report/search/history.ts';
import { everyOne, someCandidates, theta } from './candidates.ts';

describe('the best so far', () => {
  const data = someCandidates([theta], Array.from({ length: 8 }, () => [0.5]), {
    trial: [1, 1, 1, 2, 2, 3, 3, 3], iteration: [1, 2, 3, 1, 2, 1, 2, 3], nrmse: [5, 3, 4, NaN, 1, 9, 8, 2],
  });

  it('is the median over the trials that have one by then; a trial that ended keeps its best', () => {
    const { iterations, median, lower, upper } = bestSoFar(data, everyOne(data), 'nrmse');
    expect(iterations).toEqual([1, 2, 3]);
    // By iteration: {5, 9}, {3, 1, 8}, {3, 1, 2}.
    expect(median).toEqual([7, 3, 2]);
    expect(lower[1]).toBeCloseTo(1.4, 12); // 1 + 0.2 · (3 − 1), rounded
    expect(upper[1]).toBeCloseTo(7, 12);
  });

  it('looks at the candidates given alone', () => {
    expect(bestSoFar(data, Int32Array.of(2, 4), 'nrmse')).toMatchObject({ iterations: [2, 3], median: [1, 2.5] });
    expect(bestSoFar(data, new Int32Array(0), 'nrmse').median).toEqual([]);
  });

  it('begins where half of the trials have a candidate', () => {
    // Trial 1 from iteration 1 on, the two others from 3 and 1 (without an error until 2).
    expect(bestSoFar(data, Int32Array.of(0, 4, 7), 'nrmse')).toMatchObject({ iterations: [2, 3], median: [3, 2] });
  });

  it('never rises, has no more than 200 steps and ends at the last iteration', () => {
    const long = someCandidates([theta], Array.from({ length: 451 }, () => [0.5]), { nrmse: Array.from({ length: 451 }, (_, i) => 1000 - ((i * 7) % 451)) });
    const { iterations, median } = bestSoFar(long, everyOne(long), 'nrmse');
    expect([iterations.length, iterations.at(-1)]).toEqual([200, 451]);
    iterations.forEach((iteration, step) => expect(median[step]).toBe(Math.min(...long.nrmse.slice(0, iteration))));
  });
});

describe('the hypervolume of some candidates', () => {
  it('grows to what the last front dominates', () => {
    const data = someCandidates([theta], [[0], [0]], { nrmse: [2, 1], decompRssd: [2, 1], iteration: [1, 20] });
    // Scaled by the first cut the first candidate is the reference point itself and the second the ideal one.
    expect(hypervolumeOf(data, everyOne(data), { rssdObjective: true, studies: 0 })).toEqual({ iterations: [1, 20], volume: [0, 1], objectives: ['nrmse', 'decompRssd'] });
    expect(hypervolumeOf(data, new Int32Array(0), { rssdObjective: true, studies: 0 })).toBeNull();
  });
});
