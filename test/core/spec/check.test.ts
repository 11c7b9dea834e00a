import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../core/data/parse.ts';
import { checkSpec } from '../../../core/spec/check.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import { countTerms, windowRows } from '../../../core/spec/window.ts';

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), 'utf8');
const text = fixture('weekly.prepared.csv');
const golden = parseTable(text);
const file = JSON.parse(fixture('weekly.geometric.spec.json')) as { channels: object[]; context: object[] };

const check = (change: object, table = golden): string[] =>
  checkSpec(parseSpec({ ...file, ...change }), table).map(({ code, severity, key, column, row }) =>
    `${severity === 'warning' ? 'warning ' : ''}${code} ${key ?? ''}${column === undefined ? '' : ` ${column}`}${row === undefined ? '' : ` ${row}`}`);
/** The table with the cells of one column rewritten; `row` counts data rows from 0. */
const edited = (column: string, edit: (cell: string, row: number) => string): typeof golden => {
  const [header = '', ...rows] = text.trim().split('\n');
  const index = header.split(',').indexOf(column);
  return parseTable([header, ...rows.map((line, row) => line.split(',').map((cell, j) => (j === index ? edit(cell, row) : cell)).join(','))].join('\n'));
};

describe('checkSpec', () => {
  it('has nothing to say on the golden project with its lift studies', () => {
    const { studies } = JSON.parse(fixture('calibration.json')) as { studies: object[] };
    expect(check({ calibration: studies })).toEqual([]);
  });

  it('names columns that are not there and the nearest one', () => {
    expect(check({ response: { column: 'revenu' } })).toEqual(['SPEC_NO_SUCH_COLUMN response.column revenu']);
    const [problem] = checkSpec(parseSpec({ ...file, response: { column: 'revenu' } }), golden);
    expect(problem?.mend).toBe('Did you mean "revenue"?');
    expect(check({ baseline: { source: 'columns', columns: { trend: 'trnd' } } })).toEqual(['SPEC_NO_SUCH_COLUMN baseline.columns.trend trnd']);
  });

  it('names columns of the wrong type or used twice', () => {
    expect(check({ date: 'revenue', response: { column: 'promotion' }, context: [] }))
      .toEqual(['SPEC_WRONG_COLUMN_TYPE date revenue', 'SPEC_WRONG_COLUMN_TYPE response.column promotion']);
    expect(check({ context: [{ column: 'promotion' }] })[0]).toBe('SPEC_WRONG_COLUMN_TYPE context[0].column promotion');
    expect(check({ context: [{ column: 'tv_spend' }] })).toEqual(['SPEC_COLUMN_USED_TWICE context[0].column tv_spend']);
  });

  it('makes faulty cells errors once their column is used', () => {
    const table = edited('tv_spend', (cell, row) => (row === 9 ? 'n/a' : row === 20 ? '12k' : row === 30 ? '-350' : cell));
    expect(check({}, table)).toEqual([
      'DATA_MISSING_VALUE channels[0].spend tv_spend 11', 'DATA_BAD_NUMBER channels[0].spend tv_spend 22', 'DATA_NEGATIVE_SPEND channels[0].spend tv_spend 32']);
    expect(check({ channels: file.channels.slice(1), hyperparameters: {} }, table)).toEqual([]);
  });

  it('refuses a repeated or missing period', () => {
    expect(check({}, edited('week', (cell) => (cell === '2022-08-01' ? '2022-07-25' : cell))))
      .toEqual(['DATA_DUPLICATE_PERIOD date week 41', 'DATA_MISSING_PERIOD date week 42']);
  });

  it('refuses an all-zero channel, warns of a constant', () => {
    expect(check({}, edited('tv_spend', () => '0'))).toEqual(['DATA_ALL_ZERO channels[0].spend tv_spend']);
    expect(check({}, edited('tv_spend', (cell, row) => (row < 9 ? cell : '0')))).toEqual(['DATA_ALL_ZERO channels[0].spend tv_spend']);
    expect(check({}, edited('competitor_price', () => '7'))).toEqual(['warning DATA_CONSTANT_COLUMN context[0].column competitor_price']);
    expect(check({}, edited('revenue', () => '7'))).toEqual(['DATA_CONSTANT_COLUMN response.column revenue']);
    expect(check({}, edited('holiday', () => '0'))).toEqual([]);
  });

  it('refuses a factor with one level or a reference it does not have', () => {
    expect(check({}, edited('promotion', () => 'none'))).toEqual(['DATA_ONE_LEVEL context[2].column promotion']);
    expect(check({ context: [{ column: 'promotion', type: 'factor', reference: 'nun' }] })).toEqual(['SPEC_UNKNOWN_LEVEL context[0].reference promotion']);
  });

  it('refuses a window outside the data', () => {
    expect(check({ window: { from: '2010-01-04', to: '2010-12-27' } })).toEqual(['SPEC_WINDOW_OUTSIDE window.from']);
    expect(check({ window: { from: '2022-01-03', to: '2030-12-30' } })).toEqual(['SPEC_WINDOW_OUTSIDE window.to']);
    expect(check({ window: { from: '2022-01-01', to: '2025-11-02' } })).toEqual([]); // the last week ends on 2 November
    expect(check({ window: { from: '2022-01-04', to: '2022-01-05' } })).toEqual(['SPEC_WINDOW_OUTSIDE window']);
  });

  it('refuses fewer training rows than the coefficients need', () => {
    // 3 baseline + 2 numbers + 2 levels beside the reference + 7 channels + 1 organic = 15 terms; 17 rows are needed.
    const spec = parseSpec(file);
    expect(countTerms(spec, golden.table)).toBe(15);
    const window = { from: '2022-01-03', to: '2022-05-02' }; // 18 rows
    expect(check({ window, train_size: 1 }).filter((line) => line.includes('ROWS'))).toEqual(['warning SPEC_FEW_ROWS window']);
    expect(check({ window, train_size: 0.8 })).toContain('SPEC_TOO_FEW_ROWS window');
    const [problem] = checkSpec(parseSpec({ ...file, window, train_size: 0.8 }), golden).filter(({ code }) => code === 'SPEC_TOO_FEW_ROWS');
    expect(problem?.message).toContain('15 terms');
    expect(problem?.message).toContain('14 training rows'); // floor(1 + 17·0.8)
  });

  it('refuses a train_size that leaves nothing to validate on', () => {
    expect(check({ train_size: [0.8, 0.995] })).toEqual(['SPEC_NO_VALIDATION_ROWS train_size']);
    expect(check({ train_size: 1 })).toEqual([]);
  });

  it('refuses lift studies outside the window, warns of another spend', () => {
    const study = { channels: ['tv'], from: '2024-03-04', to: '2024-04-28', lift: 900_000 };
    expect(check({ calibration: [{ ...study, from: '2021-12-27', to: '2022-01-16' }] })).toEqual(['SPEC_STUDY_OUTSIDE calibration[0].from']);
    expect(check({ calibration: [{ ...study, to: '2026-01-01' }] })).toEqual(['SPEC_STUDY_OUTSIDE calibration[0].to']);
    expect(check({ calibration: [{ ...study, spend: 190_000 }] })).toEqual(['warning SPEC_STUDY_SPEND calibration[0].spend']);
  });

  it('warns of a weekday in weekly data', () => {
    expect(check({ baseline: { source: 'prophet', terms: ['trend', 'weekday'] } })).toEqual(['warning SPEC_TERM_SPACING baseline.terms']);
  });
});

describe('windowRows', () => {
  it('counts the rows between two dates, both inclusive', () => {
    const dates = Int32Array.of(0, 7, 14, 21);
    expect(windowRows(undefined, dates)).toEqual({ start: 0, rows: 4 });
    expect(windowRows({ from: '1970-01-08', to: '1970-01-15' }, dates)).toEqual({ start: 1, rows: 2 });
    expect(windowRows({ from: '1970-01-09', to: '1970-01-10' }, dates).rows).toBe(0);
  });
});
