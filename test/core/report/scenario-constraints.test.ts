import { expect, it } from 'vitest';
import type { ModelScenario } from '../../../core/allocation/problem.ts';
import { createFormat } from '../../../core/report/format.ts';
import { differingFacts, scenarioFacts } from '../../../core/report/scenario-constraints.ts';

const format = createFormat('en', 'EUR');
const plain: ModelScenario = { scenario: { kind: 'max_response' } };

it('says every constraint in words and leaves defaults out', () => {
  expect(scenarioFacts(plain, format)).toEqual([]);
  const facts = scenarioFacts({
    ...plain,
    dates: { from: '2025-01-06', to: '2025-03-31' }, bounds: { default: [0.7, 1.5], tv: [1, 1.2] },
    rules: { radio: { fixed: 12000 }, print: { unit: 'money', lower: 1000, upper: 5000, step: 500, orOff: true }, search: { unit: 'share', lower: 0.1, upper: 0.35 } },
    groups: [{ name: 'online', channels: ['search', 'social'], unit: 'money', upper: 40000 }], maxChanged: 3, per: { periods: 13 }, curve: 'steady',
    robust: { models: 'plausible', objective: { kind: 'tail', share: 0.2 } },
  }, format);
  expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toEqual({
    "Today's spend": 'mean from 2025-01-06 to 2025-03-31',
    'All channels': '0.7 to 1.5 times today',
    'tv': '1 to 1.2 times today',
    'radio': 'fixed at €12,000',
    'print': '€1,000 to €5,000, in steps of €500, or off',
    'search': '10 to 35 % of all spend',
    'Group online': 'search + social: at most €40,000',
    'Channels that may change': 'at most 3',
    'Money counts': '13 periods',
    'Response curve': 'in the long run of a steady spend',
    'Decided over': 'all plausible models, the worst 20 % of them',
  });
});

it('a plan tells its own', () => {
  const facts = scenarioFacts({ ...plain, plan: { periods: 8, valueEnd: false, flights: { default: 1, tv: 4 }, limits: { tv: [5000, 20000] } } }, format);
  expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Response after the plan: does not count', 'Shortest flight of tv: 4 periods', 'While on, tv: €5,000 to €20,000 a period',
  ]);
});

it('a scenario without a plan has none of its settings', () => {
  const [after] = differingFacts([plain, { ...plain, plan: { periods: 8 } }], format);
  expect(after).toEqual({ label: 'Response after the plan', values: ['none', 'counts'] });
});

it('names only what differs, with what holds where a scenario says nothing', () => {
  expect(differingFacts([plain, { ...plain, bounds: { default: [0.5, 2] } }], format)).toEqual([]);
  const facts = differingFacts([plain, { ...plain, robust: null, rules: { tv: { fixed: 9 } } }, { ...plain, bounds: { default: [0.9, 1.1] }, rules: { tv: { fixed: 9 } } }], format);
  expect(facts).toEqual([
    { label: 'tv', values: ['as all channels', 'fixed at €9', 'fixed at €9'] },
    { label: 'Decided over', values: ['one model per cluster, their mean', 'the one model alone', 'one model per cluster, their mean'] },
    { label: 'All channels', values: ['0.5 to 2 times today', '0.5 to 2 times today', '0.9 to 1.1 times today'] },
  ]);
});
