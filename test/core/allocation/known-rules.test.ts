import { describe, expect, it } from 'vitest';
import { knownRules } from '../../../core/allocation/known-rules.ts';
import type { ModelScenario } from '../../../core/allocation/problem.ts';

const KNOWN = { channels: ['tv', 'search'], window: { from: '2024-01-01', to: '2024-12-30' } };

describe('a scenario asked of another model', () => {
  it('stays as it is where the model knows all of it', () => {
    const scenario: ModelScenario = {
      scenario: { kind: 'given', spend: { tv: 1 } }, bounds: { default: [0.5, 2], tv: [0, 1] }, rules: { search: { step: 10 } },
      groups: [{ name: 'all', channels: ['tv', 'search'], unit: 'share' }], dates: { from: '2024-12-01', to: '2025-12-01' }, per: 'dates', robust: null,
      plan: { periods: 4, flights: { default: 2, tv: 3 }, limits: { tv: [0, 9] } },
    };
    expect(knownRules(scenario, KNOWN, 4)).toEqual({ scenario, leftOut: [] });
  });

  it('loses what it says of channels that are gone, each told once, and groups that are empty', () => {
    const { scenario, leftOut } = knownRules({
      scenario: { kind: 'given', spend: { print: 5, tv: 1 } }, bounds: { print: [0, 1], tv: [0, 1] }, rules: { print: { fixed: 1 } },
      groups: [{ name: 'offline', channels: ['print'], unit: 'money', upper: 9 }, { name: 'both', channels: ['print', 'tv'], unit: 'share' }],
      plan: { periods: 4, flights: { default: 2, print: 3 }, limits: { print: [0, 9] } },
    }, KNOWN, 1);
    expect(scenario).toEqual({
      scenario: { kind: 'given', spend: { tv: 1 } }, bounds: { tv: [0, 1] }, rules: {}, groups: [{ name: 'both', channels: ['tv'], unit: 'share' }],
      plan: { periods: 4, flights: { default: 2 }, limits: {} },
    });
    expect(leftOut).toEqual(['The model has no channel "print" any more; what the scenario says about it is left out.', 'No channel of the group "offline" is left; the group is left out.']);
  });

  it('keeps what its money counts when its dates lie outside the window', () => {
    const { scenario, leftOut } = knownRules({ scenario: { kind: 'max_response', budget: 100 }, dates: { from: '2020-01-06', to: '2020-01-27' }, per: 'dates' }, KNOWN, 4);
    expect(scenario).toEqual({ scenario: { kind: 'max_response', budget: 100 }, per: { periods: 4 } });
    expect(leftOut).toEqual(['The dates 2020-01-06 to 2020-01-27 lie outside the modelling window; today is now the mean of the whole window.']);
  });
});
