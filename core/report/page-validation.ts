import { evaluateCandidate } from '../model/evaluate.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { Spec } from '../spec/spec.ts';
import { validationWords } from './validation-words.ts';

/** How a model was scored on periods it was not trained on. */
export interface PageValidation {
  /** The scheme in one line, with where the baseline was fitted. */
  words: string;
  /** In order of time; empty for a holdout. */
  folds: PageFold[];
  /** NRMSE over the folds, or of the holdout's validation rows; null where nothing was held out. */
  mean: number | null;
  /** Sample standard deviation of the folds' errors; null with fewer than two. */
  sd: number | null;
}

export interface PageFold {
  /** First and last validation period, days since 1970-01-01, both inclusive. */
  from: number;
  to: number;
  trainRows: number;
  nrmse: number;
}

/** Periods at the window's end that tuning never saw. */
export interface PageTestPeriod {
  /** Days, both inclusive. */
  from: number;
  to: number;
  rows: number;
  nrmse: number;
  rsq: number;
}

export function pageValidation(prepared: PreparedData, evaluation: Evaluation, spec: Pick<Spec, 'tuning' | 'baseline'>): PageValidation {
  const errors = (evaluation.folds ?? []).map(({ nrmse }) => nrmse);
  return {
    words: validationWords(spec.tuning.validation, prepared.windowRows, prepared.spacing, spec.baseline.source),
    folds: (evaluation.folds ?? []).map(({ from, to, trainRows, nrmse }) => ({ ...days(prepared, from, to), trainRows, nrmse })),
    mean: evaluation.nrmse.validation,
    sd: spread(errors),
  };
}

export function pageTestPeriod(prepared: PreparedData, { testPeriod }: Evaluation): PageTestPeriod | null {
  if (testPeriod === undefined) return null;
  const from = prepared.validation.tuningRows;
  return { ...days(prepared, from, prepared.windowRows), rows: prepared.windowRows - from, ...testPeriod };
}

/** Said with every budget of a model that was tuned without its test period. */
export const REFITTED = 'Before this the model was refitted on all rows, the test period included.';

/** The same hyperparameters with every row of the window trained on; null where tuning left none out. */
export function refitted(prepared: PreparedData, params: CandidateParameters, { testPeriod }: Evaluation): Evaluation | null {
  return testPeriod === undefined ? null : evaluateCandidate(prepared, params, 'all');
}

/** Rows of the window, `to` the row after the last, as days of the first and last. */
function days({ dates, windowStart }: PreparedData, from: number, to: number): { from: number; to: number } {
  return { from: dates[windowStart + from] ?? NaN, to: dates[windowStart + to - 1] ?? NaN };
}

function spread(errors: readonly number[]): number | null {
  if (errors.length < 2) return null;
  const mean = errors.reduce((sum, value) => sum + value, 0) / errors.length;
  return Math.sqrt(errors.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (errors.length - 1));
}
