import { addPeriods, daysFromIso, isoFromDays } from '../data/calendar.ts';
import { suggestName } from '../data/nearest.ts';
import type { Spacing } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';
import type { LiftStudy } from '../spec/spec.ts';
import type { MediaTerm, PreparedStudy } from './prepared.ts';

interface Calendar {
  dates: Int32Array;
  spacing: Spacing;
  windowStart: number;
  windowRows: number;
}

/**
 * Rows and scale of a lift study (DESIGN reference definition, Robyn 3.12.1): the rows dated within it, plus the row
 * before when it starts between rows; scaled by study days over days from the first to the last of those rows, both
 * as differences of dates. A study of one row, where that divides by zero, is scaled by its days over the days of that
 * period, both ends counted. MixwrightError for unknown channels, a lift of 0 and dates outside the window.
 */
export function prepareStudy(study: LiftStudy, index: number, media: readonly MediaTerm[], calendar: Calendar, weight: number): PreparedStudy {
  const key = `calibration[${index}]`;
  const { dates } = calendar;
  const from = dayOf(study.from, `${key}.from`);
  const to = dayOf(study.to, `${key}.to`);
  if (to < from) throw problem('LIFT_DATES', `The study ends on ${study.to}, before it starts on ${study.from}.`, 'Swap the dates.', `${key}.to`);
  if (study.lift === 0 || !Number.isFinite(study.lift)) {
    throw problem('LIFT_ZERO', `A lift of ${study.lift} gives nothing to compare with.`, 'Leave the study out, or give its measured lift.', `${key}.lift`);
  }
  const after = dates.findIndex((date) => date > from);
  const rowFrom = (after < 0 ? dates.length : after) - 1;
  const rowTo = dates.findLastIndex((date) => date <= to);
  checkInside(study, rowFrom, to, calendar, key);
  const first = dates[rowFrom] as number;
  const last = dates[rowTo] as number;
  return {
    media: study.channels.map((name, i) => mediaNamed(media, name, `${key}.channels[${i}]`)),
    rowFrom,
    rowTo,
    scale: rowTo > rowFrom ? (to - from) / (last - first) : (to - from + 1) / (addPeriods(first, 1, calendar.spacing) - first),
    lift: study.lift,
    weight,
    scope: study.scope,
  };
}

function checkInside(study: LiftStudy, rowFrom: number, to: number, calendar: Calendar, key: string): void {
  const { dates, spacing, windowStart, windowRows } = calendar;
  const lastRow = windowStart + windowRows - 1;
  const last = dates[lastRow] as number;
  const end = addPeriods(last, 1, spacing) - 1;
  if (rowFrom >= windowStart && rowFrom <= lastRow && to <= end) return;
  throw problem('LIFT_OUTSIDE', `The study runs from ${study.from} to ${study.to}, the modelling window from ${
    isoFromDays(dates[windowStart] as number)} to ${isoFromDays(end)}.`, 'Widen the window, or leave the study out.', key);
}

function mediaNamed(media: readonly MediaTerm[], name: string, key: string): number {
  const index = media.findIndex((medium) => medium.name === name);
  if (index >= 0) return index;
  throw problem('LIFT_CHANNEL', `There is no channel or organic variable "${name}".`, suggestName(name, media.map((medium) => medium.name)), key);
}

function dayOf(iso: string, key: string): number {
  const day = daysFromIso(iso);
  if (day === null) throw problem('LIFT_DATES', `"${iso}" is not a date.`, 'Write dates as yyyy-mm-dd.', key);
  return day;
}

function problem(code: string, message: string, mend: string, key: string): MixwrightError {
  return MixwrightError.ofProblems([{ code, severity: 'error', message, mend, key }]);
}
