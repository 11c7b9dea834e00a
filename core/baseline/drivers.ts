import { columnNamed } from '../data/table.ts';
import type { Table } from '../data/table.ts';
import { adstock } from '../model/adstock.ts';
import { saturate } from '../model/saturation.ts';
import { boundsOf, rangesFor } from '../spec/defaults.ts';
import type { Range, Spec } from '../spec/spec.ts';
import type { ProphetFeature } from './prophet.ts';

/**
 * Media, organic variables and numeric context as regressors of the Prophet fit, so that trend and season are what is
 * left once these had their say; without them Prophet books to the season what a seasonal campaign brought. Media are
 * transformed with the middle of their ranges. Each is scaled to mean 0 and variance 1 as Prophet does with regressors
 * (Taylor & Letham 2018); the tuned model decides about their effects afterwards, these are thrown away.
 */
export function driverFeatures(spec: Spec, table: Table): ProphetFeature[] {
  const media = [
    ...spec.channels.map(({ name, spend, exposure }) => ({ name, column: exposure ?? spend })),
    ...spec.organic.map(({ name, column }) => ({ name, column })),
  ].map(({ name, column }) => ({ name, values: transformed(spec, name, numbers(table, column)) }));
  const context = spec.context.filter(({ type }) => type === 'number').map(({ column }) => ({ name: column, values: numbers(table, column) }));
  return [...media, ...context].flatMap(({ name, values }) => {
    const scaled = standardised(values);
    return scaled === null ? [] : [{ component: `driver ${name}`, values: scaled }];
  });
}

/** Missing columns and values are told by `prepare`, in its own words; here they count as 0. */
function numbers(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name);
  if (column?.type !== 'number') return new Float64Array(table.rows);
  return column.values.map((value) => (Number.isFinite(value) ? value : 0));
}

function transformed(spec: Spec, name: string, values: Float64Array): Float64Array {
  const ranges = rangesFor(spec, name);
  const [first, second] = ranges.adstock === 'geometric' ? [ranges.theta, 0] : [ranges.shape, ranges.scale];
  const { total } = adstock(values.map((value) => Math.max(0, value)), { kind: ranges.adstock, first: middle(first), second: middle(second) });
  return saturate(total, middle(ranges.alpha), middle(ranges.gamma)).values;
}

function middle(range: Range): number {
  const [lower, upper] = boundsOf(range);
  return (lower + upper) / 2;
}

/** Null for a constant column. */
function standardised(values: Float64Array): Float64Array | null {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return deviation > 1e-12 * Math.abs(mean) ? values.map((value) => (value - mean) / deviation) : null;
}
