/**
 * Candidates of one trial as one flat row-major matrix: `iterations` rows of
 * `METRICS.length + parameters` numbers; metrics first, then the full parameter vector. NaN = not there
 * (no split). This is what engines return and what the store keeps.
 */
export const METRICS = ['nrmse', 'decompRssd', 'mape', 'nrmseTrain', 'nrmseValidation', 'nrmseTest'] as const;
export type Metric = (typeof METRICS)[number];

/**
 * Why a trial ended: its iterations are used up, the method has nothing left to propose, a rule of `stop` held, or it
 * was stopped from outside and could go on.
 */
export const TRIAL_ENDS = ['iterations', 'exhausted', 'target', 'plateau', 'convergence', 'stopped'] as const;
export type TrialEnd = (typeof TRIAL_ENDS)[number];

export interface TrialResult {
  /** 1-based. */
  trial: number;
  /** Rows that are filled: fewer than asked for when the trial ended early. */
  iterations: number;
  /** Numbers per row. */
  width: number;
  values: Float64Array;
  ended: TrialEnd;
}
