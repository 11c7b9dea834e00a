import { describe, expect, it } from 'vitest';
import { choiceOf, columnOf, objectivesOf, positionOf, searchData, valueAt } from '../../../../core/report/search/candidates.ts';
import { someCandidates, theta } from './candidates.ts';

const choice = { name: 'tv.adstock', lower: 0, upper: 2, choices: ['geometric', 'weibull_cdf', 'weibull_pdf'] };
const lag = { name: 'price.lag', lower: 2, upper: 5, whole: true as const };

describe('candidates of a run as columns', () => {
  it('are turned from rows into one column per searched parameter, with its places', () => {
    const data = someCandidates([{ name: 'a', lower: 2, upper: 6 }, { name: 'train_size', lower: 1, upper: 1 }, choice], [[2, 1, 0], [5, 1, 2]]);
    expect(data.parameters.map(({ name }) => name)).toEqual(['a', 'tv.adstock']);
    expect(data.values.map((column) => [...column])).toEqual([[2, 5], [0, 2]]);
    expect(data.positions.map((column) => [...column])).toEqual([[0, 0.75], [0.5 / 3, 2.5 / 3]]);
    expect([columnOf(data, 'a'), columnOf(data, 'nrmse'), columnOf(data, 'train_size')]).toEqual([data.values[0], data.nrmse, null]);
  });

  it('are refused when values are missing', () => {
    const data = someCandidates([theta], [[0.5]]);
    expect(() => searchData({ ...data, count: 2 }, { parameters: [theta], values: Float64Array.of(1) })).toThrow('expected 2 × 1 values, got 1');
  });

  it('have places in the logarithm where they were searched so', () => {
    const lambda = { name: 'lambda', lower: 0, upper: 0.99, logOffset: 0.01 };
    // From 0.01 to 1 in two tens: 0.09 + 0.01 is half the way.
    expect(positionOf(lambda, 0.09)).toBeCloseTo(0.5, 12); // rounding of logarithms
    expect(valueAt(lambda, 0.5)).toBeCloseTo(0.09, 12);
  });

  it('are whole numbers or labels where nothing lies between', () => {
    expect([2, 3, 5].map((value) => positionOf(lag, value))).toEqual([0.125, 0.375, 0.875]);
    expect([0, 0.24, 0.25, 0.99].map((place) => valueAt(lag, place))).toEqual([2, 2, 3, 5]);
    expect([choiceOf(choice, 1), choiceOf(lag, 2)]).toEqual(['weibull_cdf', null]);
  });

  it('are judged by what there is: no MAPE without studies, no score before the selection', () => {
    expect(objectivesOf(someCandidates([theta], [[0], [1]]))).toEqual(['nrmse', 'decompRssd']);
    expect(objectivesOf(someCandidates([theta], [[0], [1]], { mape: [0, 0.1], score: [0.2, Infinity] }))).toEqual(['nrmse', 'decompRssd', 'mape', 'score']);
    expect(objectivesOf(someCandidates([theta], [[0]], { mape: [0] }))).toEqual(['nrmse', 'decompRssd']);
  });
});
