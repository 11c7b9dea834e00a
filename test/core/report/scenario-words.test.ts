import { expect, test } from 'vitest';
import { describeScenario } from '../../../core/report/scenario-words.ts';

const format = { money: (value: number) => `€${value}`, amount: String, ratio: String };

test('scenarios in one line', () => {
  expect(describeScenario({ scenario: { kind: 'max_response', budget: 5 } }, format)).toBe('Most response for €5 a period');
  expect(describeScenario({ scenario: { kind: 'max_response' } }, format)).toBe("Most response for today's budget");
  expect(describeScenario({ scenario: { kind: 'max_response', budget: 65 }, per: { periods: 13 } }, format)).toBe('Most response for €65 over 13 periods');
  expect(describeScenario({ scenario: { kind: 'target_efficiency', metric: 'roas', target: 2.5 } }, format)).toBe('Most response at a ROAS of at least 2.5');
  expect(describeScenario({ scenario: { kind: 'target_efficiency', metric: 'cpa', target: 9, basis: 'marginal' } }, format)).toBe('Most response at a marginal CPA of at most €9');
  expect(describeScenario({ scenario: { kind: 'hurdle', hurdle: 1.5, budget: 70 } }, format)).toBe('Spend while the next unit of money brings more than 1.5, at most €70 a period');
});
