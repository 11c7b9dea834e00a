import { describe, expect, it } from 'vitest';
import type { BaselineRequest, BaselineResult } from '../../../core/baseline/decompose.ts';
import { decompose } from '../../../core/baseline/decompose.ts';
import { MixwrightError } from '../../../core/errors.ts';
import { loadProphet } from '../../../electron/engine/prophet/load.ts';
import { correlation, days, goldenColumns, largestGap, relativeRmse } from './fixtures.ts';

const prophet = await loadProphet();

const steps = {
  day: (i: number) => days('2021-01-01') + i,
  week: (i: number) => days('2021-01-04') + 7 * i,
  month: (i: number) => Date.UTC(2018, i, 1) / 86_400_000,
};

function request(spacing: BaselineRequest['spacing'], rows: number, response: (day: number, row: number) => number,
  rest: Partial<BaselineRequest> = {}): BaselineRequest {
  const dates = Int32Array.from({ length: rows }, (_, i) => steps[spacing](i));
  return { dates, response: Float64Array.from(dates, response), spacing, terms: ['trend', 'season'], factors: [], ...rest };
}

function valuesOf(result: BaselineResult, name: string): Float64Array {
  const found = [...result.columns, ...result.factorEffects].find((column) => column.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found.values;
}

function thrown(act: () => unknown): MixwrightError {
  try {
    act();
  } catch (error) {
    if (error instanceof MixwrightError) return error;
    throw error;
  }
  throw new Error('did not throw');
}

const yearly = (day: number): number => 300 * Math.sin(2 * Math.PI * day / 365.25) + 120 * Math.cos(4 * Math.PI * day / 365.25);
/** Fixed noise of sd 17, so that the fit has something to leave over. */
const noise = (row: number): number => ((row * 7919) % 61) - 30;

describe('decompose', () => {
  it.each([['week', 209], ['day', 1096], ['month', 72]] as const)('recovers trend and yearly wave, one row per %s', (spacing, rows) => {
    const start = steps[spacing](0);
    const trend = (day: number): number => 5000 + 1.5 * (day - start);
    const asked = request(spacing, rows, (day, row) => trend(day) + yearly(day) + noise(row));
    const result = decompose(asked, prophet);
    // The noise (sd 17) bends both a little: its share of the wave's sd (228) is 8 %, most of which averages out.
    expect(relativeRmse(valuesOf(result, 'trend'), Array.from(asked.dates, trend))).toBeLessThan(0.05);
    expect(relativeRmse(valuesOf(result, 'season'), Array.from(asked.dates, yearly))).toBeLessThan(0.15);
    expect(result.columns.every((column) => column.values.length === rows)).toBe(true);
  });

  it('recovers the weekday pattern and the monthly wave of daily data', () => {
    const weekday = (day: number): number => [40, -10, -20, 0, 5, 60, -75][((day % 7) + 7) % 7] ?? 0;
    const monthly = (day: number): number => 80 * Math.sin(2 * Math.PI * day / 30.5);
    const result = decompose(request('day', 1096, (day, row) => 2000 + weekday(day) + monthly(day) + noise(row),
      { terms: ['trend', 'weekday', 'monthly'] }), prophet);
    const dates = Array.from({ length: 1096 }, (_, i) => steps.day(i));
    // Three harmonics describe seven weekdays exactly; noise of sd 17 over 1,096 rows is what is left.
    expect(relativeRmse(valuesOf(result, 'weekday'), dates.map(weekday))).toBeLessThan(0.1);
    expect(relativeRmse(valuesOf(result, 'monthly'), dates.map(monthly))).toBeLessThan(0.1);
  });

  it('finds holidays by country: a lift on German ones shows with DE and not with US', () => {
    const german = new Set(['2021-10-03', '2022-10-03', '2023-10-03'].map(days));
    const ask = (country: string): BaselineResult => decompose(request('day', 1096, (day, row) => 2000 + (german.has(day) ? 900 : 0) + noise(row),
      { terms: ['trend', 'holiday'], country }), prophet);
    const row = days('2022-10-03') - steps.day(0);
    expect(valuesOf(ask('DE'), 'holiday')[row]).toBeGreaterThan(850);
    expect(valuesOf(ask('US'), 'holiday')[row]).toBe(0);
    expect(valuesOf(ask('US'), 'holiday').some((value) => value !== 0)).toBe(true);
  });

  it('fits factors along, reports their effect and adds up', () => {
    const levels = Array.from({ length: 156 }, (_, i) => (i % 9 === 4 ? 'sale' : 'none'));
    const asked = request('week', 156, (day, row) => 4000 + yearly(day) + (levels[row] === 'sale' ? 500 : 0) + noise(row),
      { factors: [{ name: 'season', levels }] }); // named like a term on purpose
    const result = decompose(asked, prophet);
    const effect = result.factorEffects[0]?.values ?? new Float64Array();
    expect(effect[0]).toBe(0); // the most frequent level
    // 17 sale weeks with noise of sd 17 carry the coefficient: its standard error is about 5.
    expect(Math.abs((effect[4] ?? 0) - 500)).toBeLessThan(20);
    const other = decompose({ ...asked, factors: [{ name: 'season', levels, reference: 'sale' }] }, prophet).factorEffects[0]?.values;
    expect(other?.[4]).toBe(0);
    expect(Math.abs((other?.[0] ?? 0) + 500)).toBeLessThan(20);
    const total = asked.dates.length === effect.length
      ? effect.map((value, i) => value + (result.columns[0]?.values[i] ?? NaN) + (result.columns[1]?.values[i] ?? NaN)) : effect;
    expect(largestGap(total, result.fitted ?? [])).toBeLessThan(1e-8); // rounding of sums around 5,000
    expect(result.columns.map((column) => column.name)).toEqual(['trend', 'season']);
  });

  it('gives the golden table\'s trend and season with the holidays of two countries', () => {
    const column = goldenColumns();
    const base: BaselineRequest = {
      dates: Int32Array.from(column('week'), days), response: Float64Array.from(column('revenue'), Number),
      spacing: 'week', terms: ['trend', 'season', 'holiday'], factors: [],
    };
    const [us, de] = ['US', 'DE'].map((country) => decompose({ ...base, country }, prophet));
    for (const result of [us, de]) {
      if (result === undefined) throw new Error('no result');
      // The golden fit knew three holidays, a calendar knows a dozen: they take some weeks out of the season.
      expect(correlation(valuesOf(result, 'trend'), column('trend').map(Number))).toBeGreaterThan(0.999);
      expect(correlation(valuesOf(result, 'season'), column('season').map(Number))).toBeGreaterThan(0.98);
    }
    expect(us && de && largestGap(valuesOf(us, 'holiday'), valuesOf(de, 'holiday'))).toBeGreaterThan(1000);
  });

  it('gives the same bits again, also after another fit', () => {
    const asked = request('week', 130, (day, row) => 3000 + yearly(day) + noise(row),
      { terms: ['trend', 'season', 'holiday'], country: 'US', factors: [{ name: 'a', levels: Array.from({ length: 130 }, (_, i) => `${i % 3}`) }] });
    const first = decompose(asked, prophet);
    decompose(request('day', 400, (day, row) => 100 + noise(row) + day % 7, { terms: ['trend', 'weekday'] }), prophet);
    expect(decompose(asked, prophet)).toEqual(first);
    expect(decompose(asked, prophet).fitted).toEqual(first.fitted);
  });
});

describe('what decompose says about bad requests', () => {
  const flat = (_day: number, row: number): number => 100 + noise(row);

  it.each([
    ['BASELINE_TOO_FEW_ROWS', request('week', 9, flat, { terms: ['trend'] }), /at least 10 rows.*has 9/],
    ['BASELINE_SEASON_TOO_SHORT', request('week', 40, flat), /one year.*280 days/],
    ['BASELINE_COUNTRY_MISSING', request('week', 60, flat, { terms: ['holiday'] }), /needs a country/],
    ['BASELINE_UNKNOWN_COUNTRY', request('week', 60, flat, { terms: ['holiday'], country: 'Germny' }), /"Germny".*"DE" \(Germany\)/],
    ['BASELINE_CONSTANT_RESPONSE', request('week', 60, () => 7, { terms: ['trend'] }), /is 7 in every row/],
    ['BASELINE_BAD_RESPONSE', request('week', 60, (_day, row) => (row === 5 ? NaN : row), { terms: ['trend'] }), /row 7.*2021-02-08/],
    ['BASELINE_DATES_NOT_ASCENDING', { ...request('week', 60, flat, { terms: ['trend'] }), dates: new Int32Array(60) }, /row 3/],
  ] as const)('%s', (code, asked, words) => {
    const error = thrown(() => decompose(asked, prophet));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.problems[0]?.mend ?? ''}`).toMatch(words);
  });

  it('leaves out weekday in weekly data and monthly in monthly data, with a warning each', () => {
    const weekly = decompose(request('week', 60, flat, { terms: ['trend', 'weekday'] }), prophet);
    expect(weekly.columns.map((column) => column.name)).toEqual(['trend']);
    expect(weekly.notes.map((note) => [note.code, note.severity])).toEqual([['BASELINE_WEEKDAY_DROPPED', 'warning']]);
    const monthly = decompose(request('month', 30, flat, { terms: ['monthly'] }), prophet);
    expect(monthly).toMatchObject({ columns: [], fitted: null });
    expect(monthly.notes.map((note) => note.code)).toEqual(['BASELINE_MONTHLY_DROPPED']);
  });

  it('leaves out holidays when none falls into the table', () => {
    // Germany has no public holiday between 3 October and Christmas.
    const dates = Int32Array.from({ length: 40 }, (_, i) => days('2023-10-05') + i);
    const result = decompose({ ...request('day', 40, flat), dates, terms: ['trend', 'holiday'], country: 'DE' }, prophet);
    expect(result.columns.map((column) => column.name)).toEqual(['trend']);
    expect(result.notes.map((note) => note.code)).toEqual(['BASELINE_NO_HOLIDAYS']);
  });

  it('warns of a season from under two years and of more coefficients than the rows can bear', () => {
    const notes = decompose(request('month', 20, flat), prophet).notes.map((note) => note.code);
    expect(notes).toEqual(['BASELINE_SEASON_SHORT', 'BASELINE_OVERFIT']);
  });

  it('passes on what the optimiser said', () => {
    const error = thrown(() => decompose(request('week', 60, flat), { maximise() { throw new Error('line search\n failed'); } }));
    expect(error.code).toBe('BASELINE_FIT_FAILED');
    expect(error.message).toContain('line search failed');
    const solution = (count: number): Float64Array => new Float64Array(count).fill(NaN);
    expect(thrown(() => decompose(request('week', 60, flat), {
      maximise: (problem) => ({ k: 0, m: 0, delta: solution(problem.changepoints.length), beta: solution(problem.priorScales.length) }),
    })).message).toContain('not finite');
  });
});
