import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../core/diagnosis/diagnostic.ts';
import { diagnoseModel } from '../../../core/diagnosis/model.ts';
import type { ModelToDiagnose } from '../../../core/diagnosis/model.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { weekly } from '../report/weekly.ts';

const { prepared, params, evaluation, series } = await weekly();
const train = series.ranges.train[1];
const model: ModelToDiagnose = { prepared, params, evaluation, series };

function one(id: string, change: Partial<ModelToDiagnose> = {}): Diagnostic {
  const found = diagnoseModel({ ...model, ...change }).find((item) => item.id === id);
  if (found === undefined) throw new Error(`There is no finding "${id}".`);
  return found;
}
const evaluated = (id: string, change: Partial<typeof evaluation>) => one(id, { evaluation: { ...evaluation, ...change } });
/** The same model with other residuals: `e` per row, in units of the response. */
function withErrors(e: (t: number) => number): Partial<ModelToDiagnose> {
  const residuals = series.residuals.map((_, t) => e(t));
  return { series: { ...series, residuals, actual: series.fitted.map((value, t) => value + (residuals[t] as number)) } };
}
const noise = (seed: number, scale = 1): ((t: number) => number) => {
  const stream = streamFor(seed, 1);
  const values = series.residuals.map(() => scale * stream.normal());
  return (t) => values[t] as number;
};
/** Prepared data with one medium's column replaced. */
function withColumn(name: string, column: (t: number) => number): Partial<ModelToDiagnose> {
  const columns = prepared.columns.slice();
  const term = prepared.terms.findIndex((item) => item.name === name);
  for (let t = 0; t < prepared.rows; t++) columns[term * prepared.rows + t] = column(t);
  const changed = { ...prepared, columns };
  return { prepared: changed, evaluation: evaluateCandidate(changed, params), series: modelSeries(changed, params) };
}

describe('diagnosis of a model', () => {
  it('says each thing once, in full', () => {
    const all = diagnoseModel(model);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, level, text, advice, plot } of all) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/NaN|undefined/);
      expect(advice === null).toBe(level === 'pass');
      for (const { y } of plot?.series ?? []) expect(y).toHaveLength(plot?.x.length ?? -1);
    }
  });

  it('judges fit, baseline and lift studies by their limits', () => {
    expect(evaluated('fit', { rsq: { train: 0.9, validation: null, test: null } }).level).toBe('pass');
    expect(evaluated('fit', { rsq: { train: 0.3, validation: null, test: null } }).level).toBe('fail');
    expect(evaluated('baseline', { contribution: { tv: 10, trend: -20, '(intercept)': 15 } }).level).toBe('fail');
    expect(evaluated('baseline', { contribution: { tv: 10, '(intercept)': 10 } }).figure).toBe('Baseline 50.0%');
    expect(evaluated('lift-studies', { lift: [{ predicted: 1, observed: 2, mape: 0.5, weight: 1 }] }).level).toBe('look');
    expect(evaluated('lift-studies', { lift: [{ predicted: NaN, observed: 2, mape: NaN, weight: 1 }] }).level).toBe('fail');
    expect(evaluated('effect-and-spend', { decompRssd: Infinity })).toMatchObject({ level: 'look', figure: 'decomp.RSSD infinite' });
  });

  it('compares errors outside training in the response’s own units', () => {
    expect(evaluated('validation', { nrmse: { train: 0.1, validation: null, test: null } }).level).toBe('look');
    expect(evaluated('validation', { nrmse: { train: 0.1, validation: 0.1, test: 0.1 } }).level).toBe('pass');
    const range = (from: number, to: number) => Math.max(...series.actual.subarray(from, to)) - Math.min(...series.actual.subarray(from, to));
    const fold = { from: 150, to: 170, trainRows: 150, nrmse: 0.1 };
    const found = evaluated('validation', { nrmse: { train: 0.1, validation: 0.1, test: null }, folds: [fold, { ...fold, nrmse: 0.3 }] });
// Errors of folds are in units of the range of all rows that tuning sees, that of training in its own.
    expect(found.plot?.series[0]?.y[0]).toBeCloseTo(range(0, 200) / range(0, train), 12);
    expect(found.text).toMatch(/some parts of the window are much harder/);
  });

  it('tells of the test period only when there is one', () => {
    const folded = { train: 0.1, validation: 0.1, test: null };
    const ranges = { train: [0, 190] as [number, number], validation: null, test: null };
    const found = (nrmse: number, rsq: number) => one('test-period', { evaluation: { ...evaluation, nrmse: folded, testPeriod: { nrmse, rsq } }, series: { ...series, ranges } });
    expect(found(0.1, 0.5).level).toBe('pass');
    expect(found(0.1, -1)).toMatchObject({ level: 'look' });
    expect(found(5, -1).level).toBe('fail');
    expect(diagnoseModel(model).some(({ id }) => id === 'test-period')).toBe(false);
  });
});

describe('residuals', () => {
  it('pass when they are noise', () => {
    const change = withErrors(noise(3));
    for (const id of ['residual-autocorrelation', 'normality', 'level-shift', 'outliers']) expect(one(id, change).level).toBe('pass');
  });

  it('fail when they drift, and are a wonder when they are nothing', () => {
    const found = one('residual-autocorrelation', withErrors((t) => Math.sin(t / 10)));
    expect(found.level).toBe('fail');
    expect(found.plot?.lines[0]?.y).toBeCloseTo(1.96 / Math.sqrt(train), 12);
    expect(one('residual-autocorrelation', withErrors(() => 0)).text).toMatch(/perfect/);
  });

  it('see a size that grows with the response, a step, and one wild period', () => {
    const draw = noise(8);
    const middle = [...series.fitted].sort((a, b) => a - b)[100] as number;
    expect(one('heteroscedasticity', withErrors((t) => draw(t) * ((series.fitted[t] as number) > middle ? 5 : 1))).level).toBe('look');
    const height = series.actual.reduce((a, b) => a + b, 0) / series.actual.length;
    const step = one('level-shift', withErrors((t) => height * (0.05 * draw(t) + (t < 100 ? 0 : 0.2))));
    expect(step.level).toBe('fail');
    expect(step.text).toMatch(/From \d+ \w+ \d{4} on the response is higher/);
    const wild = one('outliers', withErrors((t) => (t === 50 ? 9 : draw(t))));
    expect(wild).toMatchObject({ level: 'look', figure: '1 period of 200' });
    expect(one('normality', withErrors((t) => (t === 50 ? 9 : draw(t)))).level).toBe('look');
  });
});

describe('media', () => {
  it('names twins, and why one of them has no effect', () => {
    const [first, second] = prepared.media;
    const column = (t: number) => prepared.columns[(first?.term ?? 0) * prepared.rows + t] as number;
    const alike = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, key.startsWith(`${second?.name}.`) ? params[key.replace(second?.name ?? '', first?.name ?? '')] ?? value : value]));
    const change = withColumn(second?.name ?? '', column);
    const prep = change.prepared ?? prepared;
    const found = one('collinearity', { ...change, params: alike, evaluation: evaluateCandidate(prep, alike), series: modelSeries(prep, alike) });
    expect(found.level).toBe('fail');
    expect(found.text).toContain(`${first?.name} and ${second?.name} (r = 1.00)`);
    const zero = evaluateCandidate(prep, alike);
    const without = one('channels-without-effect', { ...change, params: alike, evaluation: { ...zero, coefficients: { ...zero.coefficients, [second?.name ?? '']: 0 } } });
    expect(without.text).toContain(`${second?.name} (collinear with ${first?.name} at r = 1.00)`);
  });

  it('tells sparse channels, silent ones, and those held by their sign', () => {
    const name = prepared.media[1]?.name ?? '';
    const cause = (change: Partial<ModelToDiagnose>) => {
      const known = change.evaluation ?? evaluation;
      return one('channels-without-effect', { ...change, evaluation: { ...known, coefficients: { ...known.coefficients, [name]: 0 } } }).text;
    };
    const start = prepared.windowStart;
    expect(cause(withColumn(name, (t) => ([10, 40, 90].includes(t - start) ? 1000 : 0)))).toContain(`active in 3 of ${train} periods`);
    expect(cause(withColumn(name, () => 0))).toContain('does not vary');
    expect(cause({})).toContain('held at the limit of its sign');
  });

  it('compares later spend with that of training', () => {
    const spend = prepared.spend.map(() => 1);
    spend[prepared.windowStart + train] = 3;
    const found = one('spend-beyond-training', { prepared: { ...prepared, spend } });
    expect(found).toMatchObject({ level: 'look', figure: '1 of 7 channels' });
    expect(found.text).toContain(`${prepared.media[0]?.name} (1 period, up to 3.00 times)`);
    expect(one('spend-beyond-training', { prepared: { ...prepared, spend: spend.map(() => 1) } }).level).toBe('pass');
  });
});
