/// <reference types="../data/papaparse" />
import Papa from 'papaparse';
import { MixwrightError } from '../errors.ts';
import { CANDIDATE_COLUMNS, emptyCandidates } from './candidates.ts';
import type { CandidateColumns } from './candidates.ts';

/** candidates.csv (DESIGN section 5): one row per candidate; an empty cell is a value that is not there. */
export interface CandidateTable {
  candidates: CandidateColumns;
  /** Null where the file has no such column. */
  front: (number | null)[] | null;
  score: number[] | null;
}

export interface CandidateParameterTable {
  names: readonly string[];
  /** Row-major, one row of `names.length` hyperparameters per candidate. */
  values: Float64Array;
  /** Per name the words of a choice, whose values are indices into them; none when absent. */
  choices?: readonly (readonly string[] | undefined)[];
}

/** Choices are written in words. Numbers are written in their shortest form that reads back as the same double. */
export function writeCandidates(
  candidates: CandidateColumns, front: readonly (number | null)[], score: readonly number[], parameters: CandidateParameterTable,
): string {
  const width = parameters.names.length;
  const lines = [Papa.unparse([[...CANDIDATE_COLUMNS, 'front', 'score', ...parameters.names]])];
  for (let row = 0; row < candidates.trial.length; row++) {
    const cells = CANDIDATE_COLUMNS.map((name) => written(candidates[name][row] as number));
    cells.push(written(front[row] ?? Number.NaN), written(score[row] ?? Number.NaN));
    for (let k = 0; k < width; k++) {
      const value = parameters.values[row * width + k] as number;
      cells.push(parameters.choices?.[k]?.[value] ?? written(value));
    }
    lines.push(cells.join(','));
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Reads what `writeCandidates` writes, with the columns in any order; others are ignored. Throws
 * MixwrightError CANDIDATES_EMPTY, CANDIDATES_NO_COLUMN or CANDIDATES_BAD_NUMBER with row and column.
 */
export function readCandidates(text: string): CandidateTable {
  const [header, ...rows] = records(text);
  if (header === undefined || rows.length === 0) {
    throw refused('CANDIDATES_EMPTY', 'The file of candidates has no rows.', 'Give the candidates.csv of a finished run.');
  }
  const names = header.map((name) => name.trim());
  const candidates = emptyCandidates(rows.length);
  for (const name of CANDIDATE_COLUMNS) {
    const column = names.indexOf(name);
    if (column < 0) {
      throw refused('CANDIDATES_NO_COLUMN', `There is no column "${name}"; the header has ${names.slice(0, 12).join(', ')}.`,
        `Expected the columns ${CANDIDATE_COLUMNS.join(', ')}, separated by commas.`, { column: name });
    }
    rows.forEach((cells, row) => {
      candidates[name][row] = name === 'trial' || name === 'iteration'
        ? counted(cells[column], row, name) : parsed(cells[column], row, name);
    });
  }
  const optional = (name: string): number[] | null => {
    const column = names.indexOf(name);
    return column < 0 ? null : rows.map((cells, row) => parsed(cells[column], row, name));
  };
  const front = optional('front');
  return { candidates, front: front && front.map((number) => (Number.isNaN(number) ? null : number)), score: optional('score') };
}

/**
 * Hyperparameters of some rows (0-based), as people write them: the columns of these names that the file has. Throws
 * CANDIDATES_NO_COLUMN for a name it has no column for.
 */
export function readParameters(text: string, names: readonly string[], rows: readonly number[]): Record<string, number | string>[] {
  const [header = [], ...cells] = records(text);
  const known = header.map((name) => name.trim());
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) throw refused('CANDIDATES_NO_COLUMN', `There is no column "${missing}".`, 'Give the candidates.csv that the run wrote.', { column: missing });
  const columns = names.map((name) => [name, known.indexOf(name)] as const);
  return rows.map((row) => Object.fromEntries(columns.map(([name, column]) => {
    const cell = (cells[row]?.[column] ?? '').trim();
    return [name, DECIMAL.test(cell) ? Number(cell) : cell];
  })));
}

function written(value: number): string {
  if (Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '-0' : String(value);
}

const INFINITE: Record<string, number> = { 'Infinity': Infinity, 'Inf': Infinity, '-Infinity': -Infinity, '-Inf': -Infinity };
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function parsed(cell: string | undefined, row: number, column: string): number {
  const text = (cell ?? '').trim();
  if (text === '' || text === 'NA' || text === 'NaN') return Number.NaN;
  if (DECIMAL.test(text)) return Number(text);
  const infinite = INFINITE[text];
  if (infinite !== undefined) return infinite;
  throw refused('CANDIDATES_BAD_NUMBER', `"${text.slice(0, 40)}" is not a number.`,
    'Write numbers with a decimal point, or leave the cell empty.', { row: row + 2, column });
}

function counted(cell: string | undefined, row: number, column: string): number {
  const value = parsed(cell, row, column);
  if (Number.isInteger(value) && value >= 1) return value;
  throw refused('CANDIDATES_BAD_NUMBER', `Expected a whole number from 1 up, got "${(cell ?? '').trim()}".`,
    'Number trials and iterations from 1.', { row: row + 2, column });
}

function records(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '').trimEnd();
  return source === '' ? [] : Papa.parse(source, { delimiter: ',' }).data;
}

function refused(code: string, message: string, mend: string, place: { row?: number; column?: string } = {}): MixwrightError {
  return MixwrightError.ofProblems([{ code, severity: 'error', message, mend, ...place }]);
}
