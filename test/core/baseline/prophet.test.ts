import { describe, expect, it } from 'vitest';
import { waveFeatures } from '../../../core/baseline/features.ts';
import type { ProphetProblem } from '../../../core/baseline/prophet.ts';
import { fitProphet } from '../../../core/baseline/prophet.ts';
import { loadProphet } from '../../../electron/engine/prophet/load.ts';
import { correlation, days, goldenColumns, largestGap, relativeRmse } from './fixtures.ts';

const prophet = await loadProphet();

describe('fitProphet against the reference\'s own Prophet columns', () => {
  const column = goldenColumns();
  const dates = Int32Array.from(column('week'), days);
  const numbers = (name: string): Float64Array => Float64Array.from(column(name), Number);
  const holiday = numbers('holiday');
  // Three holidays of one effect each, as the column shows: Thanksgiving week, Christmas week and New Year's week.
  const levels = [...new Set(holiday)].filter((value) => value !== 0);
  const fit = fitProphet(dates, numbers('revenue'), [
    ...waveFeatures('season', dates),
    ...levels.map((level) => ({ component: 'holiday', values: holiday.map((value) => (value === level ? 1 : 0)) })),
  ], prophet);

  it('finds three holidays in the golden column', () => expect(levels).toHaveLength(3));

  // Measured: trend 1.8e-3, season 1.2e-3, holiday 3.4e-2. Both sides stop an iterative optimiser on a flat top;
  // ours is at the maximum to 1e-5 in log posterior. Holidays differ most: twelve rows carry three coefficients.
  it.each([['trend', 5e-3], ['season', 5e-3], ['holiday', 6e-2]] as const)('%s within %d of its spread', (name, tolerance) => {
    const ours = name === 'trend' ? fit.trend : fit.effects.get(name) ?? [];
    expect(relativeRmse(ours, numbers(name))).toBeLessThan(tolerance);
    expect(correlation(ours, numbers(name))).toBeGreaterThan(0.999);
  });

  it('is additive: trend + effects = fitted, and the residual has no mean', () => {
    const total = fit.trend.slice();
    for (const effect of fit.effects.values()) effect.forEach((value, i) => { total[i] = (total[i] ?? 0) + value; });
    expect(largestGap(total, fit.fitted)).toBeLessThan(1e-6); // of values around 1e6: rounding
    const revenue = numbers('revenue');
    const residual = revenue.reduce((sum, value, i) => sum + value - (fit.fitted[i] ?? 0), 0) / revenue.length;
    // m is held by N(0, 5²) only, so its normal equation is met but for that prior and the optimiser's tolerance.
    expect(Math.abs(residual)).toBeLessThan(1e-3 * Math.max(...revenue));
  });
});

describe('the problem handed to the optimiser', () => {
  function problemOf(n: number): ProphetProblem {
    let seen: ProphetProblem | null = null;
    const y = Float64Array.from({ length: n }, (_, i) => 10 + i);
    fitProphet(Int32Array.from({ length: n }, (_, i) => 100 + i), y, [], {
      maximise(problem) {
        seen = problem;
        return { k: 0, m: 0, delta: new Float64Array(problem.changepoints.length), beta: new Float64Array(1) };
      },
    });
    if (seen === null) throw new Error('not called');
    return seen;
  }

  it('has time and response scaled, and starts at the line through the first and last row', () => {
    const problem = problemOf(11);
    expect([problem.t[0], problem.t[5], problem.t[10]]).toEqual([0, 0.5, 1]);
    expect([problem.y[0], problem.y[10]]).toEqual([0.5, 1]);
    expect(problem.start).toEqual({ k: 0.5, m: 0.5 });
  });

  it('spreads 25 changepoints over the first 80 %, fewer when there are few rows', () => {
    // 209 rows: 167 of history; 166·1/25 = 6.64 → row 7, 166·25/25 → row 166.
    const many = problemOf(209).changepoints;
    expect(many).toHaveLength(25);
    expect(many[0]).toBe(7 / 208);
    expect(many[24]).toBe(166 / 208);
    // 10 rows: 8 of history, one changepoint on each but the first.
    expect([...problemOf(10).changepoints]).toEqual([1, 2, 3, 4, 5, 6, 7].map((row) => row / 9));
  });
});

describe('a fit that knows some rows only', () => {
  const column = goldenColumns();
  const dates = Int32Array.from(column('week'), days);
  const revenue = Float64Array.from(column('revenue'), Number);
  const features = waveFeatures('season', dates);
  const n = dates.length;
  const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

  it.each([
    ['the past', upTo(0, 130)],
    ['both sides of a block', [...upTo(0, 60), ...upTo(90, n)]],
    ['what follows a block', upTo(50, n)],
  ])('%s: the response of the others changes nothing, bit for bit', (_, known) => {
    const rows = Int32Array.from(known);
    const changed = revenue.map((value, row) => (known.includes(row) ? value : 3 * value + 1e9));
    const fit = fitProphet(dates, revenue, features, prophet, rows);
    expect(fitProphet(dates, changed, features, prophet, rows)).toEqual(fit);
    expect(fit.fitted).toHaveLength(n);
    expect(fit.fitted.every(Number.isFinite)).toBe(true);
    // And it is not the fit on every row.
    expect(fit.trend).not.toEqual(fitProphet(dates, revenue, features, prophet).trend);
  });

  it('with every row known is the fit on every row', () => {
    expect(fitProphet(dates, revenue, features, prophet, Int32Array.from(dates.keys()))).toEqual(fitProphet(dates, revenue, features, prophet));
  });

  it('foretells a line from its first half, and equals the fit on that half alone there', () => {
    const line = Float64Array.from({ length: n }, (_, t) => 1000 + 5 * t);
    const half = Math.floor(n / 2);
    const fit = fitProphet(dates, line, [], prophet, Int32Array.from(upTo(0, half)));
    // The prior on the slope and the optimiser's tolerance.
    for (const row of [0, half, n - 1]) expect((fit.trend[row] ?? NaN) / (line[row] ?? NaN)).toBeCloseTo(1, 2);
    const alone = fitProphet(dates.slice(0, half), line.slice(0, half), [], prophet);
    expect([...fit.trend.slice(0, half)]).toEqual([...alone.trend]);
  });
});
