import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable, type ParsedTable } from '../../../core/data/parse.ts';
import type { Column } from '../../../core/data/table.ts';

const folder = new URL('../../../../shared/data/', import.meta.url);
const present = existsSync(folder);
if (!present) process.stderr.write('real-tables.test.ts: skipped, ../shared/data is not here.\n');

const read = (name: string, encoding = 'utf-8'): string =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(readFileSync(new URL(name, folder)));
const golden = parseTable(readFileSync(new URL('../../fixtures/golden/weekly.csv', import.meta.url), 'utf8'));

/** Values only: the exports rename the columns. */
const contents = (columns: readonly Column[]): unknown[] => columns.map(({ type, values }) => [type, [...values]]);
const codes = (parsed: ParsedTable): string[] => parsed.problems.map(({ code, row, column }) => `${code} ${row ?? ''} ${column ?? ''}`.trim());

describe('golden weekly.csv', () => {
  it('has nothing to report', () => {
    expect(golden.table.rows).toBe(209);
    expect(golden.problems).toEqual([]);
    expect(golden.notes).toEqual([]);
  });
});

describe.skipIf(!present)('exports of the same table', () => {
  it('European: titles, decimal commas, thousands dots, total row', () => {
    const parsed = parseTable(read('messy/european_export.csv'));
    expect(contents(parsed.table.columns)).toEqual(contents(golden.table.columns));
    expect(parsed.problems).toEqual([]);
    expect(parsed.notes).toHaveLength(2);
  });

  it('American: dollars, quoted thousands, blanks for zero', () => {
    const parsed = parseTable(read('messy/us_export.csv', 'windows-1252'), { blanksAsZero: true });
    expect(contents(parsed.table.columns)).toEqual(contents(golden.table.columns));
    expect(parsed.problems).toEqual([]);
    expect(parsed.format).toMatchObject({ currency: 'USD', dateFormat: 'm/d/yyyy', blanksAsZero: true });
  });

  it('American, as it is: one warning per column with blanks, naming the mend', () => {
    const { problems } = parseTable(read('messy/us_export.csv', 'windows-1252'));
    expect(problems.map(({ column }) => column)).toEqual(['tv spend', 'radio spend', 'outdoor spend', 'print spend', 'video spend']);
    for (const problem of problems) expect(problem.mend).toContain('--blanks-as-zero');
  });

  it('newest first, with an all-zero and a constant column', () => {
    const parsed = parseTable(read('messy/newest_first.tsv'));
    expect(contents(parsed.table.columns.slice(0, 15))).toEqual(contents(golden.table.columns.slice(0, 15)));
    expect(codes(parsed)).toEqual(['DATA_ALL_ZERO  new_channel_spend', 'DATA_CONSTANT_COLUMN  constant']);
    expect(parsed.sourceRows[0]).toBe(210);
  });

  it('with one fault of each kind: all are reported at once', () => {
    expect(codes(parseTable(read('messy/faults.csv'))).toSorted()).toEqual([
      'DATA_BAD_NUMBER 91 search_spend', 'DATA_DUPLICATE_PERIOD 41 week', 'DATA_MISSING_PERIOD 42 week', 'DATA_MISSING_PERIOD 61 week',
      'DATA_MISSING_VALUE 101 consumer_confidence', 'DATA_MISSING_VALUE 101 promotion', 'DATA_MISSING_VALUE 11 tv_spend',
      'DATA_MISSING_VALUE 76 revenue', 'DATA_NEGATIVE_SPEND 26 print_spend', 'DATA_SHORT_ROW 101',
    ]);
  });
});

describe.skipIf(!present)('public tables', () => {
  it.each([['mmm_example.csv', 179, 8], ['national_all_channels.csv', 156, 17]])('%s is read whole', (name, rows, columns) => {
    const parsed = parseTable(read(name));
    expect(parsed.table).toMatchObject({ rows });
    expect(parsed.table.columns).toHaveLength(columns);
    expect(parsed.format.spacing).toBe('week');
    expect(parsed.problems).toEqual([]);
  });

  it('the long one is understood and can be summed up', () => {
    const text = read('geo_all_channels.csv');
    expect(codes(parseTable(text))).toEqual(['DATA_PANEL  geo']);
    const { table, format } = parseTable(text, { aggregateOver: 'geo' });
    expect(table.rows).toBe(156);
    expect(format.spacing).toBe('week');
    const summed = table.columns.find(({ name }) => name === 'Channel0_spend')?.values as Float64Array;
    const rows = text.trim().split('\n').slice(1).map((line) => line.split(','));
    const direct = rows.filter((row) => row[2] === '2021-01-25').reduce((sum, row) => sum + Number(row[10]), 0);
    expect(summed[0]).toBeCloseTo(direct, 6); // same terms, summed in the same order
  });
});
