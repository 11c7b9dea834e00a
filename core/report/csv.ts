import { isoFromDays } from '../data/calendar.ts';
import type { ModelSeries } from '../model/series.ts';
import type { Interval, ModelIntervals } from '../uncertainty/interval.ts';
import { intervalCells, intervalName } from './interval-words.ts';
import type { ModelPage } from './model-page.ts';

/** Text may come from the user. */
export type Cell = string | number | null;

/**
 * RFC 4180: comma, CRLF, quotes doubled. Numbers stay numbers whatever their sign; text that a spreadsheet
 * would run as a formula gets a leading apostrophe.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row per period: date, actual, fitted, residual, then every group's contribution. */
export function decompositionRows({ dates, actual, fitted, residuals, contributions }: ModelSeries): Cell[][] {
  return [
    ['date', 'actual', 'fitted', 'residual', ...contributions.map(({ group }) => group)],
    ...Array.from(dates, (date, row) => [
      isoFromDays(date), actual[row] ?? null, fitted[row] ?? null, residuals[row] ?? null,
      ...contributions.map(({ values }) => values[row] ?? null),
    ]),
  ];
}

export function decompositionCsv(series: ModelSeries): string {
  return toCsv(decompositionRows(series));
}

/** One row per channel and group: what the model says about it, with the ends of its intervals where there are any. */
export function summaryRows(page: ModelPage, intervals: ModelIntervals | null = null): Cell[][] {
  const ends = (name: string): string[] => (intervals === null ? [] : [`${name}_lower`, `${name}_upper`]);
  const cells = (interval: Interval | null | undefined): Cell[] => (intervals === null ? [] : intervalCells(interval));
  return [
    ['name', 'kind', 'contribution', ...ends('contribution'), 'share', 'spend', 'spend_share', 'effect_share', ...ends('effect_share'),
      'roas', ...ends('roas'), 'cpa', ...ends('cpa'), 'immediate', 'carryover', ...(intervals === null ? [] : ['interval'])],
    ...page.waterfall.map(({ group, kind, value, share }): Cell[] => {
      const paid = page.shares.find(({ channel }) => channel === group);
      const parts = page.carryover.find(({ channel }) => channel === group);
      return [group, kind, value, ...cells(intervals?.contribution[group]), share, paid?.spend ?? null, paid?.spendShare ?? null,
        paid?.effectShare ?? null, ...cells(intervals?.effectShare?.[group]), paid?.roas ?? null, ...cells(intervals?.roas[group]),
        paid?.cpa ?? null, ...cells(intervals?.cpa[group]), parts?.immediate ?? null, parts?.carryover ?? null,
        ...(intervals === null ? [] : [intervalName(intervals)])];
    }),
  ];
}

export function summaryCsv(page: ModelPage, intervals: ModelIntervals | null = null): string {
  return toCsv(summaryRows(page, intervals));
}
