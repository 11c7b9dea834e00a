import { describe, expect, it } from 'vitest';
import { density, histogram, sliceCells } from '../../../../core/report/search/densities.ts';
import { byImportance, importances } from '../../../../core/report/search/importance.ts';
import { everyOne, someCandidates, theta } from './candidates.ts';

const choice = { name: 'trend.use', lower: 0, upper: 1, choices: ['on', 'off'] };
const adstock = { name: 'tv.adstock', lower: 0, upper: 1, choices: ['geometric', 'weibull_cdf'] };

describe('importance by how the best differ from all (PED-ANOVA)', () => {
  // 40 candidates, ten in each quarter of theta, half of each choice; the best 10 are the whole first quarter.
  const rows = Array.from({ length: 40 }, (_, i) => [(i + 0.5) / 40, i % 2]);
  const data = someCandidates([theta, choice], rows);
  const best = Int32Array.from({ length: 10 }, (_, i) => i);

  it('is the Pearson divergence less what chance shows', () => {
    const [first, second] = importances(data, everyOne(data), best);
    // Four cells, q = 1/4: p/q is 4 in the first cell and 0 in the others, so (3² + 1 + 1 + 1)/4 = 3.
    expect(first?.divergence).toBeCloseTo(3, 12); // a sum of four rounded terms
    // (4 − 1)(40 − 10)/(10·39)
    expect(first?.chance).toBeCloseTo(90 / 390, 12);
    // Five of either choice among the best: p = q.
    expect(second?.divergence).toBe(0);
    expect(second?.chance).toBeCloseTo(30 / 390, 12);
    expect([first?.share, second?.share]).toEqual([1, 0]);
    expect(byImportance(importances(data, everyOne(data), best))).toEqual([0, 1]);
  });

  it('is counted against where candidates are, not against an even spread', () => {
    // All of them in one quarter: the best are no different.
    const narrow = someCandidates([theta], rows.map(([value]) => [(value as number) / 4]));
    expect(importances(narrow, everyOne(narrow), best)[0]).toMatchObject({ divergence: 0, chance: 0, share: 0 });
  });

  it('shares out what goes beyond chance', () => {
    const both = someCandidates([theta, { name: 'tv.gamma', lower: 0, upper: 1 }], rows.map(([value]) => [value as number, 1 - (value as number)]));
    expect(importances(both, everyOne(both), best).map(({ share }) => share)).toEqual([0.5, 0.5]);
  });

  it('tells between which values the middle half of the best lie; choices have no middle', () => {
    const [first, second] = importances(data, everyOne(data), best);
    // Places 0.5 … 9.5 fortieths: the ranks round(0.25·9) = 2 and round(0.75·9) = 7.
    expect(first?.middle?.map((value) => value * 40)).toEqual([2.5, 7.5]);
    expect(second?.middle).toBeNull();
  });

  it('looks at the candidates that use a parameter alone', () => {
    // Only those with geometric adstock have a theta; among them the best are as all are, whatever the others' theta.
    const mixed = someCandidates([theta, adstock], Array.from({ length: 40 }, (_, i) => (i < 20 ? [(i % 2) * 0.6, 0] : [0.9, 1])));
    const some = Int32Array.from({ length: 10 }, (_, i) => i);
    expect(importances(mixed, everyOne(mixed), some)[0]).toMatchObject({ divergence: 0, middle: [0, 0.6] });
    expect(density(mixed, 0, everyOne(mixed), some).all[18]).toBe(0);
  });

  it('weighs a parameter by the part of the best that use it', () => {
    // Of ten best five have geometric adstock, with theta and alpha in the same place; the other five have that alpha too.
    const alpha = { name: 'tv.alpha', lower: 0, upper: 1 };
    const half = someCandidates([theta, alpha, adstock], Array.from({ length: 40 }, (_, i) => [((i >> 1) + 0.5) / 20, ((i >> 1) + 0.5) / 20, i % 2]));
    const [first, second] = importances(half, everyOne(half), Int32Array.from({ length: 10 }, (_, i) => i));
    // The first quarter of each: D = 3; chance is (4 − 1)(20 − 5)/(5·19) of 5 in 20 and (4 − 1)(40 − 10)/(10·39) of 10 in 40.
    const [weighed, whole] = [(3 - 45 / 95) / 2, 3 - 90 / 390];
    expect(first?.share).toBeCloseTo(weighed / (weighed + whole), 12); // sums of rounded quotients
    expect(second?.share).toBeCloseTo(whole / (weighed + whole), 12);
  });

  it('is nothing without candidates', () => {
    const none = new Int32Array(0);
    expect(importances(data, none, none)).toEqual([0, 1].map((parameter) => ({ parameter, divergence: 0, chance: 0, share: 0, middle: null })));
  });
});

describe('densities of the best over a range', () => {
  it('count by place, the upper end in the last cell; cells of a choice are its values', () => {
    const data = someCandidates([theta, choice], [[0, 0], [0.24, 1], [0.25, 1], [1, 1]]);
    expect([...histogram(data, 0, everyOne(data), 4)]).toEqual([2, 1, 0, 1]);
    expect([...histogram(data, 1, everyOne(data), 4)]).toEqual([1, 3]);
  });

  it('mark an end that holds a quarter of the best', () => {
    const data = someCandidates([theta], [[0.01], [0.3], [0.5], [0.7], [0.99]]);
    expect(density(data, 0, everyOne(data), Int32Array.of(0, 1, 2, 3)).piled).toEqual({ lower: true, upper: false });
    const shares = density(data, 0, everyOne(data), Int32Array.of(0, 1, 2, 3));
    expect([shares.all[0], shares.best[0], shares.best.at(-1)]).toEqual([0.2, 0.25, 0]);
    expect(density(data, 0, everyOne(data), everyOne(data)).piled).toEqual({ lower: false, upper: false });
  });

  it('mark no end of a choice, and of few whole numbers only one that holds half of the best', () => {
    const data = someCandidates([choice, { name: 'price.lag', lower: 0, upper: 3, whole: true }], [[0, 0], [0, 0], [0, 2], [0, 3]]);
    expect(density(data, 0, everyOne(data), everyOne(data)).piled).toEqual({ lower: false, upper: false });
    expect(density(data, 1, everyOne(data), everyOne(data)).piled).toEqual({ lower: true, upper: false });
  });

  it('give the least and the mean objective by place', () => {
    const data = someCandidates([theta], [[0.1], [0.2], [0.6], [0.7]]);
    expect(sliceCells(data, 0, everyOne(data), Float64Array.of(3, 1, Infinity, 5), 2)).toEqual([{ count: 2, least: 1, mean: 2 }, { count: 1, least: 5, mean: 5 }]);
    expect(sliceCells(data, 0, new Int32Array(0), new Float64Array(4), 1)).toEqual([{ count: 0, least: NaN, mean: NaN }]);
  });
});
