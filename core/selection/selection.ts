export type Objective = 'nrmse' | 'decompRssd' | 'mape';

/** Contract of `mixwright select`, and what is kept per finished run. */
export interface Selection {
  /** Front of each candidate, 1 = best; null: filtered out. */
  front: (number | null)[];
  /** Error score of each candidate, lower is better. */
  score: number[];
  /** With calibration only: fronts by NRMSE, decomp.RSSD and MAPE together, offered beside `front`. */
  frontWithMape?: (number | null)[];
  /** Number of fronts that hold enough candidates. */
  automaticFronts: number;
  /** How many candidates pass the quantile filters. */
  considered: number;
  convergence: Record<string, Convergence>;
  /** Plain sentences, e.g. that there were too few candidates. */
  notes: string[];
}

export interface Convergence {
  converged: boolean;
  /** Per cut of the iterations. */
  cuts: ConvergenceCut[];
  /** Mean sd of the first three cuts: the last cut's sd must be under it. */
  sdThreshold: number;
  /** |first median| − 2·sdThreshold: the last cut's median must be under it. */
  medianThreshold: number;
  message: string;
}

export interface ConvergenceCut {
  /** Last iteration of the cut. */
  iteration: number;
  count: number;
  median: number;
  sd: number;
}
