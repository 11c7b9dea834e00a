import { isoFromDays } from '../data/calendar.ts';
import { suggestName } from '../data/nearest.ts';
import { columnNamed } from '../data/table.ts';
import type { Column, Table } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';

/** Columns of a table as the model needs them; `key` is the place in the project file that names the column. */

export function datesNamed(table: Table, name: string, key: string): Int32Array {
  const column = existing(table, name, key);
  if (column.type === 'date') return column.values;
  throw problem('COLUMN_TYPE', `Column "${name}" holds ${column.type}s, not dates.`, 'Name the column of dates.', key, name);
}

/** Finite numbers, one per row. */
export function finiteColumn(table: Table, name: string, key: string, dates: Int32Array): Float64Array {
  const column = existing(table, name, key);
  if (column.type !== 'number') {
    throw problem('COLUMN_TYPE', `Column "${name}" holds ${column.type}s, not numbers.`, 'Choose a column of numbers.', key, name);
  }
  const bad = column.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw problem('DATA_MISSING_VALUE', `Column "${name}" has no number on ${isoFromDays(dates[bad] as number)}.`,
      'Fill the cell in, or leave the column out.', key, name);
  }
  return column.values;
}

/** Finite numbers of 0 or more. */
export function mediaColumn(table: Table, name: string, key: string, dates: Int32Array): Float64Array {
  const values = finiteColumn(table, name, key, dates);
  const bad = values.findIndex((value) => value < 0);
  if (bad >= 0) {
    throw problem('MEDIA_NEGATIVE', `Column "${name}" is ${values[bad]} on ${isoFromDays(dates[bad] as number)}; media cannot be negative.`,
      'Book corrections on the day they concern, or set the cell to 0.', key, name);
  }
  return values;
}

/** Levels of a factor, one per row; numbers as text. */
export function labelsNamed(table: Table, name: string, key: string, dates: Int32Array): string[] {
  const column = existing(table, name, key);
  if (column.type === 'date') throw problem('COLUMN_TYPE', `Column "${name}" holds dates, not levels.`, 'Choose another column.', key, name);
  const labels = column.type === 'text' ? column.values : Array.from(column.values, (value) => (Number.isNaN(value) ? '' : String(value)));
  const bad = labels.indexOf('');
  if (bad >= 0) {
    throw problem('DATA_MISSING_VALUE', `Column "${name}" has no level on ${isoFromDays(dates[bad] as number)}.`,
      'Fill the cell in, or leave the column out.', key, name);
  }
  return labels;
}

function existing(table: Table, name: string, key: string): Column {
  const column = columnNamed(table, name);
  if (column !== undefined) return column;
  throw problem('COLUMN_MISSING', `The table has no column "${name}".`, suggestName(name, table.columns.map((each) => each.name)), key, name);
}

function problem(code: string, message: string, mend: string, key: string, column: string): MixwrightError {
  return MixwrightError.ofProblems([{ code, severity: 'error', message, mend, key, column }]);
}
