import { describe, expect, it } from 'vitest';
import { baselineWithVariants } from '../../../core/baseline/variants.ts';
import type { BaselineVariants } from '../../../core/baseline/variants.ts';
import type { BaselineResult } from '../../../core/baseline/decompose.ts';
import { isoFromDays } from '../../../core/data/calendar.ts';
import type { Table } from '../../../core/data/table.ts';
import { MixwrightError } from '../../../core/errors.ts';
import { holdoutBaseline, splitRows } from '../../../core/model/split.ts';
import { prepare } from '../../../core/model/prepare.ts';
import { foldPlan } from '../../../core/spec/fold-plan.ts';
import type { BaselineSpec, Spec, ValidationSpec } from '../../../core/spec/spec.ts';
import { loadProphet } from '../../../electron/engine/prophet/load.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const prophet = await loadProphet();
const { table, spec: weekly } = loadWeekly();
const PROPHET: BaselineSpec = { source: 'prophet', terms: ['trend', 'season'] };
const ROLLING: ValidationSpec = { scheme: 'rolling_origin', folds: 3, training: 'expanding', gap: 2, features: 'training', test_periods: 0 };
const BLOCKED: ValidationSpec = { scheme: 'blocked_kfold', folds: 3, gap: 4, features: 'training', test_periods: 0 };
const HOLDOUT: ValidationSpec = { scheme: 'holdout', features: 'training', test_periods: 0 };

function under(validation: ValidationSpec, baseline = PROPHET, rest: Partial<Spec> = {}): Spec {
  return { ...weekly, baseline, ...rest, tuning: { ...weekly.tuning, validation, baseline_net_of: 'drivers' } };
}

const all = prepare(under(HOLDOUT), table, 'week', []);
const { windowStart, windowRows } = all;

/** The table with another response in these rows of the window. */
function changed(from: number, to: number): Table {
  return {
    ...table, columns: table.columns.map((column) => (column.name === weekly.response.column && column.type === 'number'
      ? { ...column, values: column.values.map((value, row) => (row >= windowStart + from && row < windowStart + to ? 2 * value + 5e6 : value)) } : column)),
  };
}

const fitted = (spec: Spec, data = table): Promise<{ main: BaselineResult; variants: BaselineVariants }> => baselineWithVariants(spec, data, 'week', prophet);

describe.each([['rolling origin', ROLLING], ['sliding', { ...ROLLING, training: 'sliding' }], ['blocked', BLOCKED]] as const)('baselines of folds: %s', (_, validation) => {
  it('do not change with the response of the rows they are scored on, bit for bit', async () => {
    const spec = under(validation);
    const { folds } = foldPlan(validation, windowRows);
    const { main, variants } = await fitted(spec);
    expect(variants).toMatchObject({ cuts: [], refit: null });
    expect(variants.folds).toHaveLength(3);
    for (const [f, { validation: [from, to] }] of folds.entries()) {
      const other = await fitted(spec, changed(from, to));
      expect(other.variants.folds[f], `fold ${f}`).toEqual(variants.folds[f]);
      // The test has teeth: what may look at these rows does change.
      expect(other.main.columns).not.toEqual(main.columns);
    }
    expect(variants.folds.map((columns) => columns.map(({ name, values }) => [name, values.length])))
      .toEqual(Array.from({ length: 3 }, () => [['trend', table.rows], ['season', table.rows]]));
  });
});

describe('baselines of a holdout', () => {
  it('look at ascending numbers of rows, never more than a candidate trains on, and not at what comes after', async () => {
    const spec = under(HOLDOUT, PROPHET, { train_size: [0.5, 0.8] });
    const { main, variants } = await fitted(spec);
    const cuts = variants.cuts.map(({ rows }) => rows);
    expect(cuts[0]).toBe(splitRows(windowRows, 0.5).train);
    expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b));
    const prepared = prepare(spec, table, 'week', main.columns, variants);
    for (let size = 0.5; size <= 0.8; size += 0.01) {
      const train = splitRows(windowRows, size).train;
      const seen = cuts[holdoutBaseline(prepared, train)] ?? Infinity;
      expect(seen).toBeLessThanOrEqual(train);
      // No newer one would do.
      expect(cuts.filter((cut) => cut <= train).every((cut) => cut <= seen)).toBe(true);
    }
    const last = cuts.at(-1) ?? 0;
    const other = await fitted(spec, changed(last, windowRows));
    expect(other.variants.cuts).toEqual(variants.cuts);
    expect(other.main.columns).not.toEqual(main.columns);
  });

  it('is one where train_size is fixed', async () => {
    const { variants } = await fitted(under(HOLDOUT, PROPHET, { train_size: 0.7 }));
    expect(variants.cuts.map(({ rows }) => rows)).toEqual([splitRows(windowRows, 0.7).train]);
  });
});

describe('a test period', () => {
  it('never tells the main baseline anything; the refit has seen it', async () => {
    const spec = under({ ...ROLLING, test_periods: 26 });
    const { main, variants } = await fitted(spec);
    const other = await fitted(spec, changed(windowRows - 26, windowRows));
    expect(other.main.columns).toEqual(main.columns);
    expect(other.variants.folds).toEqual(variants.folds);
    expect(variants.refit).not.toBeNull();
    expect(other.variants.refit).not.toEqual(variants.refit);
    // The refit is the fit on every row.
    expect(variants.refit).toEqual((await fitted(under(ROLLING))).main.columns);
  });

  it('is known to the baseline where features come from the whole table, as in the reference', async () => {
    const spec = under({ ...ROLLING, test_periods: 26, features: 'whole_table' });
    const { main, variants } = await fitted(spec);
    expect(variants).toEqual({ folds: [], cuts: [], refit: null });
    expect((await fitted(spec, changed(windowRows - 26, windowRows))).main.columns).not.toEqual(main.columns);
  });
});

describe('without a fit of our own there are no variants', () => {
  it.each([
    ['columns', { source: 'columns', columns: { trend: 'trend', season: 'season' } }, ['trend', 'season']],
    ['none', { source: 'none' }, []],
  ] as const)('%s', async (_, baseline, names) => {
    const { main, variants } = await fitted(under({ ...ROLLING, test_periods: 26 }, baseline as BaselineSpec));
    expect(variants).toEqual({ folds: [], cuts: [], refit: null });
    expect(main.columns.map(({ name }) => name)).toEqual(names);
  });
});

describe('a training part with too few rows', () => {
  it('is refused with BASELINE_TOO_FEW_ROWS, in words', async () => {
    const short = { ...table, rows: 40, columns: table.columns.map((column) => ({ ...column, values: column.values.slice(0, 40) })) } as Table;
    const [first = 0, last = 0] = [all.dates[0], all.dates[39]];
    const window = { from: isoFromDays(first), to: isoFromDays(last) };
    const spec: Spec = { ...weekly, window, baseline: { source: 'prophet', terms: ['trend'] }, tuning: { ...weekly.tuning, validation: { ...ROLLING, folds: 4, block: 8, gap: 0 } } };
    // 40 rows less four blocks of 8 leave 8.
    const error: unknown = await fitted(spec, short).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MixwrightError);
    expect(error).toMatchObject({
      code: 'BASELINE_TOO_FEW_ROWS',
      problems: [{ key: 'tuning.validation', message: 'The smallest training part has 8 rows; Prophet needs at least 10.', mend: expect.stringContaining('fewer folds') }],
    });
    const fits = await fitted({ ...spec, tuning: { ...spec.tuning, validation: { ...ROLLING, folds: 3, block: 8, gap: 0 } } }, short);
    expect(fits.variants.folds).toHaveLength(3);
  });
});
