/**
 * Delimited text to typed columns: records → header and data rows → date column → number style → typed columns
 * in order of date → checks. Everything found out is in the format, so that the same text gives the same table.
 */
import { MixwrightError, type Problem } from '../errors.ts';
import { findGrid } from './calendar.ts';
import { checkColumns, checkPeriods, panelProblem } from './checks.ts';
import { readColumn } from './columns.ts';
import { findDateColumn, findDateFormat, readDate } from './dates.ts';
import { layOut, type Grid } from './layout.ts';
import { suggestName } from './nearest.ts';
import { findNumberStyle, type Decimal } from './numbers.ts';
import { aggregatePanel, findPanel } from './panel.ts';
import { plural } from './plural.ts';
import { readRecords, type Delimiter } from './records.ts';
import { columnNamed, type Column, type Table, type TableFormat } from './table.ts';

/** Choices on how to read a text; absent ones are found out. */
export interface ParseOptions {
  dateColumn?: string | undefined;
  /** A name of `DATE_FORMATS`. */
  dateFormat?: string | undefined;
  delimiter?: Delimiter | undefined;
  decimal?: Decimal | undefined;
  /** Read blank cells as 0: of every number column, or of those named. */
  blanksAsZero?: boolean | string[] | undefined;
  /** Sum a long table up to one row per period over this column. */
  aggregateOver?: string | undefined;
}

export interface ParsedTable {
  table: Table;
  format: TableFormat;
  /** All that was found, errors first. What concerns one column is a warning until the column is used. */
  problems: Problem[];
  /** What was done to the text without being asked. */
  notes: string[];
  /** 1-based row of the file for each row of the table (the first of its period after summing up). */
  sourceRows: Int32Array;
}

/** Throws when no table can be made: `DATA_EMPTY`, `DATA_NOT_TEXT`, `DATA_ONE_COLUMN`, `DATA_NO_HEADER`, `DATA_HEADER_ONLY`, `DATA_NO_ROWS`. */
export function parseTable(text: string, options: ParseOptions = {}): ParsedTable {
  const records = readRecords(text, options.delimiter);
  const grid = layOut(records.rows, records.problems);
  const { problems, notes } = grid;
  const dated = readDates(grid, options);
  const others = grid.names.flatMap((name, j) => j === dated?.index ? [] : [{ name, cells: grid.columns[j] ?? [] }]);

  const style = findNumberStyle(others.map(({ cells }) => cells), records.delimiter);
  const decimal = options.decimal ?? style.decimal;
  if (options.decimal === undefined && style.unsureCell !== null) problems.push(unsureDecimal(style.unsureCell, decimal));
  reportUnknown(options, grid.names, problems);

  const columns: Column[] = dated === null ? [] : [{ name: dated.name, type: 'date', values: dated.days }];
  let zeros = 0;
  for (const { name, cells } of others) {
    const asZero = Array.isArray(options.blanksAsZero) ? options.blanksAsZero.includes(name) : options.blanksAsZero === true;
    const rows = dated === null ? cells : Array.from(dated.rows, (row) => cells[row] ?? '');
    const sourceRows = dated === null ? grid.sourceRows : Array.from(dated.rows, (row) => grid.sourceRows[row] ?? 0);
    const reading = readColumn(name, rows, sourceRows, decimal, asZero);
    columns.push(reading.column);
    problems.push(...reading.problems);
    zeros += reading.zeros;
  }
  if (zeros > 0) notes.push(`${plural(zeros, 'blank cell')} read as 0.`);

  const order = new Map(grid.names.map((name, j) => [name, j]));
  columns.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
  let table: Table = { rows: dated?.rows.length ?? grid.sourceRows.length, columns };
  let sourceRows = Int32Array.from(dated?.rows ?? grid.sourceRows.keys(), (row) => grid.sourceRows[row] ?? 0);
  let aggregated: string | undefined;
  if (dated !== null) {
    const wanted = options.aggregateOver;
    if (wanted !== undefined && columnNamed(table, wanted) !== undefined) {
      const whole = aggregatePanel(table, wanted, dated.name);
      sourceRows = whole.firstRows.map((row) => sourceRows[row] ?? 0);
      table = whole.table;
      notes.push(...whole.notes);
      aggregated = wanted;
    }
    const panel = findPanel(table, dated.name);
    const days = columnNamed(table, dated.name)?.values as Int32Array;
    const distinct = Int32Array.from(new Set(days));
    problems.push(...(panel === null ? checkPeriods(days, sourceRows, dated.name)
      : [panelProblem(panel, table.rows, distinct.length), ...checkPeriods(distinct, sourceRows, dated.name)]));
  }
  problems.push(...checkColumns(table, sourceRows));
  problems.sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  return {
    table, problems, notes, sourceRows,
    format: {
      delimiter: records.delimiter, decimal, dateColumn: dated?.name ?? null, dateFormat: dated?.format ?? null,
      spacing: dated === null ? null : findGrid(dated.days)?.spacing ?? null, skippedRows: grid.skippedRows,
      ...(style.currency === null ? {} : { currency: style.currency }),
      ...(options.blanksAsZero === undefined || options.blanksAsZero === false ? {} : { blanksAsZero: options.blanksAsZero }),
      ...(aggregated === undefined ? {} : { aggregateOver: aggregated }),
    },
  };
}

/** The options that give the same table from the same text, whatever is found out differently one day. */
export function optionsOf(format: TableFormat): ParseOptions {
  return {
    delimiter: format.delimiter, decimal: format.decimal, dateColumn: format.dateColumn ?? undefined,
    dateFormat: format.dateFormat ?? undefined, blanksAsZero: format.blanksAsZero, aggregateOver: format.aggregateOver,
  };
}

interface Dated {
  name: string;
  index: number;
  format: string;
  /** Rows of the grid in order of date, those without a date left out. */
  rows: Int32Array;
  /** Ascending. */
  days: Int32Array;
}

function readDates(grid: Grid, options: ParseOptions): Dated | null {
  const { names, columns, sourceRows, problems, notes } = grid;
  const wanted = options.dateColumn === undefined ? -1 : names.indexOf(options.dateColumn);
  const index = wanted >= 0 ? wanted : findDateColumn(names, columns);
  const cells = index === null ? [] : columns[index] ?? [];
  const reading = options.dateFormat === undefined ? findDateFormat(cells) : { format: options.dateFormat, rival: null };
  if (index === null || reading === null) {
    problems.push({
      code: 'DATA_NO_DATES', severity: 'error', ...(index === null ? {} : { column: names[index] ?? '' }),
      message: index === null ? 'No column holds dates.' : 'This column holds no dates.',
      mend: 'Write dates as 2024-01-31 (weeks as 2024-W05, months as 2024-01) in one column.',
    });
    return null;
  }
  const name = names[index] ?? '';
  if (reading.rival !== null) {
    problems.push({
      code: 'DATA_AMBIGUOUS_DATE', severity: 'warning', column: name,
      message: `The dates can be read as ${reading.format} or as ${reading.rival} ("${cells[0] ?? ''}"); they were read as ${reading.format}.`,
      mend: 'Write dates as 2024-01-31.',
    });
  }
  const rows: { row: number; days: number }[] = [];
  for (const [row, cell] of cells.entries()) {
    const days = readDate(cell, reading.format);
    if (days !== null) rows.push({ row, days });
    else if (cell === '' && row === cells.length - 1) notes.push(`Row ${sourceRows[row]} has no date (a total?) and was left out.`);
    else {
      problems.push({
        code: 'DATA_BAD_DATE', severity: 'error', row: sourceRows[row] ?? 0, column: name,
        message: cell === '' ? 'The date is missing.' : `"${cell}" is not a date (${reading.format}).`,
        mend: 'Write the date as in the other rows. Until then the row is left out.',
      });
    }
  }
  if (rows.length === 0) {
    throw MixwrightError.ofProblems([...problems, {
      code: 'DATA_NO_ROWS', severity: 'error', column: name, message: 'No row has a date.', mend: 'Choose another date column.',
    }]);
  }
  const sorted = rows.toSorted((a, b) => a.days - b.days);
  if (sorted.some((entry, i) => entry !== rows[i])) {
    const newestFirst = rows.every((entry, i) => i === 0 || entry.days <= (rows[i - 1]?.days ?? 0));
    notes.push(newestFirst ? 'The newest row came first; rows were put in order of date.' : 'Rows were put in order of date.');
  }
  return {
    name, index, format: reading.format,
    rows: Int32Array.from(sorted, ({ row }) => row), days: Int32Array.from(sorted, ({ days }) => days),
  };
}

function unsureDecimal(cell: string, decimal: Decimal): Problem {
  return {
    code: 'DATA_AMBIGUOUS_DECIMAL', severity: 'warning',
    message: `Nothing tells whether "${cell}" has decimals or thousands; the decimal sign was taken to be "${decimal}".`,
    mend: 'If that is wrong, export the numbers without thousands signs.',
  };
}

function reportUnknown(options: ParseOptions, names: readonly string[], problems: Problem[]): void {
  const named = Array.isArray(options.blanksAsZero) ? options.blanksAsZero : [];
  for (const name of [options.dateColumn, options.aggregateOver, ...named]) {
    if (name === undefined || names.includes(name)) continue;
    problems.push({
      code: 'DATA_NO_SUCH_COLUMN', severity: 'error', column: name,
      message: 'The import options name a column that the table does not have.', mend: suggestName(name, names),
    });
  }
}
