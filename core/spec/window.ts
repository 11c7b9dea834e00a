import { daysFromIso } from '../data/calendar.ts';
import { columnNamed, type Table } from '../data/table.ts';
import type { Spec } from './spec.ts';

/** Rows of the table that lie within the window: `start` 0-based, `rows` how many. Without a window all of them. */
export function windowRows(window: Spec['window'], dates: Int32Array): { start: number; rows: number } {
  if (window === undefined) return { start: 0, rows: dates.length };
  const from = daysFromIso(window.from) ?? Infinity;
  const to = daysFromIso(window.to) ?? -Infinity;
  const start = dates.findIndex((date) => date >= from);
  const end = dates.findLastIndex((date) => date <= to);
  return start < 0 || end < start ? { start: 0, rows: 0 } : { start, rows: end - start + 1 };
}

/** Number of coefficients besides the intercept; a factor has one fewer than it has levels in the whole table. */
export function countTerms(spec: Spec, table: Table): number {
  const { baseline, channels, organic, context } = spec;
  const ofBaseline = baseline.source === 'prophet' ? baseline.terms.length
    : baseline.source === 'columns' ? Object.keys(baseline.columns).length : 0;
  const ofContext = context.reduce((sum, { column, type }) =>
    sum + (type === 'factor' ? Math.max(0, levelsOf(table, column).length - 1) : 1), 0);
  return ofBaseline + ofContext + channels.length + organic.length;
}

/** Levels of a factor column in order of first appearance; numbers as text; missing values are no level. */
export function levelsOf(table: Table, column: string): string[] {
  const found = columnNamed(table, column);
  if (found === undefined || found.type === 'date') return [];
  const texts = found.type === 'text' ? found.values : Array.from(found.values.filter((value) => !Number.isNaN(value)), String);
  return [...new Set(texts)].filter((text) => text !== '');
}
