import { METRICS } from '../tuning/trial-result.ts';
import type { Metric, TrialResult } from '../tuning/trial-result.ts';

/**
 * Candidates of a whole run, one value per candidate in each column. `nrmse` is the objective (validation when
 * split, else train); NaN = not there. MAPE is 0 throughout without lift studies.
 */
export type CandidateColumns = Record<'trial' | 'iteration' | Metric, Float64Array>;

export const CANDIDATE_COLUMNS = ['trial', 'iteration', ...METRICS] as const;

/** Columns of `count` candidates, all 0. */
export function emptyCandidates(count: number): CandidateColumns {
  return Object.fromEntries(CANDIDATE_COLUMNS.map((name) => [name, new Float64Array(count)])) as CandidateColumns;
}

/** Candidates of trials, one trial after another in the order given. */
export function candidatesOfTrials(trials: readonly TrialResult[]): CandidateColumns {
  const columns = emptyCandidates(trials.reduce((sum, trial) => sum + trial.iterations, 0));
  let row = 0;
  for (const { trial, iterations, width, values } of trials) {
    for (let i = 0; i < iterations; i++, row++) {
      columns.trial[row] = trial;
      columns.iteration[row] = i + 1;
      METRICS.forEach((metric, k) => {
        columns[metric][row] = values[i * width + k] as number;
      });
    }
  }
  return columns;
}

/** Whether any candidate was measured against lift studies. */
export function isCalibrated(candidates: CandidateColumns): boolean {
  return candidates.mape.some((mape) => mape !== 0 && !Number.isNaN(mape));
}

/** Hyperparameters of all candidates, a row of `count` each, in the order of `candidatesOfTrials`. */
export function parameterRows(trials: readonly TrialResult[], count: number): Float64Array {
  const values = new Float64Array(trials.reduce((sum, { iterations }) => sum + iterations * count, 0));
  let row = 0;
  for (const trial of trials) {
    for (let i = 0; i < trial.iterations; i++, row++) {
      const start = i * trial.width + METRICS.length;
      values.set(trial.values.subarray(start, start + count), row * count);
    }
  }
  return values;
}
