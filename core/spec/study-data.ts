import { addPeriods, daysFromIso } from '../data/calendar.ts';
import { columnNamed, type Spacing, type Table } from '../data/table.ts';
import type { LiftStudy, Spec } from './spec.ts';
import { windowRows } from './window.ts';

/** What the table says of the time of a lift study. */
export interface StudyData {
  /** Days since 1970-01-01, both inclusive. */
  from: number;
  to: number;
  /** First and last row of the window, as days. */
  first: number;
  last: number;
  inside: boolean;
  /** Days of the period that holds the study's first day. */
  periodDays: number;
  /** Names of the study's paid channels and of those that are not paid. */
  paid: string[];
  organic: string[];
  /** Spend of each paid channel in the rows dated within the study, the row before too when it starts between rows. */
  spend: Map<string, number>;
  /** Of all of them, in the rows that are dated within the study alone, and every row in the part that lies within it. */
  spendDated: number;
  spendByDay: number;
  /** The whole response of the same rows as `spend`. */
  response: number;
}

/** `dates`: of the table, ascending; the window holds at least one of them. */
export function studyData(spec: Spec, study: LiftStudy, table: Table, dates: Int32Array, spacing: Spacing): StudyData {
  const { start, rows } = windowRows(spec.window, dates);
  const first = dates[start] ?? 0;
  const last = dates[start + rows - 1] ?? 0;
  const from = daysFromIso(study.from) ?? first;
  const to = daysFromIso(study.to) ?? last;
  const rowTo = dates.findLastIndex((date) => date <= to);
  const rowFrom = Math.min(Math.max(0, dates.findLastIndex((date) => date <= from)), rowTo);
  const begin = dates[rowFrom] ?? first;
  const channels = spec.channels.filter(({ name }) => study.channels.includes(name));
  const values = (column: string): ArrayLike<number> => {
    const found = columnNamed(table, column);
    return found?.type === 'number' ? found.values : [];
  };
  const sum = (column: string, weight: (row: number) => number): number => {
    const numbers = values(column);
    let total = 0;
    for (let row = 0; row < numbers.length; row++) {
      const share = weight(row);
      if (share > 0) total += share * (numbers[row] ?? 0);
    }
    return total;
  };
  const dated = (row: number): number => Number((dates[row] ?? 0) >= from && (dates[row] ?? 0) <= to);
  const read = (row: number): number => Number(row >= rowFrom && row <= rowTo);
  const byDay = (row: number): number => {
    const opens = dates[row] ?? 0;
    const closes = addPeriods(opens, 1, spacing);
    return (Math.min(to + 1, closes) - Math.max(from, opens)) / (closes - opens);
  };
  return {
    from, to, first, last,
    inside: from >= first && to < addPeriods(last, 1, spacing),
    periodDays: addPeriods(begin, 1, spacing) - begin,
    paid: channels.map(({ name }) => name),
    organic: study.channels.filter((name) => !channels.some((channel) => channel.name === name)),
    spend: new Map(channels.map((channel) => [channel.name, sum(channel.spend, read)])),
    spendDated: channels.reduce((total, { spend }) => total + sum(spend, dated), 0),
    spendByDay: channels.reduce((total, { spend }) => total + sum(spend, byDay), 0),
    response: sum(spec.response.column, read),
  };
}
