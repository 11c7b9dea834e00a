import { createMeasures, measure, METRIC_COUNT } from './candidate.ts';
import type { Measures } from './candidate.ts';
import type { BySplit, CandidateParameters, Evaluation, FoldError, LiftResult } from './evaluation.ts';
import { createFit, fitCandidate } from './fit.ts';
import type { Fit } from './fit.ts';
import { liftError, predictedLift } from './lift.ts';
import { adjustedRsq, nrmse } from './metrics.ts';
import { immediateAndCarryover } from './parts.ts';
import { paramsToVector } from './params.ts';
import type { PreparedData } from './prepared.ts';
import { settle } from './settle.ts';

/**
 * Full evaluation of one candidate, with the fit the hot path uses. R² that is not defined is NaN; ratios that are
 * not defined are null. MixwrightError as `paramsToVector`.
 * @param rows `all`: trained on every row of the window; nothing is then scored on rows it was not trained on
 */
export function evaluateCandidate(data: PreparedData, params: CandidateParameters, rows: 'tuning' | 'all' = 'tuning'): Evaluation {
  const vector = paramsToVector(data.space, params);
  const prepared = settle(data, vector);
  const fit = createFit(prepared, rows);
  fitCandidate(fit, vector);
  const measures = createMeasures(fit);
  const metrics = new Float64Array(METRIC_COUNT);
  measure(fit, measures, vector, metrics, 0);
  const [, decompRssd = NaN, mape = NaN, train = NaN, validation = NaN, test = NaN] = metrics;
  const paid = prepared.media.filter((medium) => medium.kind === 'paid').map((medium) => medium.name);
  const { effects, spends } = measures;
  const byPaid = <T>(value: (i: number) => T): Record<string, T> => Object.fromEntries(paid.map((name, i) => [name, value(i)]));
  return {
    nrmse: { train, validation: orNull(validation), test: orNull(test) },
    rsq: rsqBySplit(fit),
    decompRssd,
    mape,
    lambda: fit.lambda,
    intercept: fit.ridge.intercept,
    coefficients: Object.fromEntries(prepared.terms.map((term, j) => [term.name, fit.ridge.coefficients[j] as number])),
    contribution: contributions(fit),
    effectShare: shares(paid, effects),
    spendShare: shares(paid, spends),
    roi: byPaid((i) => ratio(effects[i] as number, spends[i] as number)),
    cpa: byPaid((i) => ratio(spends[i] as number, effects[i] as number)),
    ...mediaParts(fit, vector),
    lift: prepared.studies.map((study, s): LiftResult => {
      const predicted = predictedLift(fit, s, vector);
      return { predicted, observed: study.lift, mape: liftError(predicted, study.lift), weight: study.weight };
    }),
    ...(measures.folds === null ? {} : { folds: foldErrors(measures.folds) }),
    ...(fit.visible < prepared.windowRows ? { testPeriod: testPeriod(fit) } : {}),
  };
}

function foldErrors({ folds, errors }: NonNullable<Measures['folds']>): FoldError[] {
  return folds.map(({ fold: { validation: [from, to] }, statistics }, f) => ({ from, to, trainRows: statistics.rows, nrmse: errors[f] as number }));
}

/** As the reference scores its test rows: within their own range, R² adjusted by the training rows. */
function testPeriod({ prepared, visible, squaredErrors, split, ridge }: Fit): NonNullable<Evaluation['testPeriod']> {
  const squares = squaredErrors[3] as number;
  return {
    nrmse: nrmse(squares, prepared.windowRows - visible, split.ranges[3]),
    rsq: adjustedRsq(squares, split.squares[3], split.train, ridge.terms, ridge.hasIntercept),
  };
}

function rsqBySplit({ split, squaredErrors, ridge }: Fit): BySplit {
  const rsq = (part: 0 | 1 | 2): number =>
    adjustedRsq(squaredErrors[part] as number, split.squares[part], split.train, ridge.terms, ridge.hasIntercept);
  return { train: rsq(0), validation: orNull(rsq(1)), test: orNull(rsq(2)) };
}

function contributions({ prepared, ridge, sums }: Fit): Record<string, number> {
  const result: Record<string, number> = { '(intercept)': ridge.intercept * prepared.windowRows };
  prepared.terms.forEach(({ group }, j) => {
    result[group] = (result[group] ?? 0) + (ridge.coefficients[j] as number) * (sums[j] as number);
  });
  return result;
}

/** Sums of response, inflexion and mean carry-over per medium. */
function mediaParts(fit: Fit, params: Float64Array): Pick<Evaluation, 'immediate' | 'carryover' | 'inflexion' | 'meanCarryover'> {
  const parts = fit.prepared.media.map((medium, i) => ({ name: medium.name, ...immediateAndCarryover(fit, i, params) }));
  const byName = (value: (part: (typeof parts)[number], i: number) => number): Record<string, number> =>
    Object.fromEntries(parts.map((part, i) => [part.name, value(part, i)]));
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return {
    immediate: byName((part) => sum(part.immediate)),
    carryover: byName((part) => sum(part.carryover)),
    inflexion: byName((_, i) => fit.inflexions[i] as number),
    meanCarryover: byName((part) => sum(part.carriedOver) / fit.prepared.windowRows),
  };
}

/** Shares of the total; 0 each when the total is 0. */
function shares(names: readonly string[], values: Float64Array): Record<string, number> {
  const total = values.reduce((a, b) => a + b, 0);
  return Object.fromEntries(names.map((name, i) => [name, total === 0 ? 0 : (values[i] as number) / total]));
}

function ratio(value: number, by: number): number | null {
  const result = value / by;
  return Number.isFinite(result) ? result : null;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
