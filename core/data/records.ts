/// <reference types="./papaparse" />
import Papa from 'papaparse';
import { MixwrightError, type Problem } from '../errors.ts';
import type { TableFormat } from './table.ts';

export type Delimiter = TableFormat['delimiter'];

export interface Records {
  delimiter: Delimiter;
  /** Cells as written; record i is row i + 1 of the file as a spreadsheet shows it. */
  rows: string[][];
  problems: Problem[];
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
/** Lines that are looked at to find the delimiter. */
const SAMPLE_LINES = 200;
/** More unreadable characters than this share: not text. */
const MAX_RUBBISH = 0.05;

/** Splits text into records. Throws `DATA_EMPTY` and `DATA_NOT_TEXT`. */
export function readRecords(text: string, delimiter?: Delimiter): Records {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  refuseWhatIsNoTable(body);
  const chosen = delimiter ?? findDelimiter(body);
  const { data, errors } = Papa.parse(body, { delimiter: chosen });
  const problems: Problem[] = [];
  let rows = data;
  for (const error of errors) {
    if (error.type !== 'Quotes' || error.row === undefined) continue;
    const row = error.row + 1;
    if (error.code === 'MissingQuotes') {
      rows = data.slice(0, error.row); // the open quote swallowed the rest of the file
      problems.push({
        code: 'DATA_UNCLOSED_QUOTE', severity: 'error', row,
        message: `A quote opened in row ${row} is never closed, so nothing from there on could be read.`,
        mend: 'Close the quote or take it out.',
      });
    } else if (!problems.some((problem) => problem.row === row)) {
      problems.push({
        code: 'DATA_STRAY_QUOTE', severity: 'error', row,
        message: `Row ${row} has text after a closing quote.`,
        mend: 'Write a quote within quotes twice ("") or take it out.',
      });
    }
  }
  return { delimiter: chosen, rows, problems };
}

function refuseWhatIsNoTable(text: string): void {
  const refuse = (code: string, message: string, mend: string): never => {
    throw MixwrightError.ofProblems([{ code, severity: 'error', message, mend }]);
  };
  if (text.trim() === '') refuse('DATA_EMPTY', 'The file is empty.', 'Choose a file with a header row and one row per period.');
  if (text.startsWith('PK\u0003\u0004') || text.startsWith('\uFFFD\uFFFD\u0011\uFFFD')) {
    refuse('DATA_NOT_TEXT', 'This is a workbook or an archive, not delimited text.', 'Save the sheet as CSV and choose that file.');
  }
  const sample = text.slice(0, 20_000);
  let rubbish = 0;
  for (let i = 0; i < sample.length; i++) {
    const unit = sample.charCodeAt(i);
    if (unit === 0xfffd || (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13)) rubbish++;
  }
  if (rubbish > Math.max(1, MAX_RUBBISH * sample.length)) {
    refuse('DATA_NOT_TEXT', 'The file holds binary data, not text.', 'Choose a CSV or TSV file.');
  }
}

/**
 * The delimiter that splits most lines into the same number of cells, wide lines counting more. Decimal commas
 * in a semicolon file also split evenly, but into fewer cells and without splitting the header.
 */
function findDelimiter(text: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = Papa.parse(text, { delimiter, preview: SAMPLE_LINES }).data
      .filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length);
    const width = commonest(widths);
    if (width < 2) continue;
    const share = widths.filter((other) => other === width).length / widths.length;
    const header = widths.find((other) => other > 1) === width ? 1 : 0.25;
    const score = width * share * share * header;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** The most frequent of some small counts; the larger one on a tie; 0 of none. */
export function commonest(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, times] of seen) {
    const bestTimes = seen.get(best) ?? 0;
    if (times > bestTimes || (times === bestTimes && count > best)) best = count;
  }
  return best;
}
