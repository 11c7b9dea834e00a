import { MixwrightError, type Problem } from '../errors.ts';
import { readDate } from './dates.ts';
import { readNumber } from './numbers.ts';
import { plural } from './plural.ts';
import { commonest } from './records.ts';

/** A rectangle of cells under named columns, before types. */
export interface Grid {
  names: string[];
  /** Cells of column j, top to bottom, trimmed. */
  columns: string[][];
  /** 1-based row of the file for each row of cells. */
  sourceRows: number[];
  /** Rows above the header. */
  skippedRows: number;
  problems: Problem[];
  notes: string[];
}

/** Finds the header and cuts out what is no data. Throws `DATA_ONE_COLUMN`, `DATA_NO_HEADER`, `DATA_HEADER_ONLY`. */
export function layOut(rows: readonly (readonly string[])[], found: readonly Problem[]): Grid {
  const problems = [...found];
  const notes: string[] = [];
  const headerIndex = findHeader(rows);
  const header = (rows[headerIndex] ?? []).map((cell) => cell.trim().replace(/\s+/g, ' '));
  if (headerIndex > 0) notes.push(`${plural(headerIndex, 'row')} above the header passed over.`);

  const body: { cells: string[]; row: number }[] = [];
  for (const [index, row] of rows.entries()) {
    if (index <= headerIndex || row.every((cell) => cell.trim() === '')) continue;
    const cells = row.map((cell) => cell.trim());
    if (cells.every((cell, j) => cell === (header[j] ?? ''))) {
      notes.push(`Row ${index + 1} repeats the header and was passed over.`);
      continue;
    }
    body.push({ cells, row: index + 1 });
  }
  if (body.length === 0) {
    throw MixwrightError.ofProblems([...problems, {
      code: 'DATA_HEADER_ONLY', severity: 'error', row: headerIndex + 1,
      message: 'The file has a header and no rows below it.', mend: 'Export the data with one row per period.',
    }]);
  }

  const names: string[] = [];
  const columns: string[][] = [];
  for (const [j, written] of header.entries()) {
    const cells = body.map((row) => row.cells[j] ?? '');
    if (written === '' && cells.every((cell) => cell === '')) continue;
    if (isIndex(written, cells)) {
      notes.push(`Column ${j + 1}, which only counts the rows, was left out.`);
      continue;
    }
    names.push(columnName(written, j, names, headerIndex + 1, problems));
    columns.push(cells);
  }
  const grid = { names, columns, sourceRows: body.map(({ row }) => row), skippedRows: headerIndex, problems, notes };
  dropTail(grid);
  reportWidths(grid, body, header.length);
  return grid;
}

/** The first row that fills at least half of the usual width. */
function findHeader(rows: readonly (readonly string[])[]): number {
  const filled = (row: readonly string[]): number => row.filter((cell) => cell.trim() !== '').length;
  const width = commonest(rows.filter((row) => filled(row) > 0).map((row) => row.length));
  if (width < 2) {
    throw MixwrightError.ofProblems([{
      code: 'DATA_ONE_COLUMN', severity: 'error', message: 'The text has one column only: no comma, semicolon, tab or bar parts it.',
      mend: 'Export the table as CSV with a header row.',
    }]);
  }
  const index = rows.findIndex((row) => filled(row) >= Math.max(2, Math.min(width, row.length) / 2) && row.length > 1);
  const cells = (rows[index] ?? []).filter((cell) => cell.trim() !== '');
  const values = cells.filter((cell) => readNumber(cell.trim(), '.') !== null || readNumber(cell.trim(), ',') !== null
    || readDate(cell, 'yyyy-mm-dd') !== null);
  if (2 * values.length > cells.length) {
    throw MixwrightError.ofProblems([{
      code: 'DATA_NO_HEADER', severity: 'error', row: index + 1,
      message: `Row ${index + 1} should name the columns, but it holds values ("${cells.slice(0, 3).join('", "')}").`,
      mend: 'Put a row with a name for each column on top.',
    }]);
  }
  return index;
}

/** An unnamed column of 0, 1, 2, … as data frames write it. */
function isIndex(name: string, cells: readonly string[]): boolean {
  if (name !== '' && !/^unnamed: 0$/i.test(name)) return false;
  const first = Number(cells[0]);
  return (first === 0 || first === 1) && cells.every((cell, i) => cell === '' || cell === String(first + i));
}

function columnName(written: string, index: number, taken: readonly string[], row: number, problems: Problem[]): string {
  const base = written === '' ? `column ${index + 1}` : written;
  let name = base;
  for (let copy = 2; taken.includes(name); copy++) name = `${base} (${copy})`;
  if (written === '') {
    problems.push({
      code: 'DATA_UNNAMED_COLUMN', severity: 'warning', row, column: name,
      message: `Column ${index + 1} has no name; it is called "${name}" here.`, mend: 'Name it in the header row.',
    });
  } else if (name !== base) {
    problems.push({
      code: 'DATA_DUPLICATE_COLUMN', severity: 'warning', row, column: name,
      message: `Two columns are named "${base}"; the later one is called "${name}" here.`, mend: 'Give each column a name of its own.',
    });
  }
  return name;
}

const TOTAL = /^(grand |sub)?(total|totals|sum|summe|gesamt|gesamtsumme|gesamtergebnis|insgesamt|totale|somme|suma|average|mean|durchschnitt|mittelwert)\b/i;

/** Drops totals and remarks below the last period. */
function dropTail(grid: Grid): void {
  for (;;) {
    const last = grid.sourceRows.length - 1;
    const cells = grid.columns.map((column) => column[last] ?? '').filter((cell) => cell !== '');
    const first = cells[0] ?? '';
    const total = TOTAL.test(first);
    const remark = cells.length === 1 && grid.names.length > 2 && /\p{L}{2}/u.test(first);
    if (last < 1 || !(total || remark)) return;
    const row = grid.sourceRows.pop();
    for (const column of grid.columns) column.pop();
    grid.notes.push(total ? `Row ${row} ("${first}") is a total and was left out.` : `Row ${row} ("${first}") holds no data and was passed over.`);
  }
}

function reportWidths(grid: Grid, body: readonly { cells: readonly string[]; row: number }[], width: number): void {
  const kept = new Set(grid.sourceRows);
  for (const { cells, row } of body) {
    const extra = cells.slice(width).filter((cell) => cell !== '');
    if (!kept.has(row) || (cells.length >= width && extra.length === 0)) continue;
    const long = extra.length > 0;
    grid.problems.push({
      code: long ? 'DATA_LONG_ROW' : 'DATA_SHORT_ROW', severity: long ? 'error' : 'warning', row,
      message: `Row ${row} has ${cells.length} cells, the header has ${width}.`,
      mend: long ? 'Quote cells that hold the delimiter, or take out what is too much.' : 'Fill in the cells at its end.',
    });
  }
}
