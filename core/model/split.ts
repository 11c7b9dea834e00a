import { holdoutRows } from '../spec/fold-plan.ts';
import type { PreparedData } from './prepared.ts';
import { range, squares, trainingStatistics } from './split-statistics.ts';
import type { TrainingStatistics } from './split-statistics.ts';

/** Rows of a holdout split, in order of time; `holdoutRows` says how many. */
export interface SplitRows {
  train: number;
  validation: number;
  test: number;
}

export function splitRows(rows: number, trainSize: number): SplitRows {
  const { train, validation } = holdoutRows(trainSize, rows);
  return { train, validation, test: rows - train - validation };
}

/** A split with what a fit on its training rows needs. The rows after its own are the untouched test period. */
export interface Split extends SplitRows {
  statistics: TrainingStatistics;
  /** Index into `validation.baselines`; −1: `columns`. */
  baseline: number;
  /** max y − min y of train, validation, test rows, test period; 0 without rows. */
  ranges: [number, number, number, number];
  /** Σ (y − its mean)² of the same. */
  squares: [number, number, number, number];
}

export function createSplit(prepared: PreparedData, rows: SplitRows, baseline: number): Split {
  const { windowStart, windowRows } = prepared;
  const { train, validation, test } = rows;
  const window = prepared.response.subarray(windowStart, windowStart + windowRows);
  const own = train + validation + test;
  const parts = [
    window.subarray(0, train), window.subarray(train, train + validation), window.subarray(train + validation, own), window.subarray(own),
  ] as const;
  return {
    ...rows, baseline,
    statistics: trainingStatistics(prepared, [[0, train]], baseline),
    ranges: [range(parts[0]), range(parts[1]), range(parts[2]), range(parts[3])],
    squares: [squares(parts[0]), squares(parts[1]), squares(parts[2]), squares(parts[3])],
  };
}

/** Baseline that has seen no row a candidate with `train` training rows is scored on. */
export function holdoutBaseline({ validation }: PreparedData, train: number): number {
  const { holdoutCuts } = validation;
  if (holdoutCuts.length === 0) return -1;
  return Math.max(0, holdoutCuts.findLastIndex((cut) => cut <= train));
}
