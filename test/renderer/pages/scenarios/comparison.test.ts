import { expect, it } from 'vitest';
import { createFormat } from '../../../../renderer/composables/format.ts';
import type { ResponseText } from '../../../../renderer/composables/useResponse.ts';
import { channelsOf, comparisonSections, provenText, signedShare } from '../../../../renderer/pages/scenarios/comparison.ts';
import { distinctBases } from '../../../../renderer/pages/scenarios/curve-bases.ts';
import { idsOf, placeOf } from '../../../../renderer/pages/scenarios/places.ts';
import { shownFigures } from '../../../../renderer/pages/scenarios/shown-figures.ts';
import { aPlan } from '../../a-plan.ts';
import { anAllocation, aScenario } from '../../saved-scenario.ts';

const format = createFormat('en', 'EUR');
const words: ResponseText = {
  isMoney: true, response: 'revenue', efficiency: 'ROAS', text: format.money, short: format.compactMoney,
  signed: (value) => `${typeof value === 'number' && value > 0 ? '+' : ''}${format.money(value)}`,
};

it('sets totals, channels and differing constraints side by side', () => {
  const fixed = aScenario({
    id: 's2', name: 'Radio fixed', scenario: { scenario: { kind: 'max_response' }, rules: { radio: { fixed: 50 } } },
    allocation: anAllocation({ spend: { tv: 50, radio: 50 }, response: { tv: 120, radio: 80 }, total: { spend: 100, response: 200, initialSpend: 100, initialResponse: 200 } }),
  });
  const sections = comparisonSections([aScenario(), fixed], words, format);
  const cells = (label: string) => sections.flatMap(({ rows }) => rows).find((row) => row.label === label)?.cells;
  expect(sections.map(({ title }) => title)).toEqual([
    'Asked', 'Per period', 'Spend (EUR per period), and against today', 'Expected revenue per period, and against today', 'Constraints that differ',
  ]);
  expect(cells('Gain')).toEqual([{ text: '+€20', detail: 'over today' }, { text: '€0', detail: 'over today' }]);
  expect(cells('ROAS')).toEqual([{ text: '2.20', detail: 'today 2.00' }, { text: '2.00', detail: 'today 2.00' }]);
  expect(sections[2]?.rows[0]).toEqual({ label: 'tv', cells: [{ text: '60', detail: '+20.0%' }, { text: '50', detail: '0.0%' }] });
  expect(sections[4]?.rows).toEqual([{ label: 'radio', cells: [{ text: 'as all channels' }, { text: 'fixed at €50' }] }]);
});

it('cost per conversion where the response is no money; a dash where there is none', () => {
  const conversions = { ...words, isMoney: false, efficiency: 'CPA' };
  const none = aScenario({ allocation: anAllocation({ total: { spend: 100, response: 0, initialSpend: 100, initialResponse: 50 } }) });
  const rows = comparisonSections([none, aScenario()], conversions, format)[1]?.rows;
  expect(rows?.find(({ label }) => label === 'CPA')?.cells).toEqual([{ text: '–', detail: 'today €2' }, { text: '€0.455', detail: 'today €0.5' }]);
});

it('tells chances, the worst model and the plan where there are any', () => {
  const labels = (one: ReturnType<typeof aScenario>) => comparisonSections([one, aScenario()], words, format)[1]?.rows.map(({ label }) => label);
  expect(labels(aScenario())).not.toContain('Chance of a gain, models');
  const robust = { objective: { kind: 'mean' as const }, value: 1, bound: 1, models: [], mean: 20, worst: -5, tail: 0, probabilityOfGain: 0.75 };
  const sections = comparisonSections([aScenario({ allocation: anAllocation({ robust }) }), aScenario()], words, format);
  expect(sections[1]?.rows.find(({ label }) => label === 'Chance of a gain, models')?.cells).toEqual([{ text: '75%', detail: 'worst model -€5' }, { text: '–' }]);
});

it('a plan is told by its own figures, per period, against an even split', () => {
  const plan = aScenario({ scenario: { scenario: { kind: 'max_response' }, plan: { periods: 2 } }, detail: { basis: 'model', modelSet: { kind: 'model', models: 1, note: '' }, own: null, explanations: [], extrapolation: [], gain: null, plan: aPlan(), notes: [] } });
  expect(shownFigures(plan)).toMatchObject({ spend: { tv: 150, radio: 50 }, response: { tv: 310, radio: 60 }, total: { spend: 200, response: 370 }, gain: 12.5, planPeriods: 2 });
  const rows = comparisonSections([plan, aScenario()], words, format)[1]?.rows;
  expect(rows?.find(({ label }) => label === 'Gain')?.cells[0]).toEqual({ text: '+€12.50', detail: 'over an even split' });
  expect(rows?.find(({ label }) => label === 'Whole plan: revenue')?.cells).toEqual([{ text: '€740', detail: 'then €35' }, { text: '–' }]);
  expect(rows?.find(({ label }) => label === 'Proven within')?.cells[0]?.text).toBe('0.13%');
});

it('shares, proofs and channels', () => {
  expect(signedShare(112, 100, format)).toBe('+12.0%');
  expect(signedShare(100.01, 100, format)).toBe('0.0%');
  expect(signedShare(5, 0, format)).toBe('–');
  expect(provenText(aScenario(), format)).toBe('0.0001%');
  expect(provenText(aScenario({ scenario: { scenario: { kind: 'given', spend: {} } } }), format)).toBe('set by hand');
  expect(channelsOf([aScenario(), aScenario({ allocation: anAllocation({ spend: { radio: 1, web: 2 } }) })])).toEqual(['tv', 'radio', 'web']);
});

it('asks for each ground of curves once', () => {
  const alone = aScenario({ id: 's3', scenario: { scenario: { kind: 'max_response' }, robust: null } });
  expect(distinctBases([aScenario(), aScenario({ id: 's2' }), alone]).map(({ id }) => id)).toEqual(['s1', 's3']);
});

it('opens plans on their own page', () => {
  expect(placeOf(aScenario())).toMatchObject({ name: 'allocation', query: { scenario: 's1' } });
  expect(placeOf(aScenario({ scenario: { scenario: { kind: 'max_response' }, plan: { periods: 4 } } }))).toMatchObject({ name: 'plan' });
  expect(idsOf('a,b,,a')).toEqual(['a', 'b']);
  expect(idsOf(['a'])).toEqual([]);
});
