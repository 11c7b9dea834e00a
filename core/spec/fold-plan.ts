import { plural } from '../data/plural.ts';
import { MixwrightError } from '../errors.ts';
import type { ValidationSpec } from './spec.ts';

/** First row and the row after the last, 0-based in the window. */
export type RowRange = [from: number, to: number];

export interface Fold {
  /** One or two ranges in order of time. */
  train: RowRange[];
  validation: RowRange;
}

export interface FoldPlan {
  /** Rows that tuning may look at; those after it are the test period. */
  tuningRows: number;
  /** Empty for `holdout`, whose split is part of each candidate (train_size). */
  folds: Fold[];
}

/** Part of the window that rolling-origin folds are scored on when their length is not given. */
const SCORED_SHARE = 0.5;
/** With fewer rows an error of a fold says nothing. */
const MIN_BLOCK = 2;

/**
 * Rows of every fold for a window of `rows` periods. Rolling origin (Tashman 2000, "Out-of-sample tests of forecasting
 * accuracy"): consecutive blocks at the end, each scored by a model of the past. Blocked k-fold (Bergmeir & Benítez
 * 2012): contiguous blocks over the whole window, a gap left out on both sides of the one that is scored.
 * MixwrightError `VALIDATION_ROWS` when the rows are too few.
 */
export function foldPlan(validation: ValidationSpec, rows: number): FoldPlan {
  const tuningRows = rows - validation.test_periods;
  if (tuningRows < 2 * MIN_BLOCK) {
    throw tooFew('test_periods', `A test period of ${validation.test_periods} of ${plural(rows, 'row')} leaves nothing to tune on.`, 'Make the test period shorter.');
  }
  if (validation.scheme === 'holdout') return { tuningRows, folds: [] };
  const folds = validation.scheme === 'rolling_origin' ? rolling(validation, tuningRows) : blocked(validation, tuningRows);
  return { tuningRows, folds };
}

/**
 * Training and validation rows of a holdout split of `rows` rows; the rest are its test rows (DESIGN reference
 * definition, Robyn 3.12.1): train = floor(1 + (n − 1)·size), validation = floor(n·(1 − size)/2). `size`: 0..1.
 */
export function holdoutRows(size: number, rows: number): { train: number; validation: number } {
  const train = Math.min(rows, Math.max(1, Math.floor(1 + (rows - 1) * size)));
  return { train, validation: Math.max(0, Math.min(rows - train, Math.floor((rows * (1 - size)) / 2))) };
}

function rolling({ folds, block, gap, training }: Extract<ValidationSpec, { scheme: 'rolling_origin' }>, rows: number): Fold[] {
  const length = block ?? Math.floor((rows * SCORED_SHARE) / folds);
  const first = rows - folds * length - gap;
  if (length < MIN_BLOCK || first < MIN_BLOCK) {
    throw tooFew('folds', `${folds} folds of ${plural(Math.max(length, 1), 'period')}${gap > 0 ? ` and a gap of ${gap}` : ''} do not fit into ${plural(rows, 'row')}.`,
      'Use fewer folds, shorter blocks or a smaller gap.');
  }
  return Array.from({ length: folds }, (_, i): Fold => {
    const from = rows - (folds - i) * length;
    const end = from - gap;
    return { train: [[training === 'sliding' ? end - first : 0, end]], validation: [from, from + length] };
  });
}

function blocked({ folds, gap }: Extract<ValidationSpec, { scheme: 'blocked_kfold' }>, rows: number): Fold[] {
  return Array.from({ length: folds }, (_, i): Fold => {
    const from = Math.round((i * rows) / folds);
    const to = Math.round(((i + 1) * rows) / folds);
    const train = ([[0, from - gap], [to + gap, rows]] as RowRange[]).filter(([start, end]) => end > start);
    const trained = train.reduce((sum, [start, end]) => sum + end - start, 0);
    if (to - from < MIN_BLOCK || trained < MIN_BLOCK) {
      throw tooFew('folds', `${folds} blocks with a gap of ${gap} do not fit into ${plural(rows, 'row')}.`, 'Use fewer folds or a smaller gap.');
    }
    return { train, validation: [from, to] };
  });
}

function tooFew(key: string, message: string, mend: string): MixwrightError {
  return MixwrightError.ofProblems([{ code: 'VALIDATION_ROWS', severity: 'error', key: `tuning.validation.${key}`, message, mend }]);
}
