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
}

/** A candidate's hyperparameters by name: `{"tv.theta": 0.5, …, "lambda": 0.37, "train_size": 0.7}`. */
export type CandidateParameters = Record<string, number>;
