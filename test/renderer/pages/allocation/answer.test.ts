import { describe, expect, test } from 'vitest';
import { allocate } from '../../../../core/allocation/solve.ts';
import { sensitivityOf } from '../../../../core/allocation/insight/sensitivity.ts';
import type { Allocation, AllocationProblem } from '../../../../core/allocation/problem.ts';
import { createFormat } from '../../../../renderer/composables/format.ts';
import { basisWords, efficiencyText, modelsAgree } from '../../../../renderer/pages/allocation/answer/answer-words.ts';
import { mendsOf } from '../../../../renderer/pages/allocation/answer/mends.ts';
import { priceSentences } from '../../../../renderer/pages/allocation/answer/price-words.ts';
import type { AssumptionChange } from '../../../../core/allocation/insight/explanation.ts';
import { useOf } from '../../../../renderer/pages/allocation/answer/sensitivity-form.ts';
import { tableRows } from '../../../../renderer/pages/allocation/answer/table-rows.ts';
import { emptyForm, PLAIN_CHANNEL } from '../../../../renderer/pages/allocation/form/scenario-form.ts';
import { allocation, robust, view } from './answers.ts';

const format = createFormat('en', 'EUR');
const text = (value: number | null | undefined): string => format.money(value);
const form = emptyForm('revenue');

describe('words', () => {
  test('tell what the decision rests on', () => {
    expect(basisWords(view, 3, '1_1', format)).toBe('Decided over 2 cluster representatives of run 3, for the highest mean.');
    expect(basisWords({ ...view, basis: 'model' }, 3, '1_1', format)).toBe('By model 1_1 of run 3 alone.');
    const tail = { ...view, allocation: { ...allocation, robust: { ...robust, objective: { kind: 'tail' as const, share: 0.2 } } } };
    expect(basisWords({ ...tail, modelSet: { kind: 'draws', models: 9, note: '9 resamples of run 3' } }, 3, '1_1', format)).toBe('Decided over 9 resamples of run 3, for the highest mean of the worst 20%.');
  });

  test('tell how many models it beats today in', () => {
    expect(modelsAgree(allocation, format)).toBe('beats today in all 2 models');
    expect(modelsAgree({ ...allocation, robust: { ...robust, probabilityOfGain: 0.5 } }, format)).toContain('beats today with a chance of 50%');
    expect(modelsAgree({ ...allocation, robust: { ...robust, models: robust.models.slice(1) } }, format)).toBeNull();
    const less = { ...allocation, total: { ...allocation.total, spend: 80 }, robust: { ...robust, probabilityOfGain: 0 } };
    expect(modelsAgree(less, format)).toBe('more than today in none of 2 models, for 20.0% less money');
  });

  test('give ROAS for revenue and CPA for conversions', () => {
    expect(efficiencyText(true, 100, 250, format)).toBe('2.50');
    expect(efficiencyText(false, 100, 40, format)).toBe('€2.50');
    expect(efficiencyText(false, 100, 0, format)).toBe('–');
  });

  test('tell what limits cost, the dearest first, and nothing of those that cost nothing', () => {
    const words = { isMoney: true, text, response: 'revenue' };
    expect(priceSentences(allocation, format, words)).toEqual(['€1 more budget brings €2.', 'print, floor: €1 lower brings €0.5 more.']);
    expect(priceSentences({ ...allocation, shadowPrices: { budget: null, channels: {}, groups: { online: 3 } } }, format, words)).toEqual(['online, most of the group: €1 higher brings €3 more.']);
  });
});

test('the table has direction, gain, limit and what was never seen', () => {
  const [tv, print] = tableRows({ ...view, extrapolation: [{ channel: 'tv', level: 'fail', text: '' }] });
  expect(tv).toMatchObject({ name: 'tv', direction: 'up', gain: 25, limit: '', past: { label: 'far beyond' }, most: 80 });
  expect(tv?.change).toBeCloseTo(0.2, 12);
  expect(print).toMatchObject({ direction: 'down', gain: -15, limit: 'at its floor', past: null });
  const unsaid: Allocation = { ...allocation };
  delete unsaid.limits;
  expect(tableRows({ ...view, allocation: unsaid }).map(({ limit }) => limit)).toEqual(['', 'at its floor']); // 40 = 0.8 of 50
});

describe('an impossible scenario is mended by one click', () => {
  const none = { ...allocation, status: 'infeasible' as const };

  test('the budget moves to the nearest that fits, rounded inward', () => {
    const over = { ...none, total: { ...none.total, spend: 123_456.7 } };
    expect(mendsOf({ ...form, budget: 900_000 }, over, 1, format, text)).toEqual([{ label: 'Set the budget to €123,450', change: { budget: 123_450 } }]);
    expect(mendsOf({ ...form, budget: 100 }, over, 1, format, text)[0]?.change).toEqual({ budget: 123_460 });
    expect(mendsOf({ ...form, budget: 9e6 }, over, 2, format, text)[0]?.change).toEqual({ budget: 246_910 });
  });

  test('so do targets', () => {
    expect(mendsOf({ ...form, kind: 'target_efficiency', target: 9 }, none, 1, format, text)[0]?.change).toEqual({ target: 3.1 });
    expect(mendsOf({ ...form, kind: 'target_efficiency', metric: 'cpa', target: 0.1 }, none, 1, format, text)[0]?.change).toEqual({ target: 0.32259 }); // over 100/310
    expect(mendsOf({ ...form, kind: 'target_response', response: 400 }, none, 1, format, text)[0]?.change).toEqual({ response: 310 });
  });

  test('rules that may be in the way can be dropped', () => {
    const bound = { ...form, kind: 'hurdle' as const, hurdle: 1, maxChanged: 0, channels: { tv: { ...PLAIN_CHANNEL, fixed: 1 } }, groups: [{ name: 'a', channels: ['tv'], unit: 'money' as const, lower: 1, upper: null }] };
    expect(mendsOf(bound, none, 1, format, text).map(({ change }) => Object.keys(change))).toEqual([['groups'], ['maxChanged'], ['channels']]);
  });
});

describe('an assumption of the sensitivity table can be used', () => {
  test.each<[AssumptionChange, object]>([
    [{ kind: 'budget', budget: 1500.4 }, { budget: 3001 }], // two periods
    [{ kind: 'bounds', factor: 0.5 }, { lower: 0.75, upper: 1.5, channels: {} }],
    [{ kind: 'bounds', factor: 2 }, { lower: 0, upper: 3, channels: {} }],
    [{ kind: 'curve', curve: 'steady' }, { curve: 'steady' }],
    [{ kind: 'objective', objective: { kind: 'worst' } }, { objective: { kind: 'worst' } }],
    [{ kind: 'limit', channel: 'tv', limit: 'floor' }, { channels: { tv: { ...PLAIN_CHANNEL, lower: 0 } } }],
    [{ kind: 'limit', channel: 'tv', limit: 'ceiling' }, { channels: { tv: { ...PLAIN_CHANNEL, upper: 20 } } }],
    [{ kind: 'group', name: 'online' }, { groups: [] }],
    [{ kind: 'changes' }, { maxChanged: null }],
  ])('%j', (what, change) => {
    expect(useOf(what, { ...form, groups: [{ name: 'online', channels: ['tv'], unit: 'money', lower: 1, upper: null }] }, 2)?.change).toEqual(change);
  });

  test('a single model becomes the chosen one, alone; an effect cannot be asked for', () => {
    expect(useOf({ kind: 'model', id: '3_120' }, form, 1)).toEqual({ change: { models: 'model' }, modelId: '3_120' });
    expect(useOf({ kind: 'effect', channel: 'tv', factor: 1.2 }, form, 1)).toBeNull();
  });

  test('every row that is told has its use, but for effects', () => {
    const curve = { alpha: 1, inflexion: 100, carryover: 0 };
    const problem: AllocationProblem = {
      channels: [{ name: 'tv', spend: 50, lower: 0.8, upper: 2, coefficient: 300, ...curve }, { name: 'print', spend: 50, lower: 0.8, upper: 1.1, coefficient: 100, ...curve }],
      scenario: { kind: 'max_response', budget: 100 },
    };
    const told = sensitivityOf(problem, allocate(problem));
    expect(told.length).toBeGreaterThan(4);
    for (const one of told) expect(useOf(one.what, form, 1) === null, `${one.assumption}, ${one.change}`).toBe(one.what.kind === 'effect');
  });
});
