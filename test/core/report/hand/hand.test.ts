import { expect, it } from 'vitest';
import type { AllocationChannel, AllocationProblem } from '../../../../core/allocation/problem.ts';
import { moneyBounds, presentTotal } from '../../../../core/report/hand/money-bounds.ts';
import { rebalanced } from '../../../../core/report/hand/rebalance.ts';
import { spendOutcome } from '../../../../core/report/hand/spend-outcome.ts';

/** alpha 1, no carry-over: response = coefficient · s / (s + inflexion). */
function aChannel(name: string, changes: Partial<AllocationChannel> = {}): AllocationChannel {
  return { name, coefficient: 100, alpha: 1, inflexion: 50, carryover: 0, spend: 50, lower: 0.5, upper: 2, ...changes };
}

function aProblem(channels: AllocationChannel[], more: Partial<AllocationProblem> = {}): AllocationProblem {
  return { channels, scenario: { kind: 'max_response', budget: presentTotal({ channels }) }, ...more };
}

it('tells what a spend brings by the curves; what is not named stays as it is', () => {
  const outcome = spendOutcome(aProblem([aChannel('tv'), aChannel('radio')]), { tv: 150 });
  expect(outcome.response).toEqual({ tv: 75, radio: 50 });
  // 100 · 50 / (s + 50)²
  expect(outcome.marginalResponse['tv']).toBeCloseTo(0.125, 12);
  expect(outcome.total).toEqual({ spend: 200, response: 125 });
});

it('is the weighted mean over several models; a model without the channel sees nothing in it', () => {
  const tv = aChannel('tv');
  const models = [{ id: 'a', weight: 3, curves: { tv } }, { id: 'b', curves: {} }];
  expect(spendOutcome(aProblem([tv], { models }), {}).response['tv']).toBeCloseTo(0.75 * 50, 12);
});

it('bounds in money: multiples, money, shares, fixed, or off', () => {
  expect(moneyBounds(aChannel('tv'), 100)).toEqual([25, 100]);
  expect(moneyBounds(aChannel('tv', { unit: 'money', lower: 10, upper: Infinity }), 100)).toEqual([10, Infinity]);
  expect(moneyBounds(aChannel('tv', { unit: 'share', lower: 0.1, upper: 0.4 }), 200)).toEqual([20, 80]);
  expect(moneyBounds(aChannel('tv', { fixed: 42 }), 100)).toEqual([42, 42]);
  expect(moneyBounds(aChannel('tv', { orOff: true }), 100)).toEqual([0, 100]);
});

it('the rest makes room for a held channel: the sum stays, nobody leaves the bounds, the least worth gives first', () => {
  const problem = aProblem([aChannel('tv'), aChannel('radio', { coefficient: 10 }), aChannel('search')]);
  const spend = rebalanced(problem, { tv: 50, radio: 50, search: 50 }, { tv: 65 });
  expect(Object.values(spend).reduce((sum, money) => sum + money, 0)).toBeCloseTo(150, 9);
  expect(spend['tv']).toBe(65);
  // Radio brings a tenth of what search does, and may fall to 25.
  expect(spend['radio']).toBeCloseTo(35, 9);
  expect(spend['search']).toBe(50);
});

it('freed money goes where it brings most, equal channels share it', () => {
  const problem = aProblem([aChannel('tv'), aChannel('radio'), aChannel('search')]);
  const spend = rebalanced(problem, {}, { tv: 30 });
  // 20 in 120 pieces: the two are at most one piece apart.
  expect(Math.abs((spend['radio'] ?? 0) - (spend['search'] ?? 0))).toBeLessThanOrEqual(20 / 120 + 1e-9);
  expect((spend['radio'] ?? 0) + (spend['search'] ?? 0)).toBeCloseTo(120, 9);
});

it('what finds no room is left over', () => {
  const problem = aProblem([aChannel('tv'), aChannel('radio')]);
  expect(rebalanced(problem, {}, { tv: 90 })).toEqual({ tv: 90, radio: 25 });
  expect(rebalanced(problem, {}, { tv: 0, radio: 10 })).toEqual({ tv: 0, radio: 10 });
});
