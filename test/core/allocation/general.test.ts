import { describe, expect, it } from 'vitest';
import { createMeanSolver } from '../../../core/allocation/general/mean-solver.ts';
import { responseAt } from '../../../core/allocation/curve.ts';
import type { AllocationProblem, ProblemModel, Scenario } from '../../../core/allocation/problem.ts';
import { allocate } from '../../../core/allocation/solve.ts';
import { checkConstrained } from '../../../bench/allocation-constrained.ts';
import { budgetBetween, modelsAround, wildChannels } from '../../../bench/allocation-problems.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { channel, randomChannels, seeded, sum, withBudgetShare } from './problems.ts';

/** 100·s/(s + 10): slope 1000/(s + 10)², 10 at nothing and 2.5 at 10. */
const concave = (name: string, values: Partial<ReturnType<typeof channel>> = {}) => channel({ name, alpha: 1, lower: 0, upper: 10, ...values });
const solve = (scenario: Scenario, rest: Partial<AllocationProblem> = {}) => allocate({ channels: [concave('a'), concave('b')], scenario, ...rest });

describe('the general solver', () => {
  it('agrees with the plain one, both ways within what each has proven', () => {
    const random = seeded(31);
    for (let count = 0; count < 30; count++) {
      const problem = withBudgetShare(randomChannels(random, 2 + random.integer(20)), count === 0 ? 0 : random.uniform());
      const plain = allocate(problem);
      const general = createMeanSolver(problem).solve([1]);
      // 1e-6: the general solver's own gap
      expect(general?.value).toBeGreaterThanOrEqual(plain.total.response * (1 - 1e-6));
      expect(general?.bound).toBeGreaterThanOrEqual(plain.total.response * (1 - 1e-12));
      expect(general?.value).toBeLessThanOrEqual(plain.upperBound * (1 + 1e-12));
    }
  });

  it('is not beaten by exhaustive search on problems with steps, switches, groups, few changes and models', () => {
    for (const { kind, wrongBounds, wrongRefusals, beaten, missed, gap, feasible } of checkConstrained(12, 77)) {
      expect({ kind, wrongBounds, wrongRefusals }).toEqual({ kind, wrongBounds: 0, wrongRefusals: 0 });
      expect(beaten).toBeLessThanOrEqual(1e-6); // the gap that is proven by default
      expect(gap).toBeLessThanOrEqual(1e-6);
      expect(missed).toBeLessThanOrEqual(1e-9); // rounding
      expect(feasible).toBeGreaterThan(6);
    }
  });

  it('solves for other weights and within narrower bounds as a new problem would', () => {
    const random = streamFor(3, 1);
    const channels = wildChannels(random, 5);
    const models = modelsAround(random, channels, 4);
    const scenario: Scenario = { kind: 'max_response', budget: budgetBetween(channels, 0.4) };
    const solver = createMeanSolver({ channels, models, scenario });
    for (const weights of [[1, 0, 0, 0], [0.1, 0.2, 0.3, 0.4], [0, 0, 2, 2]]) {
      const found = solver.solve(weights);
      const anew = allocate({ channels, scenario, models: models.map((model, m): ProblemModel => ({ ...model, weight: weights[m] ?? 0 })) });
      const scale = sum(weights);
      expect(found?.value).toBeCloseTo(scale * anew.total.response, 3);
      expect(Math.abs((found?.value ?? 0) - scale * anew.total.response)).toBeLessThanOrEqual(2e-6 * (found?.value ?? 0)); // two gaps
    }
    const low = channels.map(({ spend, lower, upper }) => spend * (lower + 0.3 * (upper - lower)));
    const high = channels.map(({ spend, lower, upper }) => spend * (lower + 0.6 * (upper - lower)));
    const narrow = solver.solve([1, 1, 1, 1], { lower: low, upper: high });
    expect(narrow?.spend.every((value, i) => value >= (low[i] ?? 0) * (1 - 1e-12) && value <= (high[i] ?? 0) * (1 + 1e-12))).toBe(true);
    expect(narrow?.bound).toBeLessThanOrEqual((solver.solve([1, 1, 1, 1])?.bound ?? 0) * (1 + 1e-6));
    expect(solver.solve([1, 1, 1, 1], { lower: high, upper: high })).toBeNull(); // more than the budget
  });
});

describe('scenarios, worked out by hand', () => {
  it('spends least for a target of response', () => {
    // Two equal concave channels share it: 50 each at 10 each.
    const answer = solve({ kind: 'target_response', response: 100 });
    expect(answer.total.spend).toBeCloseTo(20, 4);
    expect(answer.total.response).toBeGreaterThanOrEqual(100 * (1 - 1e-10));
    expect(answer.leastSpend).toBeLessThanOrEqual(answer.total.spend);
    expect(answer.gap).toBeLessThanOrEqual(1e-6);
  });

  it('says how much can be reached where the target is too high', () => {
    const answer = solve({ kind: 'target_response', response: 190 });
    expect(answer.status).toBe('infeasible');
    expect(answer.notes[0]).toContain('no more than 181.82'); // 2 · 100 · 100/110
    expect(answer.spend).toEqual({ a: 100, b: 100 });
  });

  it('spends while the next unit brings more than the hurdle', () => {
    const answer = solve({ kind: 'hurdle', hurdle: 2.5 });
    expect(answer.spend['a']).toBeCloseTo(10, 6);
    expect(answer.marginalResponse['b']).toBeCloseTo(2.5, 6);
    const less = solve({ kind: 'hurdle', hurdle: 2.5, budget: 10 });
    expect(less.total.spend).toBeCloseTo(10, 9);
    expect(less.shadowPrices?.budget).toBeCloseTo(1000 / 225, 6);
    const none = solve({ kind: 'hurdle', hurdle: 11 });
    expect(none.spend).toEqual({ a: 0, b: 0 });
    expect(none.notes[0]).toContain('No channel brings more than 11');
  });

  it('holds a marginal target in each channel', () => {
    const roas = solve({ kind: 'target_efficiency', metric: 'roas', target: 2.5, basis: 'marginal' });
    const cpa = solve({ kind: 'target_efficiency', metric: 'cpa', target: 0.4, basis: 'marginal' });
    for (const answer of [roas, cpa]) expect(answer.spend['a']).toBeCloseTo(10, 6);
  });

  it('holds an average target with rules', () => {
    // a fixed at 10 brings 50: 50 + 100·b/(b + 10) = 4·(10 + b), so 4b² − 70b − 100 = 0
    const answer = solve({ kind: 'target_efficiency', metric: 'roas', target: 4 }, { channels: [concave('a', { fixed: 10 }), concave('b')] });
    expect(answer.spend['b']).toBeCloseTo((70 + Math.sqrt(4900 + 1600)) / 8, 5);
    expect(answer.limits).toEqual({ a: 'fixed' });
  });

  it('only evaluates a given spend', () => {
    const answer = solve({ kind: 'given', spend: { a: 90 } });
    expect(answer.spend).toEqual({ a: 90, b: 10 });
    expect(answer.response['a']).toBeCloseTo(90, 9);
    expect(answer.total.initialResponse).toBeCloseTo(100, 9);
  });

  it('takes shares of an open total', () => {
    // a has at least 75 % of the total; alone the hurdle would have 10 and 10
    const channels = [concave('a', { unit: 'share', lower: 0.75, upper: 1 }), concave('b')];
    const answer = allocate({ channels, scenario: { kind: 'hurdle', hurdle: 2.5 } });
    const { a = 0, b = 0 } = answer.spend;
    expect(a / (a + b)).toBeCloseTo(0.75, 6);
    let best = 0;
    for (let total = 5; total < 30; total += 0.01) best = Math.max(best, sum([0.75, 0.25].map((part) => responseAt(concave(''), part * total))) - 2.5 * total);
    expect(answer.total.response - 2.5 * answer.total.spend).toBeGreaterThanOrEqual(best * (1 - 1e-6));
    expect(answer.gap).toBeLessThan(1e-3); // told honestly: totals are searched by halving
    const least = allocate({ channels, scenario: { kind: 'target_response', response: 80 } });
    expect(least.total.response).toBeGreaterThanOrEqual(80 * (1 - 1e-9));
    expect(least.gap).toBeLessThanOrEqual(1e-6);
  });

  it('decides by the weighted mean of models and tells each one\'s view', () => {
    const curve = { alpha: 1, inflexion: 10, carryover: 0 };
    const models: ProblemModel[] = [
      { id: 'x', weight: 3, curves: { a: { ...curve, coefficient: 100 }, b: { ...curve, coefficient: 0 } } },
      { id: 'y', weight: 1, curves: { a: { ...curve, coefficient: 0 }, b: { ...curve, coefficient: 300 } } },
    ];
    const answer = solve({ kind: 'max_response', budget: 20 }, { models }); // means 75 and 75: shared evenly
    expect(answer.spend['a']).toBeCloseTo(10, 5);
    expect(answer.response['a']).toBeCloseTo(37.5, 4);
    expect(answer.robust?.models.map(({ response }) => Math.round(response))).toEqual([50, 150]);
  });
});

describe('limits and what they cost', () => {
  it('names the limit of each channel and prices it', () => {
    const channels = [concave('a', { upper: 0.5 }), concave('b'), concave('c', { lower: 3 })];
    const answer = allocate({ channels, scenario: { kind: 'max_response', budget: 45 } });
    expect(answer.limits).toEqual({ a: 'ceiling', c: 'floor' }); // 5, 10, 30
    const slope = (s: number) => 1000 / (s + 10) ** 2;
    expect(answer.shadowPrices?.budget).toBeCloseTo(slope(10), 6);
    expect(answer.shadowPrices?.channels['a']).toBeCloseTo(slope(5) - slope(10), 6);
    expect(answer.shadowPrices?.channels['c']).toBeCloseTo(slope(30) - slope(10), 6);
  });

  it('keeps a group to its own budget', () => {
    const answer = solve({ kind: 'max_response', budget: 20 }, { groups: [{ name: 'g', channels: ['a'], unit: 'share', upper: 0.25 }] });
    expect(answer.spend['a']).toBeCloseTo(5, 9);
    expect(answer.limits).toEqual({ a: 'group' });
    expect(answer.shadowPrices?.groups['g']).toBeCloseTo(1000 / 225 - 1000 / 625, 6);
  });

  it('spends in steps and tells what is left', () => {
    const answer = solve({ kind: 'max_response', budget: 23 }, { channels: [concave('a', { step: 5 }), concave('b', { step: 5 })] });
    expect(answer.spend).toEqual({ a: 10, b: 10 });
    expect(answer.notes[0]).toBe("3 of the budget can't be placed in steps of 5.");
  });

  it('switches off what is not worth its floor, and changes no more channels than allowed', () => {
    const off = solve({ kind: 'hurdle', hurdle: 4 }, { channels: [concave('a'), concave('b', { lower: 2.5, orOff: true })] }); // 100·25/35 < 4·25
    expect(off.spend['b']).toBe(0);
    expect(off.limits?.['b']).toBe('off');
    const few = allocate({ channels: ['a', 'b', 'c'].map((name) => concave(name)), scenario: { kind: 'max_response', budget: 45 }, maxChanged: 1 });
    expect(Object.values(few.spend).sort((x, y) => x - y)).toEqual([10, 10, 25]);
    expect(Object.values(few.limits ?? {})).toEqual(['unchanged', 'unchanged']);
  });
});

describe('what cannot be kept is named', () => {
  const budget = (value: number): Scenario => ({ kind: 'max_response', budget: value });
  it.each<[string, Partial<AllocationProblem>, string]>([
    ['floors', { scenario: budget(15), channels: [concave('a', { fixed: 12 }), concave('b', { lower: 0.5 })] }, 'a (fixed at 12) and b (at least 5) come to 17, 2 over the budget of 15'],
    ['ceilings', { scenario: budget(300), channels: [concave('a', { fixed: 12 }), concave('b')] }, "A is fixed at 12 and the rest is at its ceiling (b (at most 100)): 188 of the budget of 300 can't be placed."],
    ['floors as shares', { channels: [concave('a', { unit: 'share', lower: 0.7, upper: 1 }), concave('b', { unit: 'share', lower: 0.5, upper: 1 })] }, 'The floors of a and b add up to 120 % of the total spend'],
    ['ceilings as shares', { channels: [concave('a', { unit: 'share', upper: 0.3 }), concave('b', { unit: 'share', upper: 0.5 })] }, 'add up to 80 % of the total spend: 20 % of it can\'t be placed'],
    ['a step that fits nowhere', { channels: [concave('a', { unit: 'money', lower: 12, upper: 18, step: 10 }), concave('b')] }, 'a has no multiple of 10 between its bounds of 12 and 18'],
    ['a group under its channels', { groups: [{ name: 'g', channels: ['a'], unit: 'money', upper: 5 }], channels: [concave('a', { lower: 1 }), concave('b')] }, 'The group g may take 5 at most, but a (at least 10) come to 10, 5 too much'],
    ['a group over its channels', { groups: [{ name: 'g', channels: ['a'], unit: 'money', lower: 150 }] }, 'The group g must take 150, but a (at most 100) come to 100, 50 too little'],
    ['too few changes', { scenario: budget(130), maxChanged: 1 }, "At most 1 channel may change, and a alone bring the total up to 110: 20 of the budget of 130 can't be placed"],
    ['changes that are forced', { scenario: budget(60), maxChanged: 1, channels: [concave('a', { lower: 2 }), concave('b', { lower: 3 })] }, "a (now 10) and b (now 10) can't stay as they are"],
    ['efficiency', { scenario: { kind: 'target_efficiency', metric: 'roas', target: 20 }, channels: [concave('a', { fixed: 10 }), concave('b')] }, 'The best ROAS within the bounds is'],
  ])('%s', (_, rest, words) => {
    const answer = solve(budget(20), rest);
    expect(answer.status).toBe('infeasible');
    expect(answer.notes[0]?.toLowerCase()).toContain(words.toLowerCase());
    expect(Object.values(answer.spend).every(Number.isFinite)).toBe(true);
  });
});
