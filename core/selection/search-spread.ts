import type { Evaluation } from '../model/evaluation.ts';
import { quantile } from './quantile.ts';

/** A figure over several models: where it lies and how far it spreads. */
export interface Range90 {
  count: number;
  mean: number;
  median: number;
  /** Sample standard deviation (n − 1). */
  sd: number;
  min: number;
  max: number;
  /** 5 % and 95 % quantiles, type 7. */
  lower: number;
  upper: number;
}

/**
 * Seed-to-seed spread: every trial is a search of its own from a random start of its own, so the best models of the
 * trials show what another seed would have given.
 */
export interface SearchSpread {
  label: 'search: what another seed would have given';
  trials: TrialBest[];
  /** ROAS of the trials' best models per paid channel; without those that have none. */
  roi: Record<string, Range90>;
  /** Lowest objective NRMSE of each trial. */
  nrmse: Range90;
}

export interface TrialBest {
  trial: number;
  /** Of its best model by error score. */
  id: string;
  score: number;
  roi: Record<string, number | null>;
  /** Lowest objective NRMSE among all its candidates. */
  lowestNrmse: number;
}

/** So many trials tell the spread well enough; each costs an evaluation. */
export const MOST_TRIALS = 40;

/**
 * The candidate with the smallest finite `by` of each trial, of the first MOST_TRIALS trials (their starts are independent, so any
 * will do). Rows of the columns, in order of trial; the first of equals. A trial without a finite value is left out.
 */
export function bestOfTrials(trial: ArrayLike<number>, by: ArrayLike<number>): number[] {
  const best = new Map<number, number>();
  for (let row = 0; row < trial.length; row++) {
    const value = by[row] as number;
    if (!Number.isFinite(value)) continue;
    const held = best.get(trial[row] as number);
    if (held === undefined || value < (by[held] as number)) best.set(trial[row] as number, row);
  }
  return [...best].sort(([a], [b]) => a - b).slice(0, MOST_TRIALS).map(([, row]) => row);
}

/** Null with fewer than two trials: there is nothing to compare. */
export function searchSpread(trials: readonly TrialBest[]): SearchSpread | null {
  if (trials.length < 2) return null;
  return {
    label: 'search: what another seed would have given',
    trials: [...trials],
    roi: roiRanges(trials, range90),
    nrmse: range90(trials.map(({ lowestNrmse }) => lowestNrmse)),
  };
}

/** Per paid channel a summary of the ROAS of some models; channels that no model has a ROAS for are left out. */
export function roiRanges<T>(models: readonly Pick<Evaluation, 'roi'>[], summary: (values: number[]) => T): Record<string, T> {
  return Object.fromEntries(Object.keys(models[0]?.roi ?? {}).flatMap((channel): [string, T][] => {
    const values = models.flatMap(({ roi }) => roi[channel] ?? []);
    return values.length === 0 ? [] : [[channel, summary(values)]];
  }));
}

/** @param values one or more, finite */
export function range90(values: readonly number[]): Range90 {
  const count = values.length;
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count, mean, median: quantile(sorted, 0.5), sd: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    min: sorted[0] as number, max: sorted[count - 1] as number, lower: quantile(sorted, 0.05), upper: quantile(sorted, 0.95),
  };
}
