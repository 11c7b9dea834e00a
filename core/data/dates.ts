import { daysFromIsoWeek, daysFromParts, findGrid, periodOf } from './calendar.ts';

/** Reads one cell to days since 1970-01-01; null when it is not of this format. */
type Reader = (cell: string) => number | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** German spellings that differ in their first three letters. */
const MONTHS_DE: Readonly<Record<string, number>> = { mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 };

function monthNamed(name: string | undefined): number {
  const short = (name ?? '').slice(0, 3).toLowerCase();
  return MONTHS_DE[short] ?? MONTHS.indexOf(short) + 1;
}

/** Two-digit years are 1970 to 2069. */
function fullYear(text: string | undefined): number {
  const year = Number(text);
  return text?.length === 2 ? year + (year < 70 ? 2000 : 1900) : year;
}

const reader = (pattern: RegExp, read: (parts: string[]) => number | null): Reader => (cell) => {
  const match = pattern.exec(cell);
  return match === null ? null : read([...match].map((part: string | undefined) => part ?? ''));
};

const yearMonthDay = (pattern: RegExp): Reader =>
  reader(pattern, ([, year, month, day]) => daysFromParts(Number(year), Number(month), Number(day)));
const dayFirst = (pattern: RegExp): Reader =>
  reader(pattern, ([, day, month, year]) => daysFromParts(fullYear(year), Number(month), Number(day)));
const monthFirst = (pattern: RegExp): Reader =>
  reader(pattern, ([, month, day, year]) => daysFromParts(fullYear(year), Number(month), Number(day)));

const MIDNIGHT = '(?:[T ]0?0:00(?::00(?:\\.0+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?';
const SLASHES = new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})${MIDNIGHT}$`);

/** Every format that is known, by the name it is shown and stored under. */
export const DATE_FORMATS: Readonly<Record<string, Reader>> = {
  'yyyy-mm-dd': yearMonthDay(new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${MIDNIGHT}$`)),
  'yyyy/mm/dd': yearMonthDay(new RegExp(`^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})${MIDNIGHT}$`)),
  'dd.mm.yyyy': dayFirst(new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})${MIDNIGHT}$`)),
  'd/m/yyyy': dayFirst(SLASHES),
  'm/d/yyyy': monthFirst(SLASHES),
  'yyyy-Www': reader(/^(\d{4})[- ]?(?:W|KW|CW)[- ]?(\d{1,2})(?:-1)?$/i, ([, year, week]) => daysFromIsoWeek(Number(year), Number(week))),
  'yyyy-mm': reader(/^(\d{4})[-/](\d{1,2})$/, ([, year, month]) => daysFromParts(Number(year), Number(month), 1)),
  'mm/yyyy': reader(/^(\d{1,2})[/.-](\d{4})$/, ([, month, year]) => daysFromParts(Number(year), Number(month), 1)),
  'mmm yyyy': reader(/^(\p{L}{3,9})\.?[ '’-]+(\d{4}|\d{2})$/u, ([, month, year]) => daysFromParts(fullYear(year), monthNamed(month), 1)),
  'd mmm yyyy': reader(/^(\d{1,2})\.?[ -]+(\p{L}{3,9})\.?[ ,-]+(\d{4}|\d{2})$/u,
    ([, day, month, year]) => daysFromParts(fullYear(year), monthNamed(month), Number(day))),
  'mmm d, yyyy': reader(/^(\p{L}{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/u,
    ([, month, day, year]) => daysFromParts(Number(year), monthNamed(month), Number(day))),
  'yyyymmdd': yearMonthDay(/^((?:19|20)\d\d)(\d\d)(\d\d)$/),
};

export function readDate(cell: string, format: string): number | null {
  return DATE_FORMATS[format]?.(cell.trim()) ?? null;
}

export interface DateReading {
  /** Key of `DATE_FORMATS`. */
  format: string;
  /** Cells that are dates in this format, of the cells that are not blank. */
  share: number;
  /** The other format that reads the cells equally well, when nothing decides; null otherwise. */
  rival: string | null;
}

/** The format that reads most cells; null when no format reads any. */
export function findDateFormat(cells: readonly string[]): DateReading | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const counts = Object.entries(DATE_FORMATS).map(([format, read]) =>
    ({ format, count: filled.reduce((sum, cell) => sum + (read(cell) === null ? 0 : 1), 0) }));
  const most = Math.max(...counts.map(({ count }) => count));
  if (most === 0) return null;
  const share = most / filled.length;
  const best = counts.filter(({ count }) => count === most).map(({ format }) => format);
  const [format = '', rival] = best;
  if (rival === undefined) return { format, share, rival: null };
  // d/m and m/d read the same cells: the reading whose periods follow each other with the fewest holes is meant.
  const [first, second] = [coverage(filled, format), coverage(filled, rival)];
  if (first === second) return { format, share, rival };
  return { format: first > second ? format : rival, share, rival: null };
}

/** Different dates over the periods from first to last of them; 0 when they keep no spacing. */
function coverage(cells: readonly string[], format: string): number {
  const dates = [...new Set(cells.map((cell) => readDate(cell, format)).filter((date) => date !== null))].sort((a, b) => a - b);
  const grid = findGrid(dates);
  if (grid === null) return 0;
  const periods = periodOf(grid, dates.at(-1) ?? 0) - periodOf(grid, dates[0] ?? 0) + 1;
  return dates.length / periods;
}

const DATE_NAMES = /^(date|day|week|month|time|period|datum|tag|woche|monat|zeit|zeitraum|kw|fecha|semana|jour|semaine|mois|data|ds)$/;
/** Cells that are looked at to find the date column. */
const SAMPLE = 300;
/** Share of a column's cells that must be dates for it to be taken for the date column. */
const MIN_SHARE = 0.8;

/** Index of the date column: most cells are dates; one with a telling name first, then the leftmost. Null: none. */
export function findDateColumn(names: readonly string[], columns: readonly (readonly string[])[]): number | null {
  let found: number | null = null;
  for (const [index, name] of names.entries()) {
    const telling = name.toLowerCase().split(/[^\p{L}]+/u).some((word) => DATE_NAMES.test(word));
    if (found !== null && !telling) continue;
    const reading = findDateFormat((columns[index] ?? []).slice(0, SAMPLE));
    if (reading === null || reading.share < MIN_SHARE || (reading.format === 'yyyymmdd' && !telling)) continue;
    if (telling) return index;
    found = index;
  }
  return found;
}
