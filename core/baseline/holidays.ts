import Holidays from 'date-holidays';
import { daysFromIso, partsFromDays, periodOf } from '../data/calendar.ts';
import { nearestName } from '../data/nearest.ts';
import type { Spacing } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';

export interface Country {
  /** ISO 3166-1, two capital letters. */
  code: string;
  name: string;
}

/** A holiday, or all holidays of one period joined, with the rows it falls into. */
export interface HolidayRows {
  name: string;
  /** 0-based, ascending. */
  rows: number[];
}

/** Codes in common use that are not ISO 3166-1. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };
/** How the calendars mark a day off given for a holiday on a weekend. */
const SUBSTITUTE = / \(substitute day\)$/;
const MS_PER_DAY = 86_400_000;

/** Countries whose public holidays are known, by name. */
export function holidayCountries(): Country[] {
  return Object.entries(new Holidays().getCountries('en'))
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Public holidays of a country on the rows dated `dates` (ascending days; the first day of a week or a day of
 * the month). As the reference does: with weekly or monthly spacing a holiday moves to its period, and several
 * in one period (and one calendar year) become one, named after all of them.
 * Throws BASELINE_UNKNOWN_COUNTRY.
 */
export function holidayRows(country: string, dates: Int32Array, spacing: Spacing): HolidayRows[] {
  const first = dates[0] ?? 0;
  const grid = { spacing, phase: spacing === 'week' ? ((first % 7) + 7) % 7 : 0 };
  const rowOfPeriod = new Map(Array.from(dates, (date, row) => [periodOf(grid, date), row]));

  const groups = new Map<string, { row: number; names: string[] }>();
  for (const { name: fullName, day } of publicHolidays(country, first, (dates.at(-1) ?? 0) + 31)) {
    // A substitute is a day of its own in daily data; in a week or month it is the same holiday, which keeps one name every year.
    const name = spacing === 'day' ? fullName : fullName.replace(SUBSTITUTE, '');
    const row = rowOfPeriod.get(periodOf(grid, day));
    if (row === undefined) continue;
    const key = spacing === 'day' ? `${row} ${name}` : `${row} ${partsFromDays(day).year}`;
    const group = groups.get(key) ?? { row, names: [] };
    if (!group.names.includes(name)) group.names.push(name);
    groups.set(key, group);
  }

  const rowsByName = new Map<string, Set<number>>();
  for (const { row, names } of groups.values()) {
    const name = names.join(', ');
    rowsByName.set(name, (rowsByName.get(name) ?? new Set()).add(row));
  }
  return [...rowsByName].map(([name, rows]) => ({ name, rows: [...rows].sort((a, b) => a - b) }));
}

/** Every day of every public holiday from `from` to `to` (days, both inclusive), in order of date, named in English. */
export function publicHolidays(country: string, from: number, to: number): { name: string; day: number }[] {
  const code = country.toUpperCase();
  const countries = holidayCountries();
  if (!countries.some((known) => known.code === code)) throw unknownCountry(country, countries);
  const calendar = new Holidays(code, { types: ['public'] });
  const days: { name: string; day: number }[] = [];
  // A holiday of several days, or one moved over New Year, may belong to the year before or after.
  for (let year = partsFromDays(from).year - 1; year <= partsFromDays(to).year + 1; year++) {
    for (const holiday of calendar.getHolidays(year, 'en')) {
      // The text is the country's own date; `start` and `end` are moments of its time zone, good for the length only.
      const start = daysFromIso(holiday.date.slice(0, 10));
      if (start === null) continue;
      const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / MS_PER_DAY));
      for (let day = start; day < start + length; day++) {
        if (day >= from && day <= to) days.push({ name: holiday.name, day });
      }
    }
  }
  return days.sort((a, b) => a.day - b.day || (a.name < b.name ? -1 : 1));
}

function unknownCountry(country: string, countries: readonly Country[]): MixwrightError {
  const code = OTHER_CODES[country.toUpperCase()]
    ?? (country.length > 2
      ? countries.find(({ name }) => name === nearestName(country, countries.map((known) => known.name)))?.code
      : nearestName(country, countries.map((known) => known.code)));
  const near = countries.find((known) => known.code === code);
  const message = `There is no holiday calendar for country "${country}".`;
  return new MixwrightError('BASELINE_UNKNOWN_COUNTRY', message, [{
    code: 'BASELINE_UNKNOWN_COUNTRY', severity: 'error', message, key: 'baseline.country',
    mend: near === undefined ? 'Give a two-letter country code, such as "DE" or "US".' : `Did you mean "${near.code}" (${near.name})?`,
  }]);
}
