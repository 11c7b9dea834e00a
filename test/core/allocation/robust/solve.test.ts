import { describe, expect, it } from 'vitest';
import type { AllocationProblem, Objective } from '../../../../core/allocation/problem.ts';
import { solveRobust } from '../../../../core/allocation/robust/solve.ts';
import { allocate } from '../../../../core/allocation/solve.ts';
import { sum } from '../problems.ts';
import { bruteForce, objectiveAt, randomModels, splitByHand } from './problems.ts';

const WORST: Objective = { kind: 'worst' };
const tail = (share: number): Objective => ({ kind: 'tail', share });

describe('two models and two channels in steps, counted by hand', () => {
  it.each([
    ['the worst case leaves things as they are', WORST, [100, 200], 0],
    ['half of the weight is one model: the same', tail(0.5), [100, 200], 0],
    ['of three quarters two thirds are the worse model: (−2 + 10)/3', tail(0.75), [200, 100], 8 / 3],
    ['all of the weight is the mean: (10 − 1)/2', tail(1), [200, 100], 4.5],
  ] as const)('%s', (_, objective, [a, b], value) => {
    const { spend, robust, gap, status } = solveRobust(splitByHand(objective));
    expect(spend).toEqual({ a, b });
    expect(status).toBe('optimal');
    expect(robust?.value).toBeCloseTo(value, 12);
    expect(robust?.bound).toBeCloseTo(value, 4); // the default gap is 1e-6 of the gain
    expect(gap).toBeLessThanOrEqual(1e-6);
  });

  it('takes the mean where the mean is asked for', () => {
    expect(allocate(splitByHand({ kind: 'mean' })).spend).toEqual({ a: 200, b: 100 });
  });
});

describe('random models of three channels', () => {
  const solved = [WORST, tail(0.4)].flatMap((objective) => [1, 2, 3, 4].map((seed) => {
    const problem = randomModels(seed, 3, 4, objective);
    return { problem, ...solveRobust(problem) };
  }));

  it('is at least as good as every point of a grid, and no point is over the bound', () => {
    for (const { problem, spend, robust, gap } of solved) {
      const brute = bruteForce(problem, 40);
      const scale = Math.abs(robust?.bound ?? 0);
      // What the search may leave open (1e-6 of the gain, or 1e-9 of a response of a few hundred).
      expect(robust?.value).toBeGreaterThanOrEqual(brute - 2e-6 * scale - 1e-6);
      expect(robust?.bound).toBeGreaterThanOrEqual(brute - 1e-9);
      expect(robust?.bound).toBeGreaterThanOrEqual(robust?.value ?? Infinity);
      expect(robust?.value).toBeCloseTo(objectiveAt(problem, problem.channels.map(({ name }) => spend[name] ?? NaN)), 9);
      expect(gap).toBeLessThanOrEqual(2e-6);
    }
  });

  it('keeps budget and bounds, and loses nothing where the present spend is allowed', () => {
    for (const { problem, spend, robust, total } of solved) {
      expect(sum(Object.values(spend))).toBeCloseTo(total.initialSpend, 9);
      for (const { name, spend: now, lower, upper } of problem.channels) {
        expect(spend[name]).toBeGreaterThanOrEqual(now * lower - 1e-9);
        expect(spend[name]).toBeLessThanOrEqual(now * upper + 1e-9);
      }
      // Nothing is lost but rounding: the present spend gains 0 in every model.
      expect(robust?.value).toBeGreaterThanOrEqual(-1e-6);
    }
  });
});

it('orders the objectives: worst ≤ tail ≤ mean, each largest at its own suggestion', () => {
  const of = (objective: Objective) => (objective.kind === 'mean' ? allocate : solveRobust)(randomModels(11, 4, 6, objective)).robust;
  const [worst, lower, mean] = [of(WORST), of(tail(0.2)), of({ kind: 'mean' })];
  // The searches may each leave 1e-6 of the gain.
  const slack = 1e-4;
  expect(worst?.value).toBeLessThanOrEqual((lower?.value ?? NaN) + slack);
  expect(lower?.value).toBeLessThanOrEqual((mean?.mean ?? NaN) + slack);
  expect(worst?.worst).toBeGreaterThanOrEqual((mean?.worst ?? NaN) - slack);
  expect(lower?.tail).toBeGreaterThanOrEqual((mean?.tail ?? NaN) - slack);
  expect(mean?.mean).toBeGreaterThanOrEqual((worst?.mean ?? NaN) - slack);
});

it('has the same bits for the same problem', () => {
  const problem = randomModels(7, 4, 5, tail(0.3));
  expect(solveRobust(problem)).toEqual(solveRobust(problem));
});

describe('limits of other kinds', () => {
  const base = randomModels(3, 3, 4, WORST);
  const now = sum(base.channels.map(({ spend }) => spend));

  it('changes no more channels than are allowed to', () => {
    const { spend, robust } = solveRobust({ ...randomModels(5, 4, 4, WORST), maxChanged: 2 });
    const changed = randomModels(5, 4, 4, WORST).channels.filter(({ name, spend: before }) => Math.abs((spend[name] ?? NaN) - before) > 1e-6);
    expect(changed.length).toBeLessThanOrEqual(2);
    expect(robust?.bound).toBeGreaterThanOrEqual(robust?.value ?? Infinity);
  });

  it('has channels off or within their bounds', () => {
    const problem: AllocationProblem = { ...base, channels: base.channels.map((one) => ({ ...one, orOff: true, lower: 0.8, upper: 3 })) };
    const { spend } = solveRobust(problem);
    for (const { name, spend: before } of problem.channels) {
      const value = spend[name] ?? NaN;
      expect(value === 0 || value >= 0.8 * before - 1e-9).toBe(true);
    }
  });

  it('spends up to a hurdle, net of which the objective is', () => {
    const free = solveRobust({ ...base, scenario: { kind: 'hurdle', hurdle: 1e-6 } });
    const dear = solveRobust({ ...base, scenario: { kind: 'hurdle', hurdle: 5 } });
    expect(dear.total.spend).toBeLessThan(free.total.spend);
    expect(dear.robust?.value).toBeCloseTo((dear.robust?.worst ?? NaN) - 5 * (dear.total.spend - now), 6);
  });

  it('says why nothing is feasible', () => {
    expect(solveRobust({ ...base, scenario: { kind: 'max_response', budget: 100 * now } })).toMatchObject({ status: 'infeasible' });
  });

  it('judges what is given and refuses targets in words', () => {
    const given = solveRobust({ ...base, scenario: { kind: 'given', spend: {} } });
    expect(given.robust).toMatchObject({ worst: 0, mean: 0, probabilityOfGain: 0 });
    expect(() => solveRobust({ ...base, scenario: { kind: 'target_response', response: 10 } })).toThrowError(/need a budget or a hurdle/);
  });
});
