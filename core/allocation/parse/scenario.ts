import type { OpenScenario, Scenario } from '../problem.ts';
import type { Check } from './check.ts';
import { at, isFields } from './check.ts';

const KINDS = ['max_response', 'target_response', 'target_efficiency', 'hurdle', 'given'] as const;

export function parseOpenScenario(check: Check, value: unknown, key: string): OpenScenario {
  const fields = isFields(value) ? value : {};
  const known = (...names: string[]) => check.object(value, key, ['kind', ...names]);
  switch (check.choice(isFields(value) ? fields['kind'] : value, at(key, 'kind'), KINDS)) {
    case 'max_response':
      if (fields['kind'] === 'max_response') known('budget');
      return { kind: 'max_response', ...budgetOf(check, fields, key) };
    case 'target_response':
      known('response');
      return { kind: 'target_response', response: check.positive(fields['response'], at(key, 'response'), 'Give the response to reach.') };
    case 'target_efficiency': {
      known('metric', 'target', 'basis');
      const metric = check.choice(fields['metric'], at(key, 'metric'), ['roas', 'cpa'] as const);
      const target = check.positive(fields['target'], at(key, 'target'), 'Give the response per unit of money (roas) or the money per conversion (cpa) to reach.');
      const basis = fields['basis'];
      return { kind: 'target_efficiency', metric, target, ...(basis === undefined ? {} : { basis: check.choice(basis, at(key, 'basis'), ['average', 'marginal'] as const) }) };
    }
    case 'hurdle':
      known('hurdle', 'budget');
      return { kind: 'hurdle', hurdle: check.number(fields['hurdle'], at(key, 'hurdle'), 0), ...budgetOf(check, fields, key) };
    case 'given': {
      known('spend');
      const spend = check.object(fields['spend'], at(key, 'spend'));
      return { kind: 'given', spend: Object.fromEntries(Object.entries(spend).map(([name, money]) => [name, check.number(money, at(at(key, 'spend'), name), 0)])) };
    }
  }
}

function budgetOf(check: Check, fields: Record<string, unknown>, key: string): { budget?: number } {
  const budget = fields['budget'];
  return budget === undefined ? {} : { budget: check.number(budget, at(key, 'budget'), 0) };
}

/** The scenario with the total initial spend as its budget unless it names one. */
export function withBudget(scenario: OpenScenario, channels: readonly { spend: number }[]): Scenario {
  return scenario.kind === 'max_response'
    ? { kind: 'max_response', budget: scenario.budget ?? channels.reduce((sum, { spend }) => sum + spend, 0) }
    : scenario;
}
