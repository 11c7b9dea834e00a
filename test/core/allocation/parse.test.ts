import { describe, expect, it } from 'vitest';
import { parseProblem, parseScenario, withBudget } from '../../../core/allocation/parse.ts';
import { MixwrightError } from '../../../core/errors.ts';
import { channel } from './problems.ts';

const good = { channels: [channel({ name: 'tv' }), channel({ name: 'radio', spend: 5 })], scenario: { kind: 'max_response', budget: 20 } };

function keysWrong(parse: () => unknown): (string | undefined)[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof MixwrightError) return error.problems.map((problem) => problem.key);
    throw error;
  }
  return [];
}

describe('parseProblem', () => {
  it('takes a good one as it is', () => {
    expect(parseProblem(good)).toEqual(good);
  });

  it('takes the present spend as the budget when there is none', () => {
    expect(parseProblem({ ...good, scenario: { kind: 'max_response' } }).scenario).toEqual({ kind: 'max_response', budget: 15 });
  });

  it.each<[string, unknown, (string | undefined)[]]>([
    ['not an object', 7, [undefined, 'channels', 'scenario.kind']],
    ['no channels', { ...good, channels: [] }, ['channels']],
    ['an unknown key', { ...good, chanels: 1 }, ['chanels']],
    ['a text for a number', { ...good, channels: [{ ...channel({ name: 'tv' }), alpha: '2' }] }, ['channels[0].alpha']],
    ['a missing number', { ...good, channels: [{ ...channel({ name: 'tv' }), spend: undefined }] }, ['channels[0].spend']],
    ['a negative inflexion', { ...good, channels: [channel({ name: 'tv', inflexion: -1 })] }, ['channels[0].inflexion']],
    ['not a number', { ...good, channels: [channel({ name: 'tv', carryover: NaN })] }, ['channels[0].carryover']],
    ['bounds upside down', { ...good, channels: [channel({ name: 'tv', lower: 3 })] }, ['channels[0]']],
    ['a name twice', { ...good, channels: [channel({ name: 'tv' }), channel({ name: 'tv' })] }, ['channels[1].name']],
    ['a scenario nobody knows', { ...good, scenario: { kind: 'best' } }, ['scenario.kind']],
    ['a metric nobody knows', { ...good, scenario: { kind: 'target_efficiency', metric: 'roi', target: 2 } }, ['scenario.metric']],
    ['a target of 0', { ...good, scenario: { kind: 'target_efficiency', metric: 'roas', target: 0 } }, ['scenario.target']],
  ])('names the key: %s', (_, value, keys) => {
    expect(keysWrong(() => parseProblem(value))).toEqual(keys);
  });

  it('suggests the key that was meant', () => {
    expect(() => parseProblem({ ...good, chanels: 1 })).toThrow(/Did you mean "channels"/);
  });
});

describe('parseScenario', () => {
  it('takes the scenario alone or with its choices', () => {
    expect(parseScenario({ kind: 'max_response' })).toEqual({ scenario: { kind: 'max_response' } });
    const whole = {
      scenario: { kind: 'target_efficiency', metric: 'cpa', target: 12 },
      dates: { from: '2025-01-01', to: '2025-06-30' }, bounds: { default: [0.7, 1.4], tv: [1, 1] },
    };
    expect(parseScenario(whole)).toEqual(whole);
  });

  it('names what is wrong', () => {
    expect(keysWrong(() => parseScenario({ kind: 'max_response', budget: 'all' }))).toEqual(['budget']);
    expect(keysWrong(() => parseScenario({ scenario: { kind: 'max_response' }, bounds: { tv: [2, 1], radio: 3 }, dates: { from: '1 May', to: '2025-01-01' } })))
      .toEqual(['dates.from', 'bounds.tv', 'bounds.radio']);
    expect(keysWrong(() => parseScenario({ scenario: { kind: 'max_response' }, dates: { from: '2025-02-01', to: '2025-01-01' } }))).toEqual(['dates']);
  });

  it('fills in the budget', () => {
    expect(withBudget({ kind: 'max_response' }, [{ spend: 2 }, { spend: 3 }])).toEqual({ kind: 'max_response', budget: 5 });
  });
});

describe('rules, groups, models and choices', () => {
  const rich = {
    channels: [{ ...channel({ name: 'tv' }), unit: 'money', lower: 0, upper: 50, step: 5, orOff: true }, { ...channel({ name: 'radio' }), fixed: 7 }],
    scenario: { kind: 'hurdle', hurdle: 1.5, budget: 40 },
    groups: [{ name: 'online', channels: ['tv'], unit: 'share', lower: 0.1, upper: 0.6 }], maxChanged: 1, gap: 1e-4,
    models: [{ id: 'm', weight: 2, curves: { tv: { coefficient: 1, alpha: 2, inflexion: 3, carryover: 0 }, radio: { coefficient: 1, alpha: 2, inflexion: 3, carryover: 0 } } }],
    objective: { kind: 'tail', share: 0.2 },
  };

  it('takes all of a problem as it is', () => {
    expect(parseProblem(rich)).toEqual(rich);
    for (const scenario of [{ kind: 'target_response', response: 5 }, { kind: 'target_efficiency', metric: 'roas', target: 2, basis: 'marginal' }, { kind: 'given', spend: { tv: 3 } }]) {
      expect(parseProblem({ ...good, scenario }).scenario).toEqual(scenario);
    }
  });

  it('takes all of a scenario as it is', () => {
    const whole = {
      scenario: { kind: 'target_response', response: 5 }, rules: { tv: { unit: 'money', lower: 1, upper: 9, step: 2, orOff: false }, radio: { fixed: 3 } },
      groups: rich.groups, maxChanged: 0, gap: 1e-5, per: { periods: 4 }, curve: 'steady', robust: { models: 'pareto', objective: { kind: 'worst' } },
      plan: { periods: 26, budget: 5, valueEnd: false, flights: { default: 2 }, limits: { tv: [0, 9] } },
    };
    expect(parseScenario(whole)).toEqual(whole);
    expect(parseScenario({ scenario: { kind: 'max_response' }, robust: null, per: 'dates' })).toEqual({ scenario: { kind: 'max_response' }, robust: null, per: 'dates' });
  });

  it.each<[string, object, (string | undefined)[]]>([
    ['unit', { channels: [{ ...channel({ name: 'tv' }), unit: 'euro' }] }, ['channels[0].unit']],
    ['step', { channels: [{ ...channel({ name: 'tv' }), step: 0 }] }, ['channels[0].step']],
    ['orOff', { channels: [{ ...channel({ name: 'tv' }), orOff: 'yes' }] }, ['channels[0].orOff']],
    ['share over 1', { channels: [{ ...channel({ name: 'tv' }), unit: 'share' }] }, ['channels[0].upper']],
    ['group of nobody', { groups: [{ name: 'g', channels: ['tvv'], unit: 'money', upper: 3 }] }, ['groups[0].channels[0]']],
    ['group without limits', { groups: [{ name: 'g', channels: ['tv'], unit: 'money' }] }, ['groups[0]']],
    ['two groups for one', { groups: [{ name: 'g', channels: ['tv'], unit: 'money', upper: 3 }, { name: 'h', channels: ['tv'], unit: 'money', upper: 3 }] }, ['groups[1].channels']],
    ['changes', { maxChanged: 1.5 }, ['maxChanged']],
    ['gap', { gap: 2 }, ['gap']],
    ['a model without a curve', { models: [{ id: 'm', curves: { tv: rich.models[0]?.curves.tv } }] }, ['models[0].curves.radio', ...['coefficient', 'alpha', 'inflexion', 'carryover'].map((key) => `models[0].curves.radio.${key}`)]],
    ['an objective without models', { objective: { kind: 'worst' } }, ['objective']],
    ['a basis nobody knows', { scenario: { kind: 'target_efficiency', metric: 'roas', target: 2, basis: 'mean' } }, ['scenario.basis']],
    ['a given spend of nobody', { scenario: { kind: 'given', spend: { print: 3 } } }, ['scenario.spend.print']],
  ])('names the key: %s', (_, part, keys) => {
    expect(keysWrong(() => parseProblem({ ...good, ...part }))).toEqual(keys);
  });

  it('names keys of a scenario', () => {
    const scenario = { kind: 'max_response' };
    expect(keysWrong(() => parseScenario({ scenario, rules: { tv: { unit: 'money', lower: 2 } } }))).toEqual(['rules.tv.upper']);
    expect(keysWrong(() => parseScenario({ scenario, per: { periods: 0 }, curve: 'long', plan: { periods: 105, flights: { tv: 0 } } })))
      .toEqual(['per.periods', 'curve', 'plan.periods', 'plan.flights.tv']);
    expect(keysWrong(() => parseScenario({ scenario, robust: { models: 'pareto', objective: { kind: 'tail', share: 0 } } }))).toEqual(['robust.objective.share']);
    expect(() => parseScenario({ scenario, robust: { models: 'parreto', objective: { kind: 'mean' } } })).toThrow(/Did you mean "pareto"/);
  });
});
