import { describe, expect, it } from 'vitest';
import { isoFromDays } from '../../../core/data/calendar.ts';
import { optionsOf, parseTable, type ParsedTable } from '../../../core/data/parse.ts';
import { columnNamed } from '../../../core/data/table.ts';
import { MixwrightError } from '../../../core/errors.ts';

const values = (parsed: ParsedTable, name: string): unknown[] => [...(columnNamed(parsed.table, name)?.values ?? [])];
const dates = (parsed: ParsedTable): string[] => (values(parsed, parsed.format.dateColumn ?? '') as number[]).map(isoFromDays);
const codes = (parsed: ParsedTable): string[] => parsed.problems.map(({ code, row, column }) => `${code} ${row ?? ''} ${column ?? ''}`.trim());

function refusal(text: string): MixwrightError {
  try {
    parseTable(text);
  } catch (error) {
    if (error instanceof MixwrightError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

const weeks = (rows: string[]): string => ['week,revenue,tv_spend', ...rows].join('\n');
const five = ['2024-01-01,10,1', '2024-01-08,20,2', '2024-01-15,30,0', '2024-01-22,40,3', '2024-01-29,50,1'];

describe('parseTable', () => {
  it.each([[','], [';'], ['\t'], ['|']] as const)('finds the delimiter %j', (delimiter) => {
    const parsed = parseTable(weeks(five).replaceAll(',', delimiter));
    expect(parsed.format).toEqual({ delimiter, decimal: '.', dateColumn: 'week', dateFormat: 'yyyy-mm-dd', spacing: 'week', skippedRows: 0 });
    expect(values(parsed, 'revenue')).toEqual([10, 20, 30, 40, 50]);
    expect(parsed.problems).toEqual([]);
  });

  it('is not misled by decimal commas', () => {
    const parsed = parseTable('Datum;Umsatz;TV\n01.01.2024;1,5;2,5\n08.01.2024;3,5;4,5\n15.01.2024;5,5;6,5\n');
    expect(parsed.format).toMatchObject({ delimiter: ';', decimal: ',', dateFormat: 'dd.mm.yyyy' });
    expect(values(parsed, 'Umsatz')).toEqual([1.5, 3.5, 5.5]);
  });

  it('reads BOM, CRLF, quotes and lines within quotes', () => {
    const parsed = parseTable('\uFEFFweek,"revenue, net",note\r\n2024-01-01,"1,000","two\r\nlines"\r\n2024-01-08,"2,000","say ""hi"""\r\n');
    expect(values(parsed, 'revenue, net')).toEqual([1000, 2000]);
    expect(values(parsed, 'note')).toEqual(['two\r\nlines', 'say "hi"']);
    expect([...parsed.sourceRows]).toEqual([2, 3]);
  });

  it('passes over titles, totals, remarks, blank rows and columns, and counts rows as the file does', () => {
    const parsed = parseTable('Report,,,\n,,,\nweek,revenue,tv_spend,\n2024-01-01,10,1,\n,,,\n2024-01-08,20,x,\nTotal,30,1,\nSource: ours,,,\n,,,\n');
    expect(parsed.table.columns.map(({ name }) => name)).toEqual(['week', 'revenue', 'tv_spend']);
    expect([...parsed.sourceRows]).toEqual([4, 6]);
    expect(parsed.format.skippedRows).toBe(2);
    expect(parsed.notes).toHaveLength(3);
  });

  it('names row and column of a bad number, also after sorting', () => {
    const parsed = parseTable(weeks([...five.slice(1), '2024-01-01,10,12k'].toReversed()));
    expect(codes(parsed)).toEqual(['DATA_BAD_NUMBER 2 tv_spend']);
    const newestFirst = parseTable(weeks(five.toReversed().map((row) => row.replace('50,1', '50,12k'))));
    expect(codes(newestFirst)).toEqual(['DATA_BAD_NUMBER 2 tv_spend']);
    expect(newestFirst.notes).toContain('The newest row came first; rows were put in order of date.');
    expect([...newestFirst.sourceRows]).toEqual([6, 5, 4, 3, 2]);
    expect(dates(newestFirst)[0]).toBe('2024-01-01');
  });

  it('reports every fault of the periods at once', () => {
    const parsed = parseTable(weeks([...five.slice(0, 2), '2024-01-08,21,1', '2024-01-23,40,3', '2024-01-29,50,-1', '2024-02-05,1,1', '2024-02-12,1,1']));
    expect(codes(parsed)).toEqual(['DATA_DUPLICATE_PERIOD 4 week', 'DATA_IRREGULAR_DATE 5 week', 'DATA_MISSING_PERIOD 5 week', 'DATA_NEGATIVE_SPEND 6 tv_spend']);
    expect(parsed.problems.find(({ code }) => code === 'DATA_MISSING_PERIOD')?.message).toContain('2024-01-15');
  });

  it('says when dates keep no spacing', () => {
    const parsed = parseTable(weeks(['2024-01-01,1,1', '2024-01-15,2,2', '2024-01-29,3,1']));
    expect(parsed.format.spacing).toBeNull();
    expect(codes(parsed)).toEqual(['DATA_NO_SPACING  week']);
  });

  it('leaves out a row with a bad date and names it', () => {
    const parsed = parseTable(weeks([...five.slice(0, 4), 'soon,50,1', '2024-02-05,9,9']));
    expect(codes(parsed)).toEqual(['DATA_BAD_DATE 6 week', 'DATA_MISSING_PERIOD 7 week']);
    expect(parsed.table.rows).toBe(5);
  });

  it('reads blanks as zero only when asked', () => {
    const text = weeks(['2024-01-01,10,', '2024-01-08,20,2', '2024-01-15,,n/a']);
    expect(codes(parseTable(text))).toEqual(['DATA_MISSING_VALUE 4 revenue', 'DATA_MISSING_VALUE 2 tv_spend', 'DATA_MISSING_VALUE 4 tv_spend']);
    const mended = parseTable(text, { blanksAsZero: ['tv_spend'] });
    expect(codes(mended)).toEqual(['DATA_MISSING_VALUE 4 revenue', 'DATA_MISSING_VALUE 4 tv_spend']);
    expect(values(mended, 'tv_spend')).toEqual([0, 2, NaN]);
    expect(mended.format.blanksAsZero).toEqual(['tv_spend']);
  });

  it('gives the same table again from its own format', () => {
    for (const [text, options] of [
      [weeks(five), {}], ['d;a;b\n01/02/2024;1.234;\n08/02/2024;2.345;1\n', { blanksAsZero: true }],
    ] as const) {
      const parsed = parseTable(text, options);
      const again = parseTable(text, optionsOf(parsed.format));
      expect(again.table).toEqual(parsed.table);
      expect(again.format).toEqual(parsed.format);
    }
  });

  it('names columns that bear no name or the same name', () => {
    const parsed = parseTable(',week,a,a,\n0,2024-01-01,1,2,5\n1,2024-01-08,2,3,6\n');
    expect(parsed.table.columns.map(({ name }) => name)).toEqual(['week', 'a', 'a (2)', 'column 5']);
    expect(codes(parsed)).toEqual(['DATA_DUPLICATE_COLUMN 1 a (2)', 'DATA_UNNAMED_COLUMN 1 column 5']);
    expect(parsed.notes[0]).toContain('only counts the rows');
  });

  it('warns of columns that tell nothing', () => {
    const parsed = parseTable('week,tv_spend,seven,shop\n2024-01-01,0,7,a\n2024-01-08,0,7,a\n');
    expect(codes(parsed)).toEqual(['DATA_ALL_ZERO  tv_spend', 'DATA_CONSTANT_COLUMN  seven', 'DATA_ONE_LEVEL  shop']);
  });

  it('reports rows that are too long or too short', () => {
    const parsed = parseTable(weeks(['2024-01-01,1,1', '2024-01-08,1,234,1', '2024-01-15,3', '2024-01-22,4,4']));
    expect(codes(parsed)).toEqual(['DATA_LONG_ROW 3', 'DATA_SHORT_ROW 4', 'DATA_MISSING_VALUE 4 tv_spend']);
  });

  it('reports an open quote with its row and keeps what came before', () => {
    const parsed = parseTable(weeks([...five.slice(0, 3), '2024-01-22,"40,3', '2024-01-29,50,1']));
    expect(codes(parsed)).toEqual(['DATA_UNCLOSED_QUOTE 5']);
    expect(parsed.table.rows).toBe(3);
  });

  it('names an option that asks for a column the table does not have', () => {
    const parsed = parseTable(weeks(five), { dateColumn: 'weak' });
    expect(parsed.problems).toMatchObject([{ code: 'DATA_NO_SUCH_COLUMN', column: 'weak', mend: 'Did you mean "week"?' }]);
  });

  it.each([
    ['DATA_EMPTY', ''], ['DATA_EMPTY', ' \n\n'], ['DATA_HEADER_ONLY', 'week,revenue\n'], ['DATA_ONE_COLUMN', 'hello\nworld\n'],
    ['DATA_NOT_TEXT', 'PK\u0003\u0004\u0000\u0000'], ['DATA_NOT_TEXT', '\uFFFD\u0001\u0002,\uFFFD\u0000\n'.repeat(20)],
    ['DATA_NO_HEADER', '2024-01-01,1,2\n2024-01-08,3,4\n'],
  ])('refuses with %s', (code, text) => {
    const error = refusal(text);
    expect(error.code).toBe(code);
    expect(error.problems[0]?.mend).not.toBe('');
  });

  it('says that there are no dates', () => {
    expect(codes(parseTable('a,b\n1,2\n3,4\n'))).toEqual(['DATA_NO_DATES']);
  });
});
