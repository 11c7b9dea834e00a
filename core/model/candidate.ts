import { MixwrightError } from '../errors.ts';
import { createRefreshMeasure, measureRefresh } from '../refresh/objective.ts';
import type { RefreshMeasure } from '../refresh/objective.ts';
import { METRICS } from '../tuning/trial-result.ts';
import { fitCandidate } from './fit.ts';
import type { Fit } from './fit.ts';
import { createFitCache } from './fit-cache.ts';
import { createFoldFits, foldError } from './fold-fit.ts';
import type { FoldFits } from './fold-fit.ts';
import { liftError, predictedLift } from './lift.ts';
import { decompRssd, nrmse } from './metrics.ts';
import type { PreparedData } from './prepared.ts';

/** Measures candidates one after another without allocating; one per engine, not to be shared. */
export interface Evaluator {
  /**
   * Writes METRICS of the candidate to out[offset …]. The objectives (nrmse, decompRssd, mape) are never NaN: one
   * that is not defined is Infinity, the worst. Of nrmseTrain, -Validation, -Test those without rows, or whose
   * response does not vary, are NaN.
   * @param params as `prepared.space.parameters`; MixwrightError when a number is not finite
   */
  evaluate(params: Float64Array, out: Float64Array, offset?: number): void;
}

/** What the summary of a fitted candidate needs beside the fit. */
export interface Measures {
  effects: Float64Array;
  spends: Float64Array;
  /** Null with a holdout. */
  folds: FoldFits | null;
  /** Null in a first run. */
  refresh: RefreshMeasure | null;
}

export function createEvaluator(prepared: PreparedData): Evaluator {
  const fits = createFitCache(prepared, createMeasures);
  return {
    evaluate(params, out, offset = 0) {
      checkFinite(prepared, params);
      const { fit, extra: measures } = fits.of(params);
      fitCandidate(fit, params);
      measure(fit, measures, params, out, offset);
    },
  };
}

export function createMeasures(fit: Fit): Measures {
  const { prepared, spends } = fit;
  return { effects: new Float64Array(spends.length), spends, folds: fit.scored && prepared.validation.folds.length > 0 ? createFoldFits(fit) : null, refresh: createRefreshMeasure(prepared) };
}

/** METRICS of the fitted candidate to out[offset …]; also fills `measures.effects`, contributions over the window. */
export function measure(fit: Fit, measures: Measures, params: Float64Array, out: Float64Array, offset: number): void {
  const { prepared, split, squaredErrors, ridge, sums } = fit;
  const { effects, spends, folds } = measures;
  for (let i = 0; i < effects.length; i++) {
    const term = prepared.media[i]?.term ?? 0;
    effects[i] = (ridge.coefficients[term] as number) * (sums[term] as number);
  }
  const train = nrmse(squaredErrors[0] as number, split.train, split.ranges[0]);
  const validation = folds === null ? nrmse(squaredErrors[1] as number, split.validation, split.ranges[1]) : foldError(fit, folds);
  const test = nrmse(squaredErrors[2] as number, split.test, split.ranges[2]);
  const hasSplit = folds !== null || split.train < fit.visible;
  out[offset] = orWorst(hasSplit ? validation : train);
  out[offset + 1] = orWorst(measures.refresh === null ? decompRssd(effects, spends, prepared.rssdZeroPenalty)
    : measureRefresh(measures.refresh, effects, ridge.coefficients, sums, ridge.intercept, prepared.windowRows));
  out[offset + 2] = orWorst(meanLiftError(fit, params));
  out[offset + 3] = train;
  out[offset + 4] = validation;
  out[offset + 5] = test;
}

/** 0 without studies. */
function meanLiftError(fit: Fit, params: Float64Array): number {
  const studies = fit.prepared.studies;
  let sum = 0;
  for (let s = 0; s < studies.length; s++) {
    const { lift, weight } = studies[s] as (typeof studies)[number];
    if (weight > 0) sum += weight * liftError(predictedLift(fit, s, params), lift);
  }
  return sum;
}

function orWorst(value: number): number {
  return Number.isNaN(value) ? Infinity : value;
}

function checkFinite(prepared: PreparedData, params: Float64Array): void {
  const parameters = prepared.space.parameters;
  for (let i = 0; i < parameters.length; i++) {
    if (!Number.isFinite(params[i])) {
      throw new MixwrightError('CANDIDATE_NOT_FINITE', `Candidate: expected a finite number for "${parameters[i]?.name}", got ${params[i]}.`);
    }
  }
}

/** Numbers that `measure` writes. */
export const METRIC_COUNT = METRICS.length;
