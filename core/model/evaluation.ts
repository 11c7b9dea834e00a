/** Result of evaluating one candidate: the contract of `mixwright evaluate`. Sums are over the window. */
export interface Evaluation {
  nrmse: BySplit;
  rsq: BySplit;
  decompRssd: number;
  /** 0 without lift studies. */
  mape: number;
  /** Penalty as used in the fit. */
  lambda: number;
  intercept: number;
  coefficients: Record<string, number>;
  /** `(intercept)` and every group of terms; they add up to the sum of the prediction. */
  contribution: Record<string, number>;
  /** Per paid channel. */
  effectShare: Record<string, number>;
  spendShare: Record<string, number>;
  /** Null where undefined or infinite. */
  roi: Record<string, number | null>;
  cpa: Record<string, number | null>;
  /** Per channel and organic variable: sums of response. */
  immediate: Record<string, number>;
  carryover: Record<string, number>;
  /** In adstocked units of the channel (money, or the organic column's unit). */
  inflexion: Record<string, number>;
  meanCarryover: Record<string, number>;
  lift: LiftResult[];
  /** Error on each fold's validation rows, schemes of folds only; `nrmse.validation` is their mean. */
  folds?: FoldError[];
  /** Error on the untouched periods at the window's end, where there are any. */
  testPeriod?: { nrmse: number; rsq: number };
}

export interface FoldError {
  /** Validation rows of the window, 0-based; `to` is the row after the last. */
  from: number;
  to: number;
  trainRows: number;
  nrmse: number;
}

export interface BySplit {
  train: number;
  /** Null without a split. */
  validation: number | null;
  test: number | null;
}

export interface LiftResult {
  predicted: number;
  observed: number;
  /** |predicted − observed| / |observed| */
  mape: number;
  /** Weight in the mean error, 0..1. */
  weight: number;
}

/** A candidate's hyperparameters by name: `{"tv.theta": 0.5, …, "lambda": 0.37, "train_size": 0.7}`. */
export type CandidateParameters = Record<string, number>;
