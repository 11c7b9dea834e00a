/**
 * Dates as whole days since 1970-01-01 in the proleptic Gregorian calendar; no clock, no time zones.
 */
import type { Spacing } from './table.ts';

const MS_PER_DAY = 86_400_000;
/** 1970-01-05, a Monday. */
const FIRST_MONDAY = 4;

/** Days since 1970-01-01, or null when there is no such day (month 13, 30 February). */
export function daysFromParts(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / MS_PER_DAY : null;
}

/** Days of `yyyy-mm-dd`; null when the text is anything else or no such day exists. */
export function daysFromIso(iso: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match === null ? null : daysFromParts(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `yyyy-mm-dd` of a day. */
export function isoFromDays(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Monday of an ISO 8601 week; null when the year has no such week. Week 1 holds 4 January. */
export function daysFromIsoWeek(year: number, week: number): number | null {
  const fourth = daysFromParts(year, 1, 4);
  if (fourth === null || week < 1) return null;
  const monday = mondayOf(fourth) + 7 * (week - 1);
  const thursday = isoFromDays(monday + 3);
  return Number(thursday.slice(0, 4)) === year ? monday : null;
}

function mondayOf(days: number): number {
  return days - ((((days - FIRST_MONDAY) % 7) + 7) % 7);
}

interface YearMonthDay { year: number; month: number; day: number }

/** Month is 1 to 12. */
export function partsFromDays(days: number): YearMonthDay {
  const date = new Date(days * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Months since January of year 0. */
function monthIndex(days: number): number {
  const { year, month } = partsFromDays(days);
  return year * 12 + month - 1;
}

/** The day `anchor` (1 to 31) of a month, or its last day when the month is shorter. */
function dayInMonth(index: number, anchor: number): number {
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  for (let day = anchor; day > 28; day--) {
    const days = daysFromParts(year, month, day);
    if (days !== null) return days;
  }
  return daysFromParts(year, month, Math.min(anchor, 28)) ?? 0;
}

/** Day of the month; 31 for the last day of any month, so that month ends stay month ends. */
function anchorDay(days: number): number {
  const next = partsFromDays(days + 1);
  return next.day === 1 ? 31 : partsFromDays(days).day;
}

/** The date `count` periods later (earlier when negative). The last day of a month steps to last days of months. */
export function addPeriods(days: number, count: number, spacing: Spacing): number {
  if (spacing === 'day') return days + count;
  if (spacing === 'week') return days + 7 * count;
  return dayInMonth(monthIndex(days) + count, anchorDay(days));
}

/** Where the periods of a table lie: the weekday of weeks, the day of months. */
export interface PeriodGrid {
  spacing: Spacing;
  /** Days modulo 7 for weeks, day of the month (31: its last day) for months, 0 for days. */
  phase: number;
}

/** Number of the period that a day falls into; consecutive periods have consecutive numbers. */
export function periodOf(grid: PeriodGrid, days: number): number {
  if (grid.spacing === 'day') return days;
  if (grid.spacing === 'week') return Math.floor((days - grid.phase) / 7);
  return monthIndex(days);
}

/** The day on which a period is dated. */
export function dateOfPeriod(grid: PeriodGrid, period: number): number {
  if (grid.spacing === 'day') return period;
  if (grid.spacing === 'week') return period * 7 + grid.phase;
  return dayInMonth(period, grid.phase);
}

/**
 * The spacing that more than half of the steps between different dates keep, with its phase; null when
 * none does. `dates` in any order, days.
 */
export function findGrid(dates: ArrayLike<number>): PeriodGrid | null {
  const distinct = [...new Set(Array.from(dates))].sort((a, b) => a - b);
  if (distinct.length < 2) return null;
  const steps = distinct.slice(1).map((date, i) => [distinct[i] as number, date] as const);
  const keep = (test: (from: number, to: number) => boolean): boolean =>
    2 * steps.filter(([from, to]) => test(from, to)).length > steps.length;
  if (keep((from, to) => to - from === 1)) return { spacing: 'day', phase: 0 };
  if (keep((from, to) => to - from === 7)) {
    return { spacing: 'week', phase: mostFrequent(distinct.map((date) => ((date % 7) + 7) % 7)) };
  }
  if (keep((from, to) => addPeriods(from, 1, 'month') === to || dayInMonth(monthIndex(from) + 1, partsFromDays(from).day) === to)) {
    const atEnd = distinct.every((date) => anchorDay(date) === 31);
    return { spacing: 'month', phase: atEnd ? 31 : mostFrequent(distinct.map((date) => partsFromDays(date).day)) };
  }
  return null;
}

/** Spacing of the dates (days, any order); null when they keep none. */
export function findSpacing(dates: ArrayLike<number>): Spacing | null {
  return findGrid(dates)?.spacing ?? null;
}

/** The most frequent value; the first of them on a tie. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = values[0] ?? 0;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}
