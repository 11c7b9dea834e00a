import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../core/model/candidate.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { createFit, fitCandidate } from '../../../core/model/fit.ts';
import { paramsToVector } from '../../../core/model/params.ts';
import { prepare } from '../../../core/model/prepare.ts';
import type { BaselineColumn, PreparedData } from '../../../core/model/prepared.ts';
import type { RidgeTarget, ValidationSpec } from '../../../core/spec/spec.ts';
import { METRICS } from '../../../core/tuning/trial-result.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

const ROLLING: ValidationSpec = { scheme: 'rolling_origin', folds: 4, training: 'expanding', gap: 2, features: 'training', test_periods: 0 };
const SLIDING: ValidationSpec = { ...ROLLING, training: 'sliding', block: 13, gap: 0 };
const BLOCKED: ValidationSpec = { scheme: 'blocked_kfold', folds: 5, gap: 4, features: 'training', test_periods: 0 };
const TESTED: ValidationSpec = { ...ROLLING, test_periods: 26 };

const params = golden<{ adstock: string; params: CandidateParameters }[]>('models.json').filter(({ adstock }) => adstock === 'geometric').map((model) => model.params);

/** The weekly data under a scheme; each fold has a baseline of its own: the given one tilted by another amount. */
function under(validation: ValidationSpec, ridge: RidgeTarget = 'zero'): PreparedData {
  const { spec, table, baseline } = loadWeekly('geometric', (edited) => {
    edited.tuning.validation = validation;
    edited.tuning.ridge = ridge;
  });
  const tilted = (fold: number): BaselineColumn[] =>
    baseline.map(({ name, values }) => ({ name, values: values.map((value, t) => value * (1 + 0.0005 * (fold + 1) * t)) }));
  const folds = validation.scheme === 'holdout' ? 0 : validation.folds;
  return prepare(spec, table, 'week', baseline, {
    folds: Array.from({ length: folds }, (_, fold) => tilted(fold)), cuts: [], refit: validation.test_periods > 0 ? tilted(9) : null,
  });
}

/** Error of fold f by the main fit alone: its baseline as the columns, trained on rows that are moved to the front. */
function slowError(prepared: PreparedData, candidate: CandidateParameters, f: number): number {
  const { windowStart, windowRows, validation, terms } = prepared;
  const fold = validation.folds[f];
  if (fold === undefined) throw new Error('no such fold');
  const columns = prepared.columns.slice();
  columns.set(validation.baselines[fold.baseline] ?? []);
  const fit = createFit({ ...prepared, columns, validation: { ...validation, tuningRows: windowRows } });
  fitCandidate(fit, paramsToVector(prepared.space, candidate));
  // The design as it is, by row of the window; then ordinary normal equations would do, but bounds and penalty are the fit's own:
  const order = [...fold.train.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)),
    ...Array.from({ length: fold.validation[1] - fold.validation[0] }, (_, i) => fold.validation[0] + i)];
  const value = (j: number, t: number): number => (fit.design[j * windowRows + t] as number) + (fit.shifts[j] as number);
  const n = order.length;
  const moved = new Float64Array(terms.length * n);
  terms.forEach((_, j) => order.forEach((t, i) => { moved[j * n + i] = value(1 + j, t); }));
  const trained = n - (fold.validation[1] - fold.validation[0]);
  // Every term as a context column with the bounds it has, so that nothing is transformed again.
  const plain: PreparedData = {
    ...prepared, ridge: 'zero', rows: n, windowStart: 0, windowRows: n, columns: moved, media: [], spend: new Float64Array(), studies: [],
    response: Float64Array.from(order, (t) => prepared.response[windowStart + t] as number), dates: prepared.dates.slice(0, n),
    terms: terms.map((term) => (term.kind === 'baseline' ? term : { ...term, kind: 'context' as const })),
    space: { parameters: prepared.space.parameters.slice(-2) },
    validation: { ...validation, folds: validation.folds.slice(0, 1), tuningRows: trained, baselines: [], refitBaseline: -1 },
  };
  const second = createFit(plain);
  // Context is pulled toward 0; what it is pulled to here is what the main fit says of each term.
  second.ridge.factors.set(fit.ridge.factors);
  second.ridge.pool.set(fit.ridge.pool);
  fitCandidate(second, Float64Array.of(candidate['lambda'] ?? 0, 1));
  const visible = prepared.response.subarray(windowStart, windowStart + validation.tuningRows);
  const range = Math.max(...visible) - Math.min(...visible);
  return Math.sqrt((second.squaredErrors[3] as number) / (n - trained)) / range;
}

describe.each([['rolling', ROLLING], ['sliding', SLIDING], ['blocked', BLOCKED], ['rolling with a test period', TESTED]] as const)('%s folds', (_, validation) => {
  const prepared = under(validation);
  const out = new Float64Array(METRICS.length);

  it('score each fold as a fit on its training rows alone does', () => {
    for (const candidate of params.slice(0, 6)) {
      const { folds = [], nrmse } = evaluateCandidate(prepared, { ...candidate, train_size: 1 });
      folds.forEach((fold, f) => {
        // Sums are put together in another order: rounding only.
        expect(fold.nrmse / slowError(prepared, candidate, f)).toBeCloseTo(1, 9);
      });
      expect(nrmse.validation).toBeCloseTo(folds.reduce((sum, fold) => sum + fold.nrmse, 0) / folds.length, 14);
    }
  });

  it('give their mean as the objective, and nothing as the test error', () => {
    const [candidate = {}] = params;
    createEvaluator(prepared).evaluate(paramsToVector(prepared.space, { ...candidate, train_size: 0.6 }), out);
    const evaluation = evaluateCandidate(prepared, { ...candidate, train_size: 1 });
    expect(out[0]).toBe(evaluation.nrmse.validation);
    expect(out[4]).toBe(out[0]);
    expect(out[5]).toBeNaN();
    expect(evaluation.nrmse.test).toBeNull();
  });
});

describe('folds of channels pulled toward a common ROAS', () => {
  it.each([['rolling', ROLLING], ['blocked', BLOCKED]] as const)('%s: are scored as a fit on their training rows alone', (_, validation) => {
    const prepared = under(validation, 'pooled');
    for (const candidate of params.slice(0, 3)) {
      const { folds = [] } = evaluateCandidate(prepared, candidate);
      expect(folds).toHaveLength(prepared.validation.folds.length);
      folds.forEach((fold, f) => {
        expect(fold.nrmse / slowError(prepared, candidate, f)).toBeCloseTo(1, 9); // rounding only, as above
      });
      expect(folds.map(({ nrmse }) => nrmse)).not.toEqual(evaluateCandidate({ ...prepared, ridge: 'zero' }, candidate).folds?.map(({ nrmse }) => nrmse));
    }
  });
});

describe('a test period', () => {
  const prepared = under(TESTED);
  const [candidate = {}] = params;

  it('is not seen by any objective', () => {
    const changed = { ...prepared, response: prepared.response.slice() };
    changed.response.fill(1, prepared.windowStart + prepared.validation.tuningRows);
    const [before, after] = [prepared, changed].map((each) => evaluateCandidate(each, candidate));
    expect(after?.folds).toEqual(before?.folds);
    expect(after?.decompRssd).toBe(before?.decompRssd);
    expect(after?.nrmse.train).toBe(before?.nrmse.train);
    expect(after?.testPeriod?.nrmse).not.toBe(before?.testPeriod?.nrmse);
  });

  it('is scored once, and part of the fit on all rows', () => {
    const tuned = evaluateCandidate(prepared, candidate);
    const refit = evaluateCandidate(prepared, candidate, 'all');
    // Its baseline is the one that has seen all rows: given as the columns it changes nothing.
    const columns = prepared.columns.slice();
    columns.set(prepared.validation.baselines[prepared.validation.refitBaseline] ?? []);
    const given = { ...prepared, columns, validation: { ...prepared.validation, refitBaseline: -1 } };
    expect(evaluateCandidate(given, candidate, 'all').coefficients).toEqual(refit.coefficients);
    expect(tuned.testPeriod?.nrmse).toBeGreaterThan(0);
    expect(refit.testPeriod).toBeUndefined();
    expect(refit.folds).toBeUndefined();
    expect(refit.nrmse).toMatchObject({ validation: null, test: null });
    expect(refit.coefficients).not.toEqual(tuned.coefficients);
    const total = (each: typeof refit): number => Object.values(each.contribution).reduce((sum, value) => sum + value, 0);
    const actual = prepared.response.subarray(prepared.windowStart, prepared.windowStart + prepared.windowRows).reduce((a, b) => a + b, 0);
    // With an intercept the residuals of all training rows sum to 0.
    expect(total(refit) / actual).toBeCloseTo(1, 9);
  });
});

describe('a holdout with cuts', () => {
  it('takes the baseline that has not seen the rows it is scored on', () => {
    const { spec, table, baseline } = loadWeekly();
    const flat = (value: number): BaselineColumn[] => baseline.map(({ name, values }) => ({ name, values: values.map((_, t) => value * t) }));
    const prepared = prepare(spec, table, 'week', baseline, { folds: [], cuts: [{ rows: 100, columns: flat(1) }, { rows: 130, columns: flat(2) }], refit: null });
    const fit = createFit(prepared);
    const [candidate = {}] = params;
    const used = (trainSize: number): number => {
      fitCandidate(fit, paramsToVector(prepared.space, { ...candidate, train_size: trainSize }));
      return fit.split.baseline;
    };
    // 200 rows: floor(1 + 199·size) training rows, 128 and 130 about the second cut.
    expect([0.3, 0.5, 0.64, 0.65, 0.8, 0.5].map(used)).toEqual([0, 0, 0, 1, 1, 0]);
    const step = (fit.design[prepared.windowRows + 1] as number) - (fit.design[prepared.windowRows] as number);
    expect(step).toBeCloseTo(1, 9);
  });
});
