import { isoFromDays } from '../data/calendar.ts';
import type { Problem } from '../errors.ts';
import { MixwrightError } from '../errors.ts';
import type { BaselineTerm } from '../spec/spec.ts';
import type { BaselineRequest } from './decompose.ts';

/** Fewer rows leave a trend with changepoints nothing to go by. */
export const MIN_PROPHET_ROWS = 10;
/** A year and two, less a few days, so that 52 weeks and 12 months count as a year. */
const ONE_YEAR = 360;
const TWO_YEARS = 720;
const PERIOD_DAYS = { day: 1, week: 7, month: 28 } as const;

/** Throws when the table cannot be taken apart. */
export function checkRequest({ dates, response, terms, country }: BaselineRequest): void {
  const problems: Problem[] = [];
  const fail = (code: string, message: string, mend: string, place: Partial<Problem> = { key: 'baseline' }): void => {
    problems.push({ code, severity: 'error', message, mend, ...place });
  };
  if (dates.length < MIN_PROPHET_ROWS) {
    fail('BASELINE_TOO_FEW_ROWS', `Prophet needs at least ${MIN_PROPHET_ROWS} rows, the table has ${dates.length}.`,
      'Add earlier periods, or set the baseline\'s source to "columns" or "none".');
  }
  // Row 1 of the file is its header.
  const unordered = dates.findIndex((date, row) => row > 0 && date <= (dates[row - 1] as number));
  if (unordered >= 0) {
    fail('BASELINE_DATES_NOT_ASCENDING', `The date ${isoFromDays(dates[unordered] as number)} does not come after the one before it.`,
      'Sort the table by date and keep one row per period.', { row: unordered + 2 });
  }
  const bad = response.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    fail('BASELINE_BAD_RESPONSE', `The response is missing or not a number on ${isoFromDays(dates[bad] ?? 0)}.`,
      'Fill in the value.', { row: bad + 2 });
  }
  if (bad < 0 && response.every((value) => value === response[0])) {
    fail('BASELINE_CONSTANT_RESPONSE', `The response is ${response[0] ?? 0} in every row; there is nothing to take apart.`,
      'Choose another response column.', { key: 'response.column' });
  }
  if (terms.includes('holiday') && (country === undefined || country === '')) {
    fail('BASELINE_COUNTRY_MISSING', 'The term "holiday" needs a country.',
      'Give a two-letter code, such as "DE", or take "holiday" out of the terms.', { key: 'baseline.country' });
  }
  if (problems.length > 0) throw MixwrightError.ofProblems(problems);
}

/** The terms that the table can tell something about, in the order of `terms`; throws when "season" has under a year. */
export function usableTerms({ dates, spacing, terms }: BaselineRequest): { terms: BaselineTerm[]; notes: Problem[] } {
  const notes: Problem[] = [];
  const span = (dates.at(-1) ?? 0) - (dates[0] ?? 0) + PERIOD_DAYS[spacing];
  if (terms.includes('season') && span < ONE_YEAR) {
    throw MixwrightError.ofProblems([{
      code: 'BASELINE_SEASON_TOO_SHORT', severity: 'error', key: 'baseline.terms',
      message: `The term "season" needs at least one year, the table spans ${span} days.`,
      mend: 'Add earlier periods, or take "season" out of the terms.',
    }]);
  }
  if (terms.includes('season') && span < TWO_YEARS) {
    notes.push(warning('BASELINE_SEASON_SHORT', `The table spans ${span} days, under two years: season and trend are hard to tell apart.`,
      'Add earlier periods if there are any.'));
  }
  const finer = (term: BaselineTerm): boolean =>
    (term === 'weekday' && spacing !== 'day') || (term === 'monthly' && spacing === 'month');
  for (const term of terms.filter(finer)) {
    const need = term === 'weekday' ? 'daily data' : 'daily or weekly data';
    notes.push(warning(`BASELINE_${term.toUpperCase()}_DROPPED`,
      `The term "${term}" needs ${need}, the table has one row per ${spacing}; it is left out.`, `Take "${term}" out of the terms.`));
  }
  return { terms: [...new Set(terms)].filter((term) => !finer(term)), notes };
}

export function warning(code: string, message: string, mend: string): Problem {
  return { code, severity: 'warning', message, mend, key: 'baseline.terms' };
}
