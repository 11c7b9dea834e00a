import type { Problem } from '../errors.ts';
import { plural } from './plural.ts';
import { isExposureName, isSpendName } from './names.ts';
import { isMissingMark, readNumber, type Decimal } from './numbers.ts';
import type { NumberColumn, TextColumn } from './table.ts';

/** Up to this many faults of one kind in a column are listed one by one, more in one sentence. */
const LISTED = 5;

export interface ColumnReading {
  column: NumberColumn | TextColumn;
  problems: Problem[];
  /** Blank cells read as zero. */
  zeros: number;
}

/**
 * Types one column: numbers when more than half of its filled cells are numbers, text otherwise.
 * `sourceRows[i]` is the row of the file that cell i comes from.
 */
export function readColumn(
  name: string, cells: readonly string[], sourceRows: readonly number[], decimal: Decimal, blanksAsZero: boolean,
): ColumnReading {
  const values = new Float64Array(cells.length);
  const blank: Cell[] = [];
  const marked: Cell[] = [];
  const bad: Cell[] = [];
  let numbers = 0;
  for (const [i, cell] of cells.entries()) {
    const value = cell === '' ? null : readNumber(cell, decimal);
    values[i] = value ?? NaN;
    const entry = { text: cell, row: sourceRows[i] ?? 0 };
    if (value !== null) numbers++;
    else if (cell === '') blank.push(entry);
    else if (isMissingMark(cell)) marked.push(entry);
    else bad.push(entry);
  }
  const total = cells.length;
  if (bad.length > 0 && numbers <= bad.length) {
    return {
      column: { name, type: 'text', values: [...cells] }, zeros: 0,
      problems: missing(name, blank, total, 'Fill in the level that applied, for instance "none".'),
    };
  }
  const zeros = blanksAsZero ? blank.length : 0;
  if (blanksAsZero) for (const [i, cell] of cells.entries()) if (cell === '') values[i] = 0;
  const mend = isSpendName(name) || isExposureName(name)
    ? 'Fill in the values; if a blank means zero, have blank cells read as zero (when importing; --blanks-as-zero on the command line).'
    : 'Fill in the value.';
  const problems = [
    ...(blanksAsZero ? [] : missing(name, blank, total, mend)),
    ...missing(name, marked, total, 'Fill in the value, 0 if there was none.'),
    ...summed(name, bad, 'DATA_BAD_NUMBER',
      (cell) => `"${cell.text}" is not a number${decimal === ',' ? ' (decimal comma)' : ''}.`,
      (list) => `${plural(bad.length, 'cell')} of ${total} hold no number: ${list}.`,
      'Write a plain number, without letters or units.'),
  ];
  return { column: { name, type: 'number', values }, problems, zeros };
}

interface Cell { text: string; row: number }

function missing(name: string, cells: readonly Cell[], total: number, mend: string): Problem[] {
  return summed(name, cells, 'DATA_MISSING_VALUE',
    (cell) => cell.text === '' ? 'The cell is blank.' : `The cell holds "${cell.text}" and no value.`,
    (list) => `${cells.length} of ${total} cells have no value: ${list}.`, mend);
}

/** One warning per cell, or one for all of them when there are many. */
function summed(
  column: string, cells: readonly Cell[], code: string, one: (cell: Cell) => string, all: (list: string) => string, mend: string,
): Problem[] {
  const first = cells[0];
  if (first === undefined) return [];
  if (cells.length <= LISTED) {
    return cells.map((cell) => ({ code, severity: 'warning', row: cell.row, column, message: one(cell), mend }));
  }
  const list = cells.slice(0, LISTED).map((cell) => `row ${cell.row}${cell.text === '' ? '' : ` "${cell.text}"`}`).join(', ');
  return [{ code, severity: 'warning', row: first.row, column, message: all(`${list}, …`), mend }];
}
