import type { Fold } from '../spec/fold-plan.ts';
import type { AdstockKind, RidgeTarget, Sign, ValidationSpec } from '../spec/spec.ts';
import type { Spacing } from '../data/table.ts';
import type { Input, Use } from '../spec/choices.ts';

/**
 * Everything the evaluation of candidates needs, in flat arrays: made once per run from table and project
 * file, sent to every engine, stored with the run. Plain data (structured clone keeps it whole).
 *
 * Notation: L rows of the whole table, n rows of the modelling window, p terms of the design matrix.
 */
export interface PreparedData {
  /** L */
  rows: number;
  /** First row of the window, 0-based. */
  windowStart: number;
  /** n */
  windowRows: number;
  spacing: Spacing;
  /** L days since 1970-01-01. */
  dates: Int32Array;
  /** L values. */
  response: Float64Array;
  /** p, in the order baseline, context, paid, organic. */
  terms: Term[];
  /** p × L, one term after another (term j at j·L): untransformed columns; exposures already in money. */
  columns: Float64Array;
  /** Paid channels first, then organic, in the order of their terms. */
  media: MediaTerm[];
  /** (paid channels) × L, one channel after another: spend in currency per period. */
  spend: Float64Array;
  /** Bounds of the penalty's range: λ = λmin + (λmax − λmin)·position. */
  lambdaMin: number;
  lambdaMax: number;
  space: SearchSpace;
  /**
   * Settings that a candidate chooses, in the order of their hyperparameters; none usually. Everything else here stands for
   * what the project file says without them; `settle` gives what a candidate means.
   */
  choices: PreparedChoice[];
  studies: PreparedStudy[];
  /** NRMSE, decomp.RSSD, MAPE. */
  weights: [number, number, number];
  /** What the ridge pulls toward: paid channels toward a common ROAS, or every term toward 0. */
  ridge: RidgeTarget;
  /** decomp.RSSD times (1 + share of channels without effect). */
  rssdZeroPenalty: boolean;
  /** Whether decomp.RSSD is an objective of the search. */
  rssdObjective: boolean;
  validation: PreparedValidation;
  /** Shares that a refresh stays near; null in a first run. */
  refresh: PreparedRefresh | null;
}

/** How candidates are scored. Baselines not fitted in the way `columns` is are kept beside it. */
export interface PreparedValidation {
  scheme: ValidationSpec['scheme'];
  features: ValidationSpec['features'];
  /** Rows of the window that tuning may look at, n less the test period. */
  tuningRows: number;
  /** Empty for `holdout`. */
  folds: PreparedFold[];
  /** Each b × L for the b baseline terms, which come first in `terms`: what other rows than those of `columns` make of them. */
  baselines: Float64Array[];
  /**
   * Holdout with features from the training part: `baselines[k]` looks at the window's first `holdoutCuts[k]` rows
   * only, ascending; a candidate takes the last with no more than its training rows. Empty otherwise.
   */
  holdoutCuts: Int32Array;
  /** Index into `baselines` for a fit on every row of the window; −1: `columns`. */
  refitBaseline: number;
}

export interface PreparedFold extends Fold {
  /** Index into `baselines`; −1: `columns`. */
  baseline: number;
}

export interface PreparedRefresh {
  /** Per paid channel, in their order: share of the summed prediction in the earlier model. */
  media: Float64Array;
  /** Per other group of terms, `(intercept)` first, then as they come in `terms`. */
  others: Float64Array;
  /** New periods / window length, 0..1. */
  newShare: number;
}

export type TermKind = 'baseline' | 'context' | 'paid' | 'organic';

export interface Term {
  /** Coefficient's name: `trend`, `promotion=sale`, `tv`. */
  name: string;
  /** Name its contribution is reported under: `promotion` for every level of that factor. */
  group: string;
  kind: TermKind;
  sign: Sign;
}

export interface MediaTerm {
  name: string;
  kind: 'paid' | 'organic';
  adstock: AdstockKind;
  /** Index into `terms`. */
  term: number;
  /** Indices into `space.parameters`; the first is theta, or shape with `second` = scale. */
  first: number;
  second: number;
  alpha: number;
  gamma: number;
}

/** One setting that candidates choose; `parameter` is its index into `space.parameters`. */
export type PreparedChoice = { parameter: number } & (
  /** Value: index into `options`. `medium` is an index into `media`, places are as there. */
  | { setting: 'adstock'; medium: number; options: AdstockPlaces[] }
  /** Value: index into `options`. `medium` is paid and its term has the exposure in `columns`, in money. */
  | { setting: 'input'; medium: number; options: Input[] }
  /** Value: index into `options`. `term` is one of the baseline. */
  | { setting: 'use'; term: number; options: Use[] }
  /** Value: the lag, in periods. `terms` has every level of a factor. */
  | { setting: 'lag'; terms: number[] });

export type AdstockPlaces = Pick<MediaTerm, 'adstock' | 'first' | 'second'>;

export interface PreparedStudy {
  /** Indices into `media`. */
  media: number[];
  /** First and last row of the whole table (0-based, both inclusive) the study's effect is read from. */
  rowFrom: number;
  rowTo: number;
  /** (study days) / (days from first to last row): multiplies the prediction. */
  scale: number;
  lift: number;
  /** In the mean error over studies; all of them add up to 1. */
  weight: number;
  scope: 'immediate' | 'total';
}

/** One entry per hyperparameter, fixed ones included (lower = upper); a candidate is a vector in this order. */
export interface SearchSpace {
  parameters: SearchParameter[];
}

export interface SearchParameter {
  /** `tv.theta`, `tv.alpha`, …, `tv.adstock`, `price.lag`, `lambda`, `train_size`. */
  name: string;
  lower: number;
  upper: number;
  /** Searched evenly in log(value + this) rather than in the value. */
  logOffset?: number;
  /** A choice without an order: the value is an index into these, lower is 0 and upper the last. */
  choices?: string[];
  /** Only the whole numbers from lower to upper. */
  whole?: true;
}

/** A baseline term as long as the table: trend, season, weekday, monthly, holiday. */
export interface BaselineColumn {
  name: string;
  /** L values in units of the response. */
  values: Float64Array;
}
