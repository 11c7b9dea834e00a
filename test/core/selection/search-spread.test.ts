import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../core/model/evaluation.ts';
import { compareWithoutRssd } from '../../../core/selection/insight.ts';
import { bestOfTrials, MOST_TRIALS, range90, searchSpread } from '../../../core/selection/search-spread.ts';

describe('the best of each trial', () => {
  it('is the first with the smallest finite value', () => {
    expect(bestOfTrials([1, 1, 1, 2, 2, 5], [3, 1, 1, Number.NaN, Infinity, 7])).toEqual([1, 5]);
    expect(bestOfTrials([2, 1], [1, 1])).toEqual([1, 0]);
    expect(bestOfTrials([], [])).toEqual([]);
  });

  it('is asked of so many trials only', () => {
    const trials = Array.from({ length: MOST_TRIALS + 5 }, (_, i) => i + 1);
    expect(bestOfTrials(trials, trials)).toEqual(trials.slice(0, MOST_TRIALS).map((trial) => trial - 1));
  });
});

describe('seed-to-seed spread', () => {
  const trial = (number: number, tv: number | null, lowestNrmse: number) =>
    ({ trial: number, id: `${number}_1`, score: 0.1, roi: { tv, radio: null }, lowestNrmse });

  it('is that of the best models', () => {
    const spread = searchSpread([trial(1, 1, 0.1), trial(2, 3, 0.2), trial(3, null, 0.3)]);
    // 1 and 3: sd √2; 5 % and 95 % of the way from one to the other.
    expect(spread?.roi).toEqual({ tv: { count: 2, mean: 2, median: 2, sd: Math.SQRT2, min: 1, max: 3, lower: expect.closeTo(1.1, 14) as number, upper: expect.closeTo(2.9, 14) as number } });
    expect(spread?.nrmse).toMatchObject({ count: 3, min: 0.1, max: 0.3, median: 0.2 });
    expect(spread?.trials).toHaveLength(3);
  });

  it('needs two trials', () => {
    expect(searchSpread([trial(1, 1, 0.1)])).toBeNull();
    expect(range90([4])).toEqual({ count: 1, mean: 4, median: 4, sd: 0, min: 4, max: 4, lower: 4, upper: 4 });
  });
});

it('ROAS with and without decomp.RSSD are medians and 10 % to 90 % ranges', () => {
  const model = (tv: number | null, validation: number | null): Evaluation => ({
    nrmse: { train: 0.5, validation, test: null }, rsq: { train: 0, validation: null, test: null }, decompRssd: 0, mape: 0, lambda: 0, intercept: 0,
    coefficients: {}, contribution: {}, effectShare: {}, spendShare: {}, roi: { tv }, cpa: {}, immediate: {}, carryover: {}, inflexion: {}, meanCarryover: {}, lift: [],
  });
  const chosen = [0, 1, 2, 3, 4].map((tv) => model(tv, 0.2));
  expect(compareWithoutRssd(chosen, [model(7, null), model(null, null)], 'budget')).toEqual({
    pullsToward: 'budget',
    with: { count: 5, nrmse: 0.2, roi: { tv: { median: 2, lower: 0.4, upper: expect.closeTo(3.6, 14) as number } } },
    without: { count: 2, nrmse: 0.5, roi: { tv: { median: 7, lower: 7, upper: 7 } } },
  });
});
