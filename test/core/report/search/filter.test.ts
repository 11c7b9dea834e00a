import { describe, expect, it } from 'vitest';
import { bestOf, sortedBy } from '../../../../core/report/search/best.ts';
import { filtered, isFiltering, NO_FILTER, parseTrials } from '../../../../core/report/search/filter.ts';
import { someCandidates, theta } from './candidates.ts';

const data = someCandidates([theta], [[0.1], [0.2], [0.3], [0.4], [0.5], [0.6]], {
  trial: [1, 1, 2, 2, 3, 3], iteration: [1, 2, 1, 2, 1, 2], nrmse: [0.6, 0.2, 0.4, NaN, 0.3, Infinity], front: [1, NaN, 2, NaN, NaN, NaN],
});
const passes = (filter: Partial<typeof NO_FILTER>): number[] => [...filtered(data, { ...NO_FILTER, ...filter }, 'nrmse')];

describe('the filter of a search', () => {
  it('lets everything through when empty', () => {
    expect(passes({})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(isFiltering(NO_FILTER)).toBe(false);
  });

  it('goes by trials, iterations and fronts', () => {
    expect(passes({ trials: [[1, 1], [3, 3]] })).toEqual([0, 1, 4, 5]);
    expect(passes({ iterations: [2, 2] })).toEqual([1, 3, 5]);
    expect(passes({ frontsOnly: true })).toEqual([0, 2]);
    expect(passes({ trials: [[1, 2]], iterations: [1, 1] })).toEqual([0, 2]);
  });

  it('goes by limits of objectives and parameters, both ends included; what has no value is outside', () => {
    expect(passes({ limits: { nrmse: [0.2, 0.4] } })).toEqual([1, 2, 4]);
    expect(passes({ limits: { nrmse: [-Infinity, Infinity] } })).toEqual([0, 1, 2, 4, 5]);
    expect(passes({ limits: { 'tv.theta': [0.2, 0.4], gone: [0, 0] } })).toEqual([1, 2, 3]);
  });

  it('keeps the best of what everything else lets through', () => {
    // Of 0.6, 0.2, 0.4 and 0.3 the better half.
    expect(passes({ best: 0.5 })).toEqual([1, 4]);
    expect(passes({ best: 0.5, trials: [[2, 3]] })).toEqual([4]);
    expect(passes({ best: 0.01, trials: [[1, 1]] })).toEqual([1]);
  });

  it('reads trials as people write them', () => {
    expect(parseTrials(' 1-4, 9 ; 12 – 13,20 to 21')).toEqual([[1, 4], [9, 9], [12, 13], [20, 21]]);
    expect(parseTrials('  ')).toEqual([]);
    for (const wrong of ['x', '4-1', '0', '1,,2', '1-', '1.5']) expect(parseTrials(wrong), wrong).toBeNull();
  });
});

describe('the best of some candidates', () => {
  const all = Int32Array.of(0, 1, 2, 3);
  it('are as many as asked for, whatever ties there are', () => {
    expect([...bestOf(all, Float64Array.of(2, 1, 1, 1), 0.5)]).toEqual([1, 2]);
    expect([...bestOf(all, Float64Array.of(1, 1, 1, 0), 0.5)]).toEqual([0, 3]);
    const hundred = Int32Array.from({ length: 100 }, (_, i) => i);
    expect(bestOf(hundred, Float64Array.from(hundred), 0.07)).toHaveLength(7);
  });

  it('have a finite value; nothing is best where none has', () => {
    expect([...bestOf(all, Float64Array.of(NaN, Infinity, 3, NaN), 1)]).toEqual([2]);
    expect(bestOf(all, new Float64Array(4).fill(NaN), 0.5)).toHaveLength(0);
    expect(bestOf(new Int32Array(0), new Float64Array(0), 0.5)).toHaveLength(0);
  });

  it('sorted, end with what has no value, either way; equals keep their order', () => {
    const column = Float64Array.of(2, NaN, 1, 2);
    expect([...sortedBy(all, column)]).toEqual([2, 0, 3, 1]);
    expect([...sortedBy(all, column, true)]).toEqual([0, 3, 2, 1]);
    expect([...all]).toEqual([0, 1, 2, 3]);
  });
});
