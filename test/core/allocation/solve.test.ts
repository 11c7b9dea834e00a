import { describe, expect, it } from 'vitest';
import { maximise } from '../../../core/allocation/branch.ts';
import { responseAt } from '../../../core/allocation/curve.ts';
import type { AllocationChannel, AllocationProblem } from '../../../core/allocation/problem.ts';
import { allocate } from '../../../core/allocation/solve.ts';
import type { Generator } from '../../../core/random/generator.ts';
import type { PlainScenario } from './problems.ts';
import { channel, randomChannels, seeded, sum, valueOf, withBudgetShare } from './problems.ts';

/** Everything an answer promises; the tolerances are the contract's. */
function expectKept({ channels, scenario }: AllocationProblem & { scenario: PlainScenario }, answer = allocate({ channels, scenario })): void {
  for (const { name, spend, lower, upper } of channels) {
    expect(answer.spend[name]).toBeGreaterThanOrEqual(spend * lower * (1 - 1e-6));
    expect(answer.spend[name]).toBeLessThanOrEqual(spend * upper * (1 + 1e-6));
  }
  const { spend, response } = answer.total;
  expect(sum(Object.values(answer.spend))).toBeCloseTo(spend, 9);
  expect(answer.upperBound).toBeGreaterThanOrEqual(response);
  if (scenario.kind === 'max_response') expect(Math.abs(spend - scenario.budget)).toBeLessThanOrEqual(1e-6 * Math.max(1, scenario.budget));
  else if (scenario.metric === 'roas') expect(response).toBeGreaterThanOrEqual(scenario.target * spend * (1 - 1e-9));
  else expect(spend).toBeLessThanOrEqual(scenario.target * response * (1 + 1e-9));
}

/** Largest value on a grid: every spend of all channels but the last, which takes the rest of a budget. */
function bruteForce(channels: AllocationChannel[], scenario: PlainScenario, steps: number): number {
  let best = -Infinity;
  const visit = (spend: number[]): void => {
    const next = channels[spend.length];
    if (next === undefined) {
      best = Math.max(best, valueOf(channels, scenario, spend));
      return;
    }
    const [low, high] = [next.spend * next.lower, next.spend * next.upper];
    if (scenario.kind === 'max_response' && spend.length === channels.length - 1) {
      const rest = scenario.budget - sum(spend);
      if (rest >= low && rest <= high) visit([...spend, rest]);
      return;
    }
    for (let step = 0; step <= steps; step++) visit([...spend, low + ((high - low) * step) / steps]);
  };
  visit([]);
  return best;
}

/** Exchanges between random pairs from a random start, with shrinking steps: a local search of another kind. */
function localSearch(channels: AllocationChannel[], budget: number, random: Generator): number {
  const low = channels.map((c) => c.spend * c.lower);
  const high = channels.map((c) => c.spend * c.upper);
  const spend = [...low];
  for (const index of random.shuffle(channels.map((_, i) => i))) {
    const room = Math.min((high[index] ?? 0) - (spend[index] ?? 0), budget - sum(spend));
    spend[index] = (spend[index] ?? 0) + room * (random.uniform() < 0.5 ? 1 : random.uniform());
  }
  for (const [index] of channels.entries()) {
    spend[index] = (spend[index] ?? 0) + Math.min((high[index] ?? 0) - (spend[index] ?? 0), budget - sum(spend));
  }
  const gain = (index: number, at: number): number => responseAt(channels[index] ?? channel({ name: '' }), at);
  for (let round = 0; round < 3000; round++) {
    const [from, to] = [random.integer(channels.length), random.integer(channels.length)];
    const [a, b] = [spend[from] ?? 0, spend[to] ?? 0];
    const step = Math.min(a - (low[from] ?? 0), (high[to] ?? 0) - b) * random.uniform() ** (1 + round / 500);
    if (from === to || gain(from, a - step) + gain(to, b + step) <= gain(from, a) + gain(to, b)) continue;
    spend[from] = a - step;
    spend[to] = b + step;
  }
  return valueOf(channels, { kind: 'max_response', budget }, spend);
}

describe('max response', () => {
  it('splits a budget evenly between equal concave channels', () => {
    const channels = ['a', 'b'].map((name) => channel({ name, alpha: 1, lower: 0, upper: 5 }));
    const answer = allocate({ channels, scenario: { kind: 'max_response', budget: 30 } });
    expect(answer.spend['a']).toBeCloseTo(15, 6); // flat optimum: spend is known to about the root of rounding
    expect(answer.spend['b']).toBeCloseTo(15, 6);
    expect(answer.total.response).toBeCloseTo(120, 9); // 2 · 100 · 15/25
  });

  it('gives all to one of two equal S-curves where sharing would leave both in their convex part', () => {
    const channels = ['a', 'b'].map((name) => channel({ name, alpha: 4, lower: 0, upper: 2 }));
    const answer = allocate({ channels, scenario: { kind: 'max_response', budget: 12 } });
    expect(Object.values(answer.spend).sort((x, y) => x - y)).toEqual([0, 12]);
    expect(answer.gap).toBeLessThan(1e-6);
  });

  it('is not beaten by brute force on 80 small random problems', () => {
    const random = seeded(11);
    for (let count = 0; count < 80; count++) {
      const problem = withBudgetShare(randomChannels(random, 2 + (count % 2)), 0.1 + 0.8 * random.uniform());
      const answer = allocate(problem);
      expectKept(problem, answer);
      const brute = bruteForce(problem.channels, problem.scenario, count % 2 === 0 ? 4000 : 120);
      expect(answer.total.response).toBeGreaterThanOrEqual(brute * (1 - 1e-9));
      expect(answer.gap).toBeLessThanOrEqual(1e-6);
    }
  });

  it('is not beaten by many local searches on 80 problems of 4 to 12 channels', () => {
    const random = seeded(12);
    for (let count = 0; count < 80; count++) {
      const problem = withBudgetShare(randomChannels(random, 4 + random.integer(9)), 0.1 + 0.8 * random.uniform());
      const answer = allocate(problem);
      expectKept(problem, answer);
      expect(answer.gap).toBeLessThanOrEqual(1e-6);
      const budget = answer.total.spend;
      for (let start = 0; start < 6; start++) {
        expect(answer.total.response).toBeGreaterThanOrEqual(localSearch(problem.channels, budget, random) * (1 - 1e-8));
      }
    }
  });

  it('closes 40 channels, and 40 equal ones, within a few nodes', () => {
    const boxes = (list: AllocationChannel[]) => list.map((c) => ({ curve: c, lower: c.spend * c.lower, upper: c.spend * c.upper }));
    const mixed = withBudgetShare(randomChannels(seeded(13), 40), 0.3);
    const equal = Array.from({ length: 40 }, (_, i) => channel({ name: `c${i}`, alpha: 3, inflexion: 20, lower: 0, upper: 10 }));
    for (const [list, budget] of [[mixed.channels, sum(mixed.channels.map((c) => c.spend))], [equal, 417]] as const) {
      const found = maximise(boxes(list), { kind: 'budget', budget });
      expect(found).not.toBeNull();
      expect((found?.bound ?? 0) - (found?.response ?? 0)).toBeLessThanOrEqual(1e-6 * (found?.bound ?? 0));
      expect(found?.nodes).toBeLessThan(200);
    }
  });

  it('closes 40 curves that are nearly equal', () => {
    const random = seeded(15);
    for (const spread of [1e-3, 0.3]) {
      const list = Array.from({ length: 40 }, (_, i) => channel({ name: `c${i}`, coefficient: 10 + spread * random.uniform(), alpha: 3, inflexion: 20, carryover: 1, lower: 0, upper: 10 }));
      const answer = allocate({ channels: list, scenario: { kind: 'max_response', budget: 417 } });
      expect(answer.gap).toBeLessThanOrEqual(1e-6);
      const target = allocate({ channels: list, scenario: { kind: 'target_efficiency', metric: 'roas', target: 0.2 } });
      expect(target.gap).toBeLessThanOrEqual(1e-6);
    }
  });

  it('keeps its bound proven when it has to stop early', () => {
    const random = seeded(14);
    const list = Array.from({ length: 40 }, (_, i) => channel({ name: `c${i}`, coefficient: 10 + 1e-3 * random.uniform(), alpha: 3, inflexion: 20, carryover: 1, lower: 0, upper: 10 }));
    const problem: AllocationProblem = { channels: list, scenario: { kind: 'max_response', budget: 417 } };
    const boxes = list.map((c) => ({ curve: c, lower: 0, upper: 100 }));
    const short = maximise(boxes, { kind: 'budget', budget: 417 }, 1e-8, 5);
    const long = maximise(boxes, { kind: 'budget', budget: 417 }, 1e-8, 100);
    expect(short?.bound).toBeGreaterThanOrEqual(long?.response ?? Infinity);
    expect(long?.bound).toBeLessThanOrEqual(short?.bound ?? 0);
    const answer = allocate(problem, 1e-3); // a gap these look-alikes can be closed to
    expect(answer.gap).toBeLessThanOrEqual(1e-3);
    expect(answer.status).toBe('optimal');
  });
});

describe('target efficiency', () => {
  it('spends up to the target: one concave channel, worked out by hand', () => {
    // 100·s/(s + 10) = 4·s at s = 15
    const channels = [channel({ name: 'a', alpha: 1, lower: 0, upper: 9 })];
    const roas = allocate({ channels, scenario: { kind: 'target_efficiency', metric: 'roas', target: 4 } });
    expect(roas.spend['a']).toBeCloseTo(15, 9);
    const cpa = allocate({ channels, scenario: { kind: 'target_efficiency', metric: 'cpa', target: 0.25 } });
    expect(cpa.spend['a']).toBeCloseTo(15, 9);
  });

  it('says when the target holds nothing back', () => {
    const answer = allocate({ channels: [channel({ name: 'a' })], scenario: { kind: 'target_efficiency', metric: 'roas', target: 0.1 } });
    expect(answer.spend['a']).toBe(20);
    expect(answer.notes.join()).toContain('only the bounds hold the budget back');
  });

  it('is not beaten by brute force on 80 random problems, infeasible ones told apart', () => {
    const random = seeded(21);
    let feasible = 0;
    for (let count = 0; count < 80; count++) {
      const channels = randomChannels(random, 2 + (count % 2));
      const metric = count % 4 < 2 ? 'roas' : 'cpa';
      const ratio = 0.2 + 2.5 * random.uniform();
      const scenario: PlainScenario = { kind: 'target_efficiency', metric, target: metric === 'roas' ? ratio : 1 / ratio };
      const brute = bruteForce(channels, scenario, count % 2 === 0 ? 300 : 45);
      const answer = allocate({ channels, scenario });
      if (answer.status === 'infeasible') {
        expect(brute).toBe(-Infinity);
        continue;
      }
      feasible++;
      expectKept({ channels, scenario }, answer);
      expect(answer.total.response).toBeGreaterThanOrEqual(brute * (1 - 1e-9));
      expect(answer.gap).toBeLessThanOrEqual(1e-6);
    }
    expect(feasible).toBeGreaterThan(30);
  });
});

describe('a stricter target', () => {
  it('never brings more, and what is met at a target is met at every milder one', () => {
    const random = seeded(33);
    for (let count = 0; count < 40; count++) {
      const channels = randomChannels(random, 2 + (count % 9));
      const answers = [0.3, 0.6, 1, 1.6, 2.5].map((target) => allocate({ channels, scenario: { kind: 'target_efficiency', metric: 'roas', target } }));
      answers.slice(1).forEach((strict, k) => {
        const mild = answers[k] as typeof strict;
        if (strict.status === 'infeasible') return;
        expect(mild.status).toBe('optimal');
        // Each is within 1e-8 of its best.
        expect(strict.total.response).toBeLessThanOrEqual(mild.total.response * (1 + 1e-8));
      });
    }
  });
});

describe('what cannot be met', () => {
  const channels = [channel({ name: 'tv', spend: 80_000, inflexion: 50_000 }), channel({ name: 'radio', spend: 40_000, inflexion: 50_000 })];

  it('names the lowest spend and its channels', () => {
    const answer = allocate({ channels, scenario: { kind: 'max_response', budget: 50_000 } });
    expect(answer).toMatchObject({ status: 'infeasible', spend: { tv: 40_000, radio: 20_000 } });
    expect(answer.notes[0]).toBe('The lowest allowed spend is 60,000, over the budget of 50,000: raise the budget or lower the bounds of tv (at least 40,000) and radio (at least 20,000).');
  });

  it('names the ceilings', () => {
    const answer = allocate({ channels, scenario: { kind: 'max_response', budget: 300_000 } });
    expect(answer).toMatchObject({ status: 'infeasible', spend: { tv: 160_000, radio: 80_000 } });
    expect(answer.notes[0]).toContain('The highest allowed spend is 240,000, under the budget of 300,000');
  });

  it('shows the most efficient spend when the target is out of reach', () => {
    const answer = allocate({ channels, scenario: { kind: 'target_efficiency', metric: 'roas', target: 5 } });
    expect(answer.status).toBe('infeasible');
    const found = answer.total.response / answer.total.spend;
    // a finer look around finds nothing better
    for (let a = 40_000; a <= 160_000; a += 4000) {
      for (let b = 20_000; b <= 80_000; b += 2000) {
        const response = sum(channels.map((c, i) => responseAt(c, i === 0 ? a : b)));
        expect(response / (a + b)).toBeLessThanOrEqual(found * (1 + 1e-9));
      }
    }
    expect(answer.notes[0]).toContain('under the target of 5');
    const cpa = allocate({ channels, scenario: { kind: 'target_efficiency', metric: 'cpa', target: 1 } });
    expect(cpa.notes[0]).toContain('over the target of 1');
  });
});

describe('odd channels', () => {
  it('leaves channels without effect or spend where they are and names them', () => {
    const channels = [channel({ name: 'tv' }), channel({ name: 'dead', coefficient: 0 }), channel({ name: 'new', spend: 0 }), channel({ name: 'harm', coefficient: -5 })];
    const answer = allocate({ channels, scenario: { kind: 'max_response', budget: 35 } });
    expect(answer.spend).toEqual({ tv: 15, dead: 10, new: 0, harm: 10 });
    expect(answer.notes).toHaveLength(3);
    for (const name of ['dead', 'new', 'harm']) expect(answer.notes.some((note) => note.startsWith(name))).toBe(true);
  });

  it.each([
    ['lower = upper', [channel({ name: 'a', lower: 1, upper: 1 }), channel({ name: 'b' })]],
    ['alpha under 1 from nothing', [channel({ name: 'a', alpha: 0.4, lower: 0 }), channel({ name: 'b', alpha: 0.6, lower: 0 })]],
    ['alpha 0', [channel({ name: 'a', alpha: 0 }), channel({ name: 'b' })]],
    ['inflexion 0', [channel({ name: 'a', inflexion: 0 }), channel({ name: 'b' })]],
    ['everything flat', [channel({ name: 'a', inflexion: 0 }), channel({ name: 'b', inflexion: 0 })]],
    ['very steep', [channel({ name: 'a', alpha: 60 }), channel({ name: 'b', alpha: 80 })]],
    ['tiny money', [channel({ name: 'a', spend: 1e-9, inflexion: 1e-9 }), channel({ name: 'b', spend: 2e-9, inflexion: 1e-9 })]],
    ['huge money', [channel({ name: 'a', spend: 1e13, inflexion: 1e13 }), channel({ name: 'b', spend: 2e13, inflexion: 1e13 })]],
    ['far from saturated', [channel({ name: 'a', inflexion: 1e12 }), channel({ name: 'b' })]],
    ['long saturated', [channel({ name: 'a', carryover: 1e9 }), channel({ name: 'b' })]],
  ])('solves %s', (_, channels) => {
    for (const share of [0, 0.2, 0.5, 0.9, 1]) {
      const problem = withBudgetShare(channels, share);
      const answer = allocate(problem);
      expectKept(problem, answer);
      expect(answer.status).toBe('optimal');
      expect(answer.gap).toBeLessThanOrEqual(1e-6);
      expect(Object.values(answer.marginalResponse).every(Number.isFinite)).toBe(true);
      const brute = bruteForce(channels, problem.scenario, 2000);
      expect(answer.total.response).toBeGreaterThanOrEqual(brute * (1 - 1e-9));
      // The efficiency of that answer as a target is within reach by construction.
      if (answer.total.spend === 0) continue;
      const target = (answer.total.response / answer.total.spend) * (1 - 1e-9);
      const scenario: PlainScenario = { kind: 'target_efficiency', metric: 'roas', target };
      const back = allocate({ channels, scenario });
      expect(back.status).toBe('optimal');
      expectKept({ channels, scenario }, back);
      expect(back.total.response).toBeGreaterThanOrEqual(answer.total.response * (1 - 1e-8));
    }
  });

  it('handles one channel and names that are no ordinary keys', () => {
    const answer = allocate({ channels: [channel({ name: '__proto__' })], scenario: { kind: 'max_response', budget: 12 } });
    expect(Object.entries(answer.spend)).toEqual([['__proto__', 12]]);
  });
});
