import { describe, expect, it } from 'vitest';
import { frontierOf } from '../../../../core/allocation/insight/frontier.ts';
import type { AllocationProblem } from '../../../../core/allocation/problem.ts';
import { allocate } from '../../../../core/allocation/solve.ts';
import { channel, randomChannels, seeded, sum, withBudgetShare } from '../problems.ts';

/** Concave curves β·s/(s + κ): slope β·κ/(s + κ)². */
const two: AllocationProblem = {
  channels: [
    channel({ name: 'a', coefficient: 400, alpha: 1, inflexion: 100, spend: 60, lower: 0, upper: 5 }),
    channel({ name: 'b', coefficient: 100, alpha: 1, inflexion: 100, spend: 40, lower: 0, upper: 5 }),
  ],
  scenario: { kind: 'max_response', budget: 150 },
};

describe('frontier', () => {
  const frontier = frontierOf(two, { currency: 'EUR' });

  it('goes from the least to the most, with today and the budget asked for on it', () => {
    const budgets = frontier.points.map(({ budget }) => budget);
    expect([budgets[0], budgets.at(-1)]).toEqual([0, 500]);
    expect(budgets).toContain(150);
    expect(budgets).toContain(100);
    expect(budgets).toEqual([...budgets].sort((x, y) => x - y));
    // f_a(60) + f_b(40) = 400·60/160 + 100·40/140
    expect(frontier.today.budget).toBe(100);
    expect(frontier.today.response).toBeCloseTo(150 + 4000 / 140, 12);
    const asked = frontier.points.find(({ budget }) => budget === 150);
    expect(asked?.response).toBeCloseTo(allocate(two).total.response, 9);
    for (const point of frontier.points) {
      expect([point.lower, point.upper]).toEqual([point.response, point.response]);
      expect(sum(Object.values(point.spend))).toBeCloseTo(point.budget, 9);
    }
  });

  it('breaks even where the slope of the best split is one', () => {
    // Slope 1 in both: s_a = √(400·100) − 100 = 100, s_b = √(100·100) − 100 = 0.
    expect(frontier.breakEven?.budget).toBeCloseTo(100, 5);
    expect(frontier.breakEven?.response).toBeCloseTo(200, 5);
    expect(frontier.notes.join(' ')).toContain('From €100');
    const budget = frontier.breakEven?.budget ?? NaN;
    const there = frontierOf({ ...two, scenario: { kind: 'max_response', budget } }).points.find((point) => point.budget === budget);
    expect(Math.abs((there?.marginal ?? NaN) - 1)).toBeLessThan(1e-6);
  });

  it('lets a channel enter where its first unit brings as much as the next of the others', () => {
    // b starts at slope 1, where a has 100; a is at its ceiling of 300 from 400·100/400² = 0.25 on, where b has 100.
    const [a, b] = frontier.channels;
    const step = 500 / 32;
    expect(a?.enters).toBeLessThan(step / 16);
    // Found to a thirty-second of a step of the grid.
    expect(Math.abs((b?.enters ?? NaN) - 100)).toBeLessThan(step / 16);
    // a's slope is a tenth of its best (the first unit's 400/101) where (100 + s)² = 10·100·101: at s = 217.8, with 58.9 in b.
    expect(Math.abs((a?.saturates ?? NaN) - (217.8 + 58.9))).toBeLessThan(step);
  });

  it('speaks of neither break-even nor money for conversions', () => {
    expect(frontierOf(two, { responseKind: 'conversion' }).notes).toEqual([]);
  });

  it('says when every unit, or none, comes back', () => {
    const scaled = (factor: number): AllocationProblem => ({ ...two, channels: two.channels.map((item) => ({ ...item, coefficient: factor * item.coefficient })) });
    const all = frontierOf(scaled(1000));
    expect(all.breakEven).toBeNull();
    expect(all.notes[0]).toContain('Up to the largest budget');
    const none = frontierOf(scaled(0.001));
    expect(none.breakEven).toBeNull();
    expect(none.notes[0]).toContain('Even at the least budget');
  });
});

describe.each([1, 2, 3])('frontier of random problem %d', (seed) => {
  const problem = withBudgetShare(randomChannels(seeded(seed), 6), 0.3);
  const frontier = frontierOf(problem);

  it('never falls, and breaks even at a marginal response of one', () => {
    for (const [index, { response }] of frontier.points.entries()) {
      // Each point is the best up to the solver's gap of 1e-6.
      expect(response).toBeGreaterThanOrEqual((frontier.points[index - 1]?.response ?? 0) * (1 - 1e-6));
    }
    if (frontier.breakEven === null) return;
    const { budget } = frontier.breakEven;
    const around = [budget * (1 - 1e-5), budget * (1 + 1e-5)].map((value) => frontierOf({ ...problem, scenario: { kind: 'max_response', budget: value } }).points.find((point) => point.budget === value)?.marginal ?? NaN);
    expect(around[0]).toBeGreaterThanOrEqual(1);
    expect(around[1]).toBeLessThan(1);
  });

  it('is at or above every other split of the same money', () => {
    const random = seeded(seed + 10);
    for (const { budget, response } of frontier.points) {
      const split = problem.channels.map(({ spend, lower, upper }) => spend * (lower + random.uniform() * (upper - lower)));
      const other = allocate({ ...problem, scenario: { kind: 'max_response', budget: sum(split) } });
      const near = frontier.points.find((point) => point.budget >= sum(split));
      if (near !== undefined) expect(near.response).toBeGreaterThanOrEqual(other.total.response * (1 - 1e-6));
      expect(response).toBeGreaterThan(0);
      expect(budget).toBeGreaterThan(0);
    }
  });
});

describe('frontier over several models', () => {
  const [a, b] = two.channels;
  const curves = (factor: number) => Object.fromEntries(two.channels.map((item) => [item.name, { ...item, coefficient: factor * item.coefficient }]));
  const models = [{ id: 'low', curves: curves(0.5) }, { id: 'high', curves: curves(1.5), weight: 1 }];

  it('has the mean between the least and the most of them', () => {
    const frontier = frontierOf({ ...two, models });
    expect(frontier.models).toBe(2);
    for (const { response, lower, upper } of frontier.points) {
      expect(lower).toBeCloseTo(0.5 * response, 9);
      expect(upper).toBeCloseTo(1.5 * response, 9);
    }
    expect(frontier.today.response).toBeCloseTo(frontierOf(two).today.response, 9);
    expect([a?.name, b?.name]).toEqual(['a', 'b']);
  });

  it('has the response of the suggestion at its budget', () => {
    const random = seeded(5);
    const problem = withBudgetShare(randomChannels(random, 4), 0.4);
    const several = [0, 1, 2].map((m) => ({
      id: `m${m}`, weight: 1 + m,
      curves: Object.fromEntries(problem.channels.map((item) => [item.name, { ...item, coefficient: item.coefficient * (0.5 + random.uniform()), inflexion: item.inflexion * (0.7 + random.uniform()) }])),
    }));
    const asked = { ...problem, models: several };
    const best = allocate(asked).total.response;
    const { points } = frontierOf(asked);
    // Two solves, each to a gap of 1e-6.
    expect((points.find(({ budget }) => 'budget' in problem.scenario && budget === problem.scenario.budget)?.response ?? NaN) / best).toBeCloseTo(1, 5);
  });

  it('says so where the suggestion does not look at the mean', () => {
    expect(frontierOf({ ...two, models, objective: { kind: 'worst' } }).notes.at(-1)).toContain('mean over models');
  });
});

describe('frontier with rules', () => {
  const [a, b] = two.channels;
  const at = (problem: AllocationProblem, budget: number) => frontierOf({ ...problem, scenario: { kind: 'max_response', budget } }).points.find((point) => point.budget === budget);
  const slope = (coefficient: number, spend: number): number => (100 * coefficient) / (spend + 100) ** 2;

  it('gives what is bound to a share of the budget its share of the next unit', () => {
    if (a === undefined || b === undefined) throw new Error('Expected two channels.');
    const capped: AllocationProblem = { ...two, channels: [{ ...a, unit: 'share', lower: 0, upper: 0.5 }, b] };
    // a would take more than half: it has 60 of 120, and half of every further unit.
    const point = at(capped, 120);
    expect(point?.spend['a']).toBeCloseTo(60, 6);
    expect(point?.marginal).toBeCloseTo(0.5 * slope(400, 60) + 0.5 * slope(100, 60), 6);
    // And so is the difference of two budgets.
    const step = ((at(capped, 120.01)?.response ?? NaN) - (at(capped, 119.99)?.response ?? NaN)) / 0.02;
    expect(step).toBeCloseTo(point?.marginal ?? NaN, 5);
  });

  it('passes over a group that has all it may have', () => {
    const grouped: AllocationProblem = { ...two, groups: [{ name: 'only a', channels: ['a'], unit: 'money', upper: 50 }] };
    const point = at(grouped, 120);
    expect(point?.spend['a']).toBeCloseTo(50, 6);
    expect(point?.marginal).toBeCloseTo(slope(100, 70), 6);
  });

  it('leaves out budgets that fixed channels do not let be spent', () => {
    if (a === undefined || b === undefined) throw new Error('Expected two channels.');
    const fixed: AllocationProblem = { ...two, channels: [{ ...a, fixed: 60 }, { ...b, lower: 0.5, upper: 1 }] };
    const frontier = frontierOf(fixed);
    expect([frontier.points[0]?.budget, frontier.points.at(-1)?.budget]).toEqual([80, 100]);
    expect(frontier.channels[0]).toEqual({ channel: 'a', enters: null, saturates: null });
  });
});
