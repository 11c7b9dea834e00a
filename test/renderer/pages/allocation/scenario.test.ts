import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../core/allocation/parse.ts';
import type { ModelScenario } from '../../../../core/allocation/problem.ts';
import { PLAIN_CHANNEL } from '../../../../renderer/pages/allocation/form/scenario-form.ts';
import { emptyForm, fromSaved, fromScenario, toScenario } from '../../../../renderer/pages/allocation/scenario.ts';

test('a form and its scenario say the same', () => {
  const form = {
    ...emptyForm('revenue'), budget: 120_000, from: '2025-01-06', to: '2025-06-30', lower: 0.7,
    channels: { tv: { ...PLAIN_CHANNEL, lower: 1, upper: 1 } },
  };
  const scenario = toScenario(form);
  expect(scenario).toEqual({
    scenario: { kind: 'max_response', budget: 120_000 }, dates: { from: '2025-01-06', to: '2025-06-30' }, bounds: { default: [0.7, 2], tv: [1, 1] },
  });
  expect(scenario === null ? null : fromScenario(scenario, 'revenue')).toEqual(form);
});

test('without a budget today\'s is kept; without a target there is nothing to solve', () => {
  expect(toScenario(emptyForm('revenue'))?.scenario).toEqual({ kind: 'max_response' });
  for (const kind of ['target_efficiency', 'target_response', 'hurdle'] as const) expect(toScenario({ ...emptyForm('conversion'), kind })).toBeNull();
});

test('conversions are asked for by cost', () => {
  expect(toScenario({ ...emptyForm('conversion'), kind: 'target_efficiency', target: 12 })?.scenario).toEqual({ kind: 'target_efficiency', metric: 'cpa', target: 12 });
});

/** Every key a scenario can have, in the goals that there are. */
const everything: Omit<ModelScenario, 'scenario'> = {
  dates: { from: '2025-01-06', to: '2025-03-31' },
  bounds: { default: [0.25, 3], radio: [0.5, 1.5] },
  rules: { tv: { unit: 'money', lower: 10_000, upper: 60_000, step: 1000 }, print: { fixed: 12_000 }, search: { unit: 'share', lower: 0.1, upper: 0.4, orOff: true }, radio: { step: 500 } },
  groups: [{ name: 'online', channels: ['search', 'social'], unit: 'share', lower: 0.4 }, { name: 'paper', channels: ['print'], unit: 'money', lower: 100, upper: 30_000 }],
  maxChanged: 3,
  gap: 1e-4,
  per: { periods: 13 },
  curve: 'steady',
  robust: { models: 'draws', objective: { kind: 'tail', share: 0.1 } },
  plan: { periods: 8, valueEnd: false },
};
const goals: ModelScenario['scenario'][] = [
  { kind: 'max_response' }, { kind: 'max_response', budget: 5e6 }, { kind: 'target_response', response: 3e6 },
  { kind: 'target_efficiency', metric: 'roas', target: 2.5 }, { kind: 'target_efficiency', metric: 'cpa', target: 14, basis: 'marginal' },
  { kind: 'hurdle', hurdle: 1.1 }, { kind: 'hurdle', hurdle: 1.1, budget: 4e6 }, { kind: 'given', spend: { tv: 1, print: 2 } },
];

describe('a scenario comes back from the form as it was', () => {
  test.each(goals)('$kind', (scenario) => {
    const whole: ModelScenario = { scenario, ...everything };
    expect(toScenario(fromScenario(whole, 'revenue'))).toEqual(whole);
    expect(parseScenario(toScenario(fromScenario(whole, 'revenue')))).toEqual(whole); // the backend takes all of it
  });

  test('money over the dates, the chosen model alone', () => {
    const whole: ModelScenario = { scenario: { kind: 'max_response' }, bounds: { default: [0.5, 2] }, dates: { from: '2025-01-06', to: '2025-03-31' }, per: 'dates', robust: null };
    expect(toScenario(fromScenario(whole, 'revenue'))).toEqual(whole);
  });

  test('the default set of models is not written', () => {
    const asked: ModelScenario = { scenario: { kind: 'max_response' }, bounds: { default: [0.5, 2] } };
    expect(toScenario(fromScenario({ ...asked, robust: { models: 'representatives', objective: { kind: 'mean' } } }, 'revenue'))).toEqual(asked);
  });

  test('rules in multiples become bounds, which every version understands', () => {
    const asked: ModelScenario = { scenario: { kind: 'max_response' }, rules: { tv: { lower: 0.9, upper: 1.1, orOff: true } } };
    expect(toScenario(fromScenario(asked, 'revenue'))).toMatchObject({ bounds: { default: [0.5, 2], tv: [0.9, 1.1] }, rules: { tv: { orOff: true } } });
  });
});

describe('scenarios of earlier versions', () => {
  test('a bare goal has the usual bounds', () => {
    expect(fromScenario({ scenario: { kind: 'max_response', budget: 9 } }, 'revenue')).toEqual({ ...emptyForm('revenue'), budget: 9 });
  });

  test('what was saved without detail was decided by its model alone, and is asked so again', () => {
    const scenario: ModelScenario = { scenario: { kind: 'max_response' } };
    expect(fromSaved({ scenario, detail: null }, 'revenue').models).toBe('model');
    const detail = { basis: 'robust', modelSet: { kind: 'representatives', models: 4, note: '' }, own: null, explanations: [], extrapolation: [], gain: null, plan: null, notes: [] } as const;
    expect(fromSaved({ scenario, detail: { ...detail, explanations: [], extrapolation: [], notes: [] } }, 'revenue').models).toBe('representatives');
  });
});
