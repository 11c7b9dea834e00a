import { expect, it } from 'vitest';
import { createDecision } from '../../../core/experiment/decision.ts';
import { DUEL, normal } from './problems.ts';

/** The better of the two corners by the slopes of the duel. */
const solver = {
  solve(beliefs: ArrayLike<number>) {
    const [a = 0, b = 0] = Array.from(beliefs);
    return { spend: 3 * a + b >= a + 2 * b ? Float64Array.of(20, 0) : Float64Array.of(0, 20), value: 0, bound: 0, nodes: 1 };
  },
};
const weights = Float64Array.of(0.5, 0.5);

function duel(periods = 1) {
  const decision = createDecision(DUEL, weights, periods, solver);
  for (const beliefs of [weights, Float64Array.of(1, 0), Float64Array.of(0, 1)]) decision.consider(beliefs);
  return decision;
}

it('perfect information: b is right half of the time, and then switching gains 20', () => {
  expect(duel().budgets()).toBe(2);
  // The curves bend from a line by 1e-8.
  expect(duel().prior()).toBeCloseTo(40, 5);
  expect(duel().perfectInformation()).toBeCloseTo(10, 5);
  expect(duel(52).perfectInformation()).toBeCloseTo(520, 4);
});

it.each([4, 10, 25, 60])('a noisy lift of 30 under a and 10 under b is worth the closed form (noise %d)', (sd) => {
  // Switched when b is twice as likely as a: y < 20 − sd²·ln 2/20.
  const shift = (sd * Math.LN2) / 20;
  const half = 10 / sd;
  const chanceUnderB = normal(half - shift);
  const chanceUnderA = normal(-half - shift);
  const { value, changes } = duel().valueOf({ weights, lifts: Float64Array.of(30, 10), sd });
  // At the kink the rule errs by up to (1/8)²/8 of a standard deviation's worth; of a value of up to 10 that is under 0.02.
  expect(Math.abs(value - (10 * chanceUnderB - 20 * chanceUnderA))).toBeLessThan(0.02);
  // The node at the kink counts to one side as a whole: half a step of a density of at most 0.4.
  expect(Math.abs(changes - (chanceUnderB + chanceUnderA) / 2)).toBeLessThan(0.4 / 16 + 1e-6);
});

it('no lift that tells the models apart, no value', () => {
  expect(duel().valueOf({ weights, lifts: Float64Array.of(7, 7), sd: 1 })).toEqual({ value: 0, changes: 0 });
  expect(duel().valueOf({ weights, lifts: Float64Array.of(7, 7), sd: 0 })).toEqual({ value: 0, changes: 0 });
});

it('a hurdle is paid for every unit of money', () => {
  const decision = createDecision({ ...DUEL, scenario: { kind: 'hurdle', hurdle: 1.5 } }, weights, 1, solver);
  decision.consider(weights);
  // 40 of response less 1.5 for each of 20.
  expect(decision.prior()).toBeCloseTo(10, 5);
});
