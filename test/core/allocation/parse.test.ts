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
