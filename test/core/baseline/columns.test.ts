import { describe, expect, it } from 'vitest';
import { baselineColumns } from '../../../core/baseline/columns.ts';
import type { Table } from '../../../core/data/table.ts';
import { defaultTuning } from '../../../core/spec/defaults.ts';
import type { BaselineSpec, Spec } from '../../../core/spec/spec.ts';
import { loadProphet } from '../../../electron/engine/prophet/load.ts';
import { days } from './fixtures.ts';

const ROWS = 110;
const table: Table = {
  rows: ROWS,
  columns: [
    { name: 'week', type: 'date', values: Int32Array.from({ length: ROWS }, (_, i) => days('2022-01-03') + 7 * i) },
    { name: 'revenue', type: 'number', values: Float64Array.from({ length: ROWS }, (_, i) => 900 + 2 * i + (i * 37) % 11 + (i % 5 === 0 ? 200 : 0)) },
    { name: 'promotion', type: 'text', values: Array.from({ length: ROWS }, (_, i) => (i % 5 === 0 ? 'sale' : 'none')) },
    { name: 'bank_holiday', type: 'number', values: Float64Array.from({ length: ROWS }, (_, i) => i % 2) },
  ],
};

function spec(baseline: BaselineSpec, rest: Partial<Spec> = {}): Spec {
  return {
    format: 'mixwright/1', name: 'x', date: 'week', response: { column: 'revenue', kind: 'revenue' }, currency: 'EUR', baseline,
    channels: [], organic: [], context: [{ column: 'promotion', type: 'factor', sign: 'free' }, { column: 'bank_holiday', type: 'number', sign: 'free' }],
    adstock: 'geometric', hyperparameters: {}, lambda: [0, 1], train_size: [0.5, 0.8], calibration: [], curves: [],
    tuning: { ...defaultTuning(), method: 'random', trials: 1, iterations: 1 },
    ...rest,
  };
}

const nothing = { columns: [], factorEffects: [], fitted: null, notes: [] };

describe('baselineColumns', () => {
  it('is empty for the source "none"', async () => {
    expect(await baselineColumns(spec({ source: 'none' }), table, 'week', null)).toEqual(nothing);
  });

  it('takes given columns under the names of their terms', async () => {
    const result = await baselineColumns(spec({ source: 'columns', columns: { holiday: 'bank_holiday' } }), table, 'week', null);
    expect(result).toEqual({ ...nothing, columns: [{ name: 'holiday', values: table.columns[3]?.values }] });
  });

  it('fits Prophet on the whole table, window or not, with factors but without numeric context', async () => {
    const prophet = await loadProphet();
    const asked = spec({ source: 'prophet', terms: ['trend', 'season', 'holiday'], country: 'DE' });
    const result = await baselineColumns(asked, table, 'week', prophet);
    expect(result.columns.map(({ name, values }) => [name, values.length])).toEqual([['trend', ROWS], ['season', ROWS], ['holiday', ROWS]]);
    expect(result.factorEffects.map(({ name }) => name)).toEqual(['promotion']);
    expect(await baselineColumns({ ...asked, window: { from: '2023-01-02', to: '2023-06-26' } }, table, 'week', prophet)).toEqual(result);
  });

  it.each([
    ['BASELINE_COLUMN_MISSING', spec({ source: 'columns', columns: { trend: 'bank_holidy' } }), 'baseline.columns.trend', /"bank_holiday"/],
    ['BASELINE_COLUMN_TYPE', spec({ source: 'columns', columns: { trend: 'promotion' } }), 'baseline.columns.trend', /holds texts, not numbers/],
  ] as const)('rejects with %s', async (code, asked, key, words) => {
    await expect(baselineColumns(asked, table, 'week', null)).rejects.toMatchObject({ code, message: expect.stringMatching(words), problems: [{ key }] });
  });

  it('rejects when Prophet is asked for and the host has none', async () => {
    await expect(baselineColumns(spec({ source: 'prophet', terms: ['trend'] }), table, 'week', null)).rejects.toMatchObject({ code: 'BASELINE_NO_PROPHET' });
  });

  it('rejects dates and factors that are not there', async () => {
    const prophet = await loadProphet();
    const asked = spec({ source: 'prophet', terms: ['trend'] });
    await expect(baselineColumns({ ...asked, date: 'revenue' }, table, 'week', prophet)).rejects.toMatchObject({ code: 'BASELINE_COLUMN_TYPE' });
    await expect(baselineColumns({ ...asked, context: [{ column: 'promo', type: 'factor', sign: 'free' }] }, table, 'week', prophet))
      .rejects.toMatchObject({ code: 'BASELINE_COLUMN_MISSING' });
  });
});
