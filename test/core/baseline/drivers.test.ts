import { describe, expect, it } from 'vitest';
import { driverFeatures } from '../../../core/baseline/drivers.ts';
import type { Table } from '../../../core/data/table.ts';
import { adstock } from '../../../core/model/adstock.ts';
import { saturate } from '../../../core/model/saturation.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import { sum } from './fixtures.ts';

const ROWS = 40;
const number = (name: string, value: (t: number) => number) => ({ name, type: 'number' as const, values: Float64Array.from({ length: ROWS }, (_, t) => value(t)) });
const table: Table = {
  rows: ROWS,
  columns: [
    { name: 'week', type: 'date', values: Int32Array.from({ length: ROWS }, (_, t) => 7 * t) },
    number('sales', (t) => 100 + t), number('tv_spend', (t) => (t % 4 === 0 ? 50 : 0)), number('radio_spend', (t) => 5 + (t % 3)),
    number('radio_grp', (t) => (t % 3) * 10), number('mails', (t) => t % 5), number('silent', () => 0), number('price', (t) => (t === 3 ? NaN : 9 + (t % 2))),
    { name: 'promotion', type: 'text', values: Array.from({ length: ROWS }, (_, t) => (t % 6 === 0 ? 'sale' : 'none')) },
  ],
};
const spec = parseSpec({
  format: 'mixwright/1', date: 'week', response: { column: 'sales' },
  channels: [{ name: 'tv', spend: 'tv_spend' }, { name: 'radio', spend: 'radio_spend', exposure: 'radio_grp' }, { name: 'off', spend: 'silent' }],
  organic: [{ name: 'letters', column: 'mails' }],
  context: [{ column: 'price' }, { column: 'promotion', type: 'factor' }],
  adstock: 'geometric',
  hyperparameters: { tv: { theta: [0.2, 0.6], alpha: [1, 3], gamma: 0.5 } },
});
const features = driverFeatures(spec, table);

describe('drivers as regressors of the baseline', () => {
  it('are media, organic variables and numeric context; not factors, which go along anyway, nor constant columns', () => {
    expect(features.map(({ component }) => component)).toEqual(['driver tv', 'driver radio', 'driver letters', 'driver price']);
  });

  it('have mean 0 and variance 1, a value that is missing counted as 0', () => {
    for (const { values, component } of features) {
      expect(values, component).toHaveLength(ROWS);
      expect(Math.abs(sum(values)) / ROWS).toBeLessThan(1e-14); // 40 roundings of values near 1
      expect(sum(values.map((value) => value * value)) / ROWS).toBeCloseTo(1, 13);
    }
    const price = features.at(-1)?.values ?? new Float64Array();
    // −(mean) / sd at the missing one, the lowest by far.
    expect(price[3]).toBe(Math.min(...price));
  });

  it('are transformed with the middle of their ranges', () => {
    const spend = table.columns[2]?.values as Float64Array;
    const shaped = saturate(adstock(spend, { kind: 'geometric', first: 0.4, second: 0 }).total, 2, 0.5).values;
    const mean = sum(shaped) / ROWS;
    const deviation = Math.sqrt(sum(shaped.map((value) => (value - mean) ** 2)) / ROWS);
    features[0]?.values.forEach((value, t) => expect(value).toBeCloseTo(((shaped[t] ?? NaN) - mean) / deviation, 12));
  });

  it('take the exposure where there is one, and do not depend on the unit of spend', () => {
    const scaled = { ...table, columns: table.columns.map((column) => (column.name === 'tv_spend' && column.type === 'number' ? { ...column, values: column.values.map((value) => 1024 * value) } : column)) };
    driverFeatures(spec, scaled)[0]?.values.forEach((value, t) => expect(value).toBeCloseTo(features[0]?.values[t] ?? NaN, 11)); // rounding of logarithms
    const louder = { ...table, columns: table.columns.map((column) => (column.name === 'radio_spend' && column.type === 'number' ? { ...column, values: column.values.map(() => 1) } : column)) };
    expect(driverFeatures(spec, louder)[1]).toEqual(features[1]);
  });

  it('never look at the response', () => {
    const other = { ...table, columns: table.columns.map((column) => (column.name === 'sales' && column.type === 'number' ? { ...column, values: column.values.map((value) => -value) } : column)) };
    expect(driverFeatures(spec, other)).toEqual(features);
  });
});
