import type { Problem } from '../errors.ts';
import { dateOfPeriod, findGrid, isoFromDays, periodOf, type PeriodGrid } from './calendar.ts';
import { plural } from './plural.ts';
import { isSpendName } from './names.ts';
import type { Panel } from './panel.ts';
import { shellWord } from './shell-word.ts';
import type { NumberColumn, Table } from './table.ts';

/** More faults of one kind than this are told in one sentence. */
const LISTED = 20;
/** Dates named in one message. */
const NAMED = 5;

/** Problems of the rows as periods: `dates` ascending (days), `sourceRows` the file's row for each. */
export function checkPeriods(dates: Int32Array, sourceRows: Int32Array, column: string): Problem[] {
  const grid = findGrid(dates);
  const problems = duplicates(dates, sourceRows, column);
  if (grid === null) {
    return dates.length < 2 ? problems : [...problems, {
      code: 'DATA_NO_SPACING', severity: 'error', column,
      message: `The dates keep no daily, weekly or monthly spacing (the first are ${[...dates.slice(0, 3)].map(isoFromDays).join(', ')}).`,
      mend: 'Bring the table to one row per day, week or month.',
    }];
  }
  return [...problems, ...offGrid(dates, sourceRows, column, grid), ...holes(dates, sourceRows, column, grid)];
}

function duplicates(dates: Int32Array, sourceRows: Int32Array, column: string): Problem[] {
  const groups = Map.groupBy(dates.keys(), (i) => dates[i] as number);
  const repeated = [...groups].filter(([, rows]) => rows.length > 1);
  const problems = repeated.slice(0, LISTED).map(([date, rows]): Problem => {
    const numbers = rows.map((row) => sourceRows[row] as number).sort((a, b) => a - b);
    return {
      code: 'DATA_DUPLICATE_PERIOD', severity: 'error', row: numbers[1] ?? 0, column,
      message: `${isoFromDays(date)} stands in ${plural(rows.length, 'row')}: ${numbers.slice(0, NAMED).join(', ')}${rows.length > NAMED ? ', …' : ''}.`,
      mend: 'Keep one row per period: correct the date, or add the rows up.',
    };
  });
  const first = problems[0];
  if (repeated.length <= LISTED || first === undefined) return problems;
  return [{ ...first, message: `${repeated.length} of ${groups.size} dates stand in several rows; the first: ${first.message}` }];
}

function offGrid(dates: Int32Array, sourceRows: Int32Array, column: string, grid: PeriodGrid): Problem[] {
  const off = [...dates.keys()].filter((i) => dateOfPeriod(grid, periodOf(grid, dates[i] as number)) !== dates[i]);
  const shown = off.slice(0, LISTED).map((i): Problem => {
    const date = dates[i] as number;
    const expected = dateOfPeriod(grid, periodOf(grid, date));
    return {
      code: 'DATA_IRREGULAR_DATE', severity: 'error', row: sourceRows[i] as number, column,
      message: `${isoFromDays(date)} is out of step: the other ${grid.spacing}s are dated so that ${isoFromDays(expected)} was expected.`,
      mend: `Date every ${grid.spacing} by the same day.`,
    };
  });
  const first = shown[0];
  if (off.length <= LISTED || first === undefined) return shown;
  return [{ ...first, message: `${plural(off.length, 'date')} are out of step; the first: ${first.message}` }];
}

/** Periods between first and last date without a row. */
function holes(dates: Int32Array, sourceRows: Int32Array, column: string, grid: PeriodGrid): Problem[] {
  const gaps: { row: number; after: number; missing: string[] }[] = [];
  for (let i = 1; i < dates.length; i++) {
    const from = periodOf(grid, dates[i - 1] as number);
    const to = periodOf(grid, dates[i] as number);
    if (to - from < 2) continue;
    const missing = Array.from({ length: to - from - 1 }, (_, k) => isoFromDays(dateOfPeriod(grid, from + 1 + k)));
    gaps.push({ row: sourceRows[i] as number, after: sourceRows[i - 1] as number, missing });
  }
  const mend = 'Add a row for each of them (0 where nothing was spent).';
  const all = gaps.flatMap(({ missing }) => missing);
  const first = gaps[0];
  if (first !== undefined && gaps.length > LISTED) {
    return [{
      code: 'DATA_MISSING_PERIOD', severity: 'error', row: first.row, column,
      message: `${all.length} ${grid.spacing}s have no row: ${nameSome(all)}.`, mend,
    }];
  }
  return gaps.map(({ row, after, missing }): Problem => ({
    code: 'DATA_MISSING_PERIOD', severity: 'error', row, column,
    message: `${missing.length === 1 ? 'There is no row' : `There are no rows for ${missing.length} ${grid.spacing}s:`}`
      + `${missing.length === 1 ? ' for' : ''} ${nameSome(missing)} (between rows ${after} and ${row}).`,
    mend: missing.length === 1 ? `Add a row for that ${grid.spacing} (0 where nothing was spent).` : mend,
  }));
}

function nameSome(dates: readonly string[]): string {
  return `${dates.slice(0, NAMED).join(', ')}${dates.length > NAMED ? `, … ${dates.at(-1)}` : ''}`;
}

/** Problems of columns by what they hold; warnings, since a column need not be used. */
export function checkColumns(table: Table, sourceRows: Int32Array): Problem[] {
  return table.columns.flatMap((column) => {
    if (column.type === 'number') {
      return [...(isSpendName(column.name) ? negatives(column, sourceRows) : []), ...unvarying(column)];
    }
    const levels = column.type === 'text' ? new Set(column.values.filter((value) => value !== '')) : null;
    return levels?.size === 1 && table.rows > 1 ? [oneLevel(column.name, [...levels][0] ?? '')] : [];
  });
}

/** Values below zero in a column that cannot have them. */
export function negatives(column: NumberColumn, sourceRows: Int32Array): Problem[] {
  const rows = [...column.values.keys()].filter((i) => (column.values[i] as number) < 0);
  const shown = rows.slice(0, LISTED).map((i): Problem => ({
    code: 'DATA_NEGATIVE_SPEND', severity: 'warning', row: sourceRows[i] as number, column: column.name,
    message: `${column.values[i]} is below zero.`, mend: 'Write what was spent in the period, 0 or more; book refunds where the spend was.',
  }));
  const first = shown[0];
  if (rows.length <= LISTED || first === undefined) return shown;
  return [{ ...first, message: `${plural(rows.length, 'value')} are below zero, the first is ${column.values[rows[0] ?? 0]}.` }];
}

/** A column of one value; all zero has a code of its own. */
function unvarying(column: NumberColumn): Problem[] {
  const known = column.values.filter((value) => !Number.isNaN(value));
  const value = known[0];
  if (value === undefined || known.length < 2 || known.some((other) => other !== value)) return [];
  return [value === 0 ? allZero(column.name) : constant(column.name, value)];
}

export function allZero(column: string, where = ''): Problem {
  return {
    code: 'DATA_ALL_ZERO', severity: 'warning', column, message: `Every value${where} is 0: there is no effect to learn.`,
    mend: 'Leave the column out, or fill in its values.',
  };
}

export function constant(column: string, value: number, where = ''): Problem {
  return {
    code: 'DATA_CONSTANT_COLUMN', severity: 'warning', column,
    message: `Every value${where} is ${value}: its effect cannot be told from the intercept.`, mend: 'Leave the column out.',
  };
}

export function oneLevel(column: string, level: string, where = ''): Problem {
  return {
    code: 'DATA_ONE_LEVEL', severity: 'warning', column,
    message: `Every row${where} has the same level, "${level}": there is nothing to compare.`, mend: 'Leave the column out.',
  };
}

export function panelProblem(panel: Panel, rows: number, periods: number): Problem {
  const shown = panel.levels.slice(0, 4).join(', ');
  return {
    code: 'DATA_PANEL', severity: 'error', column: panel.column,
    message: `The table has ${panel.levels.length} rows per period, one for each of ${panel.levels.length} geographies or groups in `
      + `"${panel.column}" (${shown}${panel.levels.length > 4 ? ', …' : ''}): ${rows} rows for ${periods} periods. A model needs one row per period.`,
    mend: `Sum it up over "${panel.column}" (when importing; --sum-over ${shellWord(panel.column)} on the command line), or choose a file with one of them.`,
  };
}
