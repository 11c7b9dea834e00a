import { describe, expect, it } from 'vitest';
import { daysFromIso, isoFromDays } from '../../../core/data/calendar.ts';
import { refreshPlan, sharesOf } from '../../../core/refresh/spec.ts';
import type { RefreshInput } from '../../../core/refresh/spec.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import { writeSpec } from '../../../core/spec/write.ts';

const FIRST = daysFromIso('2024-01-01') ?? 0;
const weeks = (count: number, from = FIRST): Int32Array => Int32Array.from({ length: count }, (_, i) => from + 7 * i);
const spec = parseSpec({
  format: 'mixwright/1', date: 'week', response: { column: 'revenue', kind: 'revenue' }, baseline: { source: 'none' },
  channels: [{ name: 'tv', spend: 'tv' }, { name: 'radio', spend: 'radio', adstock: 'weibull_cdf' }],
  hyperparameters: { tv: { theta: [0.2, 0.8], alpha: 1.5, gamma: [0.3, 1] }, radio: { shape: [0, 2], scale: [0, 0.1], alpha: [0.5, 3], gamma: [0.3, 1] } },
  lambda: [0, 1], train_size: [0.5, 0.8],
  tuning: { validation: { scheme: 'holdout' } },
});
const params = {
  'tv.theta': 0.5, 'tv.alpha': 1.5, 'tv.gamma': 0.99, 'radio.shape': 0.1, 'radio.scale': 0.05, 'radio.alpha': 2, 'radio.gamma': 0.5, 'lambda': 0.4, 'train_size': 0.7,
};
const evaluation = { contribution: { '(intercept)': 500, 'tv': 300, 'radio': 200 } };
/** 80 weeks seen, 100 there are: 20 new. */
const input: RefreshInput = {
  spec, original: spec, former: { from: FIRST, to: FIRST + 7 * 79, rows: 80 }, params, evaluation, model: 'run 3, model 2_17', dates: weeks(100), mode: 'extend',
};

describe('the plan of a refresh', () => {
  it('extends the window to the end of the table', () => {
    const { spec: next, window, newPeriods, freedom } = refreshPlan(input);
    expect(next.window).toEqual({ from: '2024-01-01', to: isoFromDays(FIRST + 7 * 99) });
    expect([window.rows, newPeriods, freedom]).toEqual([100, 20, 0.2]);
  });

  it('moves the window at its length', () => {
    const { spec: next, window, newPeriods, freedom } = refreshPlan({ ...input, mode: 'move' });
    expect(next.window).toEqual({ from: isoFromDays(FIRST + 7 * 20), to: isoFromDays(FIRST + 7 * 99) });
    expect([window.rows, newPeriods, freedom]).toEqual([80, 20, 0.25]);
  });

  it('narrows by the reference\'s rule: chosen ± width · freedom, clipped; fixed values stay', () => {
    const { spec: next, ranges } = refreshPlan(input);
    const tv = next.hyperparameters['tv'];
    // 0.5 ± 0.6 · 0.2
    expect((tv?.theta as number[])[0]).toBeCloseTo(0.38, 12);
    expect((tv?.theta as number[])[1]).toBeCloseTo(0.62, 12);
    expect(tv?.alpha).toBe(1.5);
    // 0.99 ± 0.14, cut at 1
    expect((tv?.gamma as number[])[0]).toBeCloseTo(0.85, 12);
    expect((tv?.gamma as number[])[1]).toBe(1);
    // 0.1 ± 0.4, cut at 0
    expect(next.hyperparameters['radio']?.shape).toEqual([0, 0.5]);
    expect(tv).not.toHaveProperty('shape');
    expect((next.lambda as number[])[0]).toBeCloseTo(0.2, 12);
    expect((next.train_size as number[])[1]).toBeCloseTo(0.76, 12);
    expect(ranges.map(({ name }) => name)).toEqual(['tv.theta', 'tv.gamma', 'radio.shape', 'radio.scale', 'radio.alpha', 'radio.gamma', 'lambda', 'train_size']);
    expect(ranges[0]).toMatchObject({ chosen: 0.5, before: [0.2, 0.8] });
  });

  it('leaves the whole range with a freedom of 1 and a value in its middle', () => {
    const { spec: next } = refreshPlan({ ...input, freedom: 1 });
    expect(next.hyperparameters['tv']?.theta).toEqual([0.2, 0.8]);
  });

  it('takes widths from the first run of the line', () => {
    const narrow = parseSpec({ ...spec, hyperparameters: { ...spec.hyperparameters, tv: { theta: [0.45, 0.55], alpha: 1.5, gamma: [0.3, 1] } } });
    const { ranges } = refreshPlan({ ...input, spec: narrow });
    expect(ranges[0]?.before).toEqual([0.2, 0.8]);
    expect(ranges[0]?.after[0]).toBeCloseTo(0.38, 12);
  });

  it('does not touch train_size where folds say what is trained on', () => {
    const folds = parseSpec({ ...spec, tuning: { validation: { scheme: 'rolling_origin' } } });
    const { spec: next, ranges } = refreshPlan({ ...input, spec: folds, original: folds, params: { ...params, train_size: 1 } });
    expect(next.train_size).toEqual([0.5, 0.8]);
    expect(ranges.map(({ name }) => name)).not.toContain('train_size');
  });

  it('keeps the shares of the prediction, and is a project file like any other', () => {
    const { spec: next } = refreshPlan(input);
    expect(next.refresh).toEqual({ model: 'run 3, model 2_17', new_periods: 20, shares: { '(intercept)': 0.5, 'tv': 0.3, 'radio': 0.2 } });
    expect(parseSpec(JSON.parse(writeSpec(next)))).toEqual(next);
  });

  it('says what it left out: studies before the window, rows that are gone, media that came', () => {
    const study = { channels: ['tv'], from: '2024-02-05', to: '2024-03-03', lift: 10, scope: 'total' as const };
    const kept = { ...study, from: '2024-08-05', to: '2024-09-01' };
    const moved = refreshPlan({ ...input, spec: { ...spec, calibration: [study, kept] }, mode: 'move' });
    expect(moved.spec.calibration).toEqual([kept]);
    expect(moved.notes.join()).toContain('2024-02-05');
    const cut = refreshPlan({ ...input, dates: weeks(90, FIRST + 70) });
    expect([cut.spec.window?.from, cut.window.rows, cut.newPeriods]).toEqual(['2024-03-11', 90, 20]);
    expect(cut.notes.join()).toContain('2024-03-11');
    const came = refreshPlan({ ...input, params: Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith('tv.'))) });
    expect(came.notes.join()).toContain('did not have tv');
    expect(came.spec.hyperparameters['tv']?.theta).toEqual([0.2, 0.8]);
  });

  it('switches the second objective on, and says so', () => {
    const off = refreshPlan({ ...input, spec: { ...spec, tuning: { ...spec.tuning, decomp_rssd: false } } });
    expect(off.spec.tuning.decomp_rssd).toBe(true);
    expect(off.notes).toHaveLength(1);
    expect(refreshPlan(input).notes).toEqual([]);
  });

  it.each([
    ['REFRESH_NO_NEW_ROWS', { dates: weeks(80) }],
    ['REFRESH_ALL_NEW', { dates: weeks(100), mode: 'move', former: { from: FIRST, to: FIRST + 70, rows: 11 } }],
    ['REFRESH_ALL_NEW', { dates: weeks(30, FIRST + 7 * 90) }],
    ['REFRESH_FREEDOM', { freedom: 0 }],
    ['REFRESH_FREEDOM', { freedom: 1.1 }],
    ['REFRESH_FREEDOM', { freedom: Number.NaN }],
  ] as [string, Partial<RefreshInput>][])('refuses with %s', (code, change) => {
    expect(() => refreshPlan({ ...input, ...change })).toThrow(expect.objectContaining({ code }));
  });
});

it('shares are 0 when nothing is predicted', () => {
  expect(sharesOf({ contribution: { a: 1, b: -1 } })).toEqual({ a: 0, b: 0 });
});

describe('a refresh of a model with choices', () => {
  const choices = { 'tv.adstock': ['geometric', 'weibull_pdf'] as ['geometric', 'weibull_pdf'], 'price.lag': [0, 8] as [number, number] };
  const chosen = { ...spec, context: [{ column: 'price', type: 'number' as const, sign: 'free' as const }], choices };
  const plan = (kind: number, lag: number) => refreshPlan({
    ...input, spec: chosen, original: chosen, params: { ...params, 'tv.shape': 4, 'tv.scale': 0.05, 'tv.adstock': kind, 'price.lag': lag },
  });

  it('leaves choices without an order, and the ranges of an adstock that was not chosen', () => {
    const { spec: next, ranges } = plan(1, 3);
    expect(next.choices?.['tv.adstock']).toEqual(choices['tv.adstock']);
    expect(next.hyperparameters['tv']?.theta).toEqual([0.2, 0.8]);
    // 4 ± 10 · 0.2 and 0.05 ± 0.1 · 0.2; decimal fractions.
    expect(next.hyperparameters['tv']?.shape).toEqual([2, 6]);
    expect((next.hyperparameters['tv']?.scale as number[])[0]).toBeCloseTo(0.03, 12);
    expect(ranges.map(({ name }) => name)).not.toContain('tv.theta');
    expect(plan(0, 3).spec.hyperparameters['tv']?.shape).toEqual([0, 10]);
  });

  it('narrows a lag to whole periods, outward', () => {
    // 3 ± 8 · 0.2 is 1.4 to 4.6.
    const { spec: next, ranges } = plan(0, 3);
    expect(next.choices?.['price.lag']).toEqual([1, 5]);
    expect(ranges.find(({ name }) => name === 'price.lag')).toEqual({ name: 'price.lag', chosen: 3, before: [0, 8], after: [1, 5] });
    expect(plan(0, 0).spec.choices?.['price.lag']).toEqual([0, 2]);
    expect(parseSpec(JSON.parse(writeSpec(next))).choices).toEqual(next.choices);
  });
});
