import { describe, expect, it } from 'vitest';
import type { Term } from '../../../core/model/prepared.ts';
import { CAUSES, effectChanges, meanSpend } from '../../../core/refresh/changes.ts';
import type { Change, ModelState, ModelStates } from '../../../core/refresh/changes.ts';
import { describeChange } from '../../../core/refresh/sentences.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const state = (contribution: Record<string, number>, tvRoi: number | null, tvSpend: number): ModelState => ({
  evaluation: { contribution, roi: { tv: tvRoi }, cpa: { tv: tvRoi === null ? null : 1 / tvRoi } }, spend: { tv: tvSpend },
});
const states: ModelStates = {
  old: state({ '(intercept)': 600, 'tv': 400 }, 2, 20),
  data: state({ '(intercept)': 650, 'tv': 350 }, 1.75, 20),
  window: state({ '(intercept)': 800, 'tv': 400 }, 1.6, 25),
  now: state({ '(intercept)': 700, 'tv': 500 }, 2.5, 25),
};
const terms: Term[] = [{ name: 'tv', group: 'tv', kind: 'paid', sign: 'positive' }];

describe('what changed and why', () => {
  const effects = effectChanges(states, terms, 'revenue');

  it('takes each cause\'s part from one state to the next', () => {
    expect(effects.map(({ name, kind }) => [name, kind])).toEqual([['tv', 'paid'], ['(intercept)', 'intercept']]);
    const [tv, intercept] = effects;
    expect(tv?.efficiency).toMatchObject({ before: 2, after: 2.5, data: -0.25 });
    expect(tv?.efficiency?.window).toBeCloseTo(-0.15, 12);
    expect(tv?.efficiency?.parameters).toBeCloseTo(0.9, 12);
    expect(tv?.share).toMatchObject({ before: 0.4, after: 500 / 1200 });
    expect(tv?.spend).toEqual({ before: 20, after: 25, data: 0, window: 5, parameters: 0 });
    expect([intercept?.efficiency, intercept?.spend]).toEqual([null, null]);
  });

  it('adds up to the whole change', () => {
    const changes = effects.flatMap(({ share, efficiency, spend }) => [share, efficiency, spend]).filter((change) => change !== null);
    expect(changes).toHaveLength(4);
    for (const change of changes) {
      const parts = CAUSES.reduce((sum, cause) => sum + (change[cause] ?? Number.NaN), 0);
      // Three differences of rounded numbers.
      expect(parts).toBeCloseTo((change.after ?? Number.NaN) - (change.before ?? Number.NaN), 12);
    }
  });

  it('is nothing between equal states', () => {
    const same = effectChanges({ old: states.old, data: states.old, window: states.old, now: states.old }, terms, 'revenue');
    expect(same[0]?.efficiency).toEqual({ before: 2, after: 2, data: 0, window: 0, parameters: 0 });
    expect(same[0]?.sentence).toContain('hardly changed');
  });

  it('tells of conversions by CPA', () => {
    const [tv] = effectChanges(states, terms, 'conversion');
    expect(tv?.efficiency).toMatchObject({ before: 0.5, after: 0.4 });
    expect(tv?.sentence).toContain('CPA fell from 0.50 to 0.40');
  });

  it('has no part where a figure is not defined, and shares of what a model does not have are 0', () => {
    const [tv] = effectChanges({ ...states, data: state({ '(intercept)': 1 }, null, 0) }, terms, 'revenue');
    expect(tv?.efficiency).toMatchObject({ before: 2, data: null, window: null, after: 2.5 });
    expect(tv?.share.data).toBeCloseTo(-0.4, 12);
  });
});

describe('the sentence', () => {
  const change = (before: number | null, data: number, window: number, parameters: number): Change =>
    ({ before, data, window, parameters, after: before === null ? null : before + data + window + parameters });

  it.each([
    [change(2, 0.1, 0.02, 0.9), 'rose from 2.00 to 3.02, mostly by the new parameters (+0.90).'],
    [change(2, 0.1, -0.9, 0), 'fell from 2.00 to 1.20, mostly by the new window (−0.90). The new table read over the old window (+0.10) worked against that.'],
    [change(2, 0.001, 0, -0.001), 'hardly changed'],
    [change(2, 0.5, 0, -0.5), 'causes cancel out: the new table read over the old window +0.50, the new parameters −0.50.'],
    [change(2, 0.4, 0.4, -0.5), 'rose from 2.00 to 2.30 by the new table read over the old window (+0.40) and the new window (+0.40), against the new parameters (−0.50).'],
    [change(null, 0, 0, 0), 'no ROAS in either model'],
    [{ ...change(2, 0, 0, 0), after: null }, 'the new model has none'],
    [{ ...change(null, 0, 0, 0), after: 2 }, 'the earlier model had none'],
    [change(0, 0, 0, 0), 'hardly changed'],
  ])('%#', (given, words) => {
    expect(describeChange('tv', given, 'roi')).toContain(words);
  });

  it('counts shares in points', () => {
    expect(describeChange('trend', change(0.3, 0, 0.1, 0), 'share')).toBe('trend: share of the response rose from 30.0 % to 40.0 %, mostly by the new window (+10.0 points).');
  });
});

it('mean spend per period is that of the window', () => {
  const { prepared } = loadWeekly();
  const spend = meanSpend(prepared);
  const first = prepared.media.findIndex(({ name }) => name === 'radio');
  let sum = 0;
  for (let t = 0; t < prepared.windowRows; t++) sum += prepared.spend[first * prepared.rows + prepared.windowStart + t] ?? 0;
  expect(spend['radio']).toBeCloseTo(sum / prepared.windowRows, 6);
  expect(Object.keys(spend)).toEqual(prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }) => name));
});
