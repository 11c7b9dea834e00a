import { addPeriods, daysFromIso, isoFromDays } from '../data/calendar.ts';
import { plural } from '../data/plural.ts';
import { columnNamed, type Spacing, type Table } from '../data/table.ts';
import type { Problem } from '../errors.ts';
import { checkChoices } from './check-choices.ts';
import { checkStudies } from './check-studies.ts';
import { checkValidation } from './check-validation.ts';
import type { Spec } from './spec.ts';
import { windowRows } from './window.ts';

/** The window against the dates, validation and coefficients against the rows, the lift studies against the window. */
export function checkWindow(spec: Spec, table: Table, spacing: Spacing | null): Problem[] {
  const dates = columnNamed(table, spec.date);
  if (dates?.type !== 'date' || dates.values.length === 0) return [];
  const outside = windowProblems(spec.window, dates.values, spacing ?? 'day');
  if (outside.length > 0) return outside;
  return [
    ...checkValidation(spec, table, dates.values, spacing ?? 'day'),
    ...checkStudies(spec, table, dates.values, spacing ?? 'day'),
    ...checkChoices(spec, dates.values),
    ...termProblems(spec, spacing),
  ];
}

/**
 * A window that reached the end of the former table and falls short of the new one: probably the new rows are meant to
 * be modelled, but only the user knows. `before` and `after`: days, ascending.
 */
export function rowsLeftOut(window: Spec['window'], before: Int32Array, after: Int32Array): Problem[] {
  const to = window === undefined ? null : daysFromIso(window.to);
  const last = after.at(-1);
  if (to === null || last === undefined || to < (before.at(-1) ?? Infinity)) return [];
  const rows = after.length - 1 - after.findLastIndex((date) => date <= to);
  return rows === 0 ? [] : [{
    code: 'SPEC_WINDOW_SHORT', severity: 'warning', key: 'window.to',
    message: `The window ends on ${window?.to ?? ''}: ${plural(rows, 'new row')} after it would not be modelled.`,
    mend: `To use them, move the last day to ${isoFromDays(last)} in Setup, Window and baseline.`,
  }];
}

function windowProblems(window: Spec['window'], dates: Int32Array, spacing: Spacing): Problem[] {
  if (window === undefined) return [];
  const first = dates[0] ?? 0;
  const last = dates.at(-1) ?? 0;
  const from = daysFromIso(window.from) ?? first;
  const to = daysFromIso(window.to) ?? last;
  const mend = `Choose dates from ${isoFromDays(first)} to ${isoFromDays(last)}.`;
  const fail = (code: string, key: string, message: string): Problem => ({ code, severity: 'error', key, message, mend });
  if (from > to) return [fail('SPEC_DATES_BACKWARDS', 'window.to', `The window ends (${window.to}) before it begins (${window.from}).`)];
  // The last row stands for a whole period, and a window may begin on a day between two rows.
  const early = from <= addPeriods(first, -1, spacing);
  const late = to >= addPeriods(last, 1, spacing);
  const problems = [
    ...(early ? [fail('SPEC_WINDOW_OUTSIDE', 'window.from', `The window begins on ${window.from}, the data on ${isoFromDays(first)}.`)] : []),
    ...(late ? [fail('SPEC_WINDOW_OUTSIDE', 'window.to', `The window ends on ${window.to}, the data on ${isoFromDays(last)}.`)] : []),
  ];
  if (problems.length > 0 || windowRows(window, dates).rows > 0) return problems;
  return [fail('SPEC_WINDOW_OUTSIDE', 'window', `No row of the table lies between ${window.from} and ${window.to}.`)];
}

function termProblems({ baseline }: Spec, spacing: Spacing | null): Problem[] {
  if (baseline.source !== 'prophet' || !baseline.terms.includes('weekday') || spacing === 'day' || spacing === null) return [];
  return [{
    code: 'SPEC_TERM_SPACING', severity: 'warning', key: 'baseline.terms',
    message: `The term "weekday" needs daily rows, the table has one per ${spacing}.`, mend: 'Take "weekday" out of the terms.',
  }];
}
