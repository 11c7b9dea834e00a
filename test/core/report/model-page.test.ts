import { describe, expect, it } from 'vitest';
import { allocate } from '../../../core/allocation/solve.ts';
import { problemFromModel } from '../../../core/allocation/from-model.ts';
import { MixwrightError } from '../../../core/errors.ts';
import { weekly } from './weekly.ts';

const { page, prepared, params, evaluation, series, spec } = await weekly();
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('model page', () => {
  it('has shares that add up and returns that follow from them', () => {
    expect(sum(page.shares.map(({ spendShare }) => spendShare))).toBeCloseTo(1, 12);
    expect(sum(page.shares.map(({ effectShare }) => effectShare))).toBeCloseTo(1, 12);
    for (const { effect, spend, roas } of page.shares) expect(roas ?? 0).toBeCloseTo(effect / spend, 10);
  });

  it('has a waterfall that falls in size and ends at the prediction', () => {
    const values = page.waterfall.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(sum(values) / sum(page.fit.fitted)).toBeCloseTo(1, 9);
    expect(sum(page.waterfall.map(({ share }) => share))).toBeCloseTo(1, 12);
    expect(page.waterfall.find(({ group }) => group === 'promotion')?.kind).toBe('context');
  });

  it('covers the window with its parts', () => {
    expect(page.fit.dates).toHaveLength(prepared.windowRows);
    expect(page.fit.ranges.map(({ name }) => name)).toEqual(['train', 'validation', 'test']);
    expect(page.fit.ranges.at(-1)?.to).toBe(prepared.windowRows);
    page.fit.residual.forEach((value, row) => expect(value).toBeCloseTo((page.fit.actual[row] ?? 0) - (page.fit.fitted[row] ?? 0), 6));
  });

  it('marks the mean spend on curves that reach twice the largest', () => {
    for (const { spend, response, current, observedMax } of page.curves) {
      expect(spend.at(-1)).toBe(2 * observedMax);
      const after = spend.findIndex((value) => value > current.spend);
      expect(current.response).toBeGreaterThanOrEqual(response[after - 1] ?? Infinity);
      expect(current.response).toBeLessThanOrEqual(response[after] ?? -Infinity);
    }
  });

  it('decays by theta for geometric adstock', () => {
    const tv = page.adstock.find(({ channel }) => channel === 'tv');
    expect(tv?.weights[2]).toBeCloseTo((params['tv.theta'] ?? 0) ** 2, 12);
  });
});

describe('problem from a model', () => {
  it('starts from the mean spend of the window and its whole as budget', () => {
    const { problem, notes } = problemFromModel(prepared, evaluation, params, { scenario: { kind: 'max_response' } });
    expect(problem.channels.map(({ name }) => name)).toEqual(spec.channels.map(({ name }) => name));
    for (const item of problem.channels) {
      expect(item.spend * prepared.windowRows / (page.shares.find(({ channel }) => channel === item.name)?.spend ?? 0)).toBeCloseTo(1, 12);
      expect([item.lower, item.upper]).toEqual([0.5, 2]);
    }
    expect(notes).toEqual([]);
    expect(allocate(problem).total.spend).toBeCloseTo(sum(problem.channels.map(({ spend }) => spend)), 6);
  });

  it('takes dates and bounds, and says what the dates change', () => {
    const { problem, notes } = problemFromModel(prepared, evaluation, params, {
      scenario: { kind: 'max_response', budget: 1 }, dates: { from: '2025-10-20', to: '2025-10-27' }, bounds: { default: [0.9, 1.1], tv: [0, 3] },
    });
    const last = prepared.windowStart + prepared.windowRows - 1;
    expect(problem.channels[0]?.spend).toBeCloseTo(((prepared.spend[last] ?? 0) + (prepared.spend[last - 1] ?? 0)) / 2, 9);
    expect(problem.channels.map(({ upper }) => upper)).toEqual([3, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1]);
    expect(notes[0]).toContain('mean of 2 periods');
  });

  it('refuses unknown channels and dates without rows', () => {
    const ask = (change: object) => () => problemFromModel(prepared, evaluation, params, { scenario: { kind: 'max_response' }, ...change });
    expect(ask({ bounds: { telly: [0, 1] } })).toThrow(MixwrightError);
    expect(ask({ bounds: { telly: [0, 1] } })).toThrow(/bounds\.telly/);
    expect(ask({ dates: { from: '1999-01-01', to: '1999-12-31' } })).toThrow(/no row from 1999-01-01/);
  });
});

it('series and page agree', () => {
  expect(page.fit.fitted).toEqual([...series.fitted]);
});
