import { expect, test } from 'vitest';
import { emptyForm, fromScenario, toScenario } from '../../../../renderer/pages/allocation/scenario.ts';

test('a form and its scenario say the same', () => {
  const form = { ...emptyForm('revenue'), budget: 120_000, from: '2025-01-06', to: '2025-06-30', lower: 0.7, own: { tv: [1, 1] as [number, number] } };
  const scenario = toScenario(form);
  expect(scenario).toEqual({
    scenario: { kind: 'max_response', budget: 120_000 }, dates: { from: '2025-01-06', to: '2025-06-30' }, bounds: { default: [0.7, 2], tv: [1, 1] },
  });
  expect(scenario === null ? null : fromScenario(scenario, 'revenue')).toEqual(form);
});

test('without a budget today\'s is kept; without a target there is nothing to solve', () => {
  expect(toScenario(emptyForm('revenue'))?.scenario).toEqual({ kind: 'max_response' });
  expect(toScenario({ ...emptyForm('conversion'), kind: 'target_efficiency' })).toBeNull();
});

test('conversions are asked for by cost', () => {
  expect(toScenario({ ...emptyForm('conversion'), kind: 'target_efficiency', target: 12 })?.scenario).toEqual({ kind: 'target_efficiency', metric: 'cpa', target: 12 });
});
