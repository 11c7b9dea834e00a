/** A range that holds the quantity with a stated probability. */
export interface Interval {
  lower: number;
  upper: number;
}

/** Share of resamples inside an interval, unless said otherwise. */
export const LEVEL = 0.9;

/** What doubt an interval covers; shown with it. */
export type Covers = 'sampling' | 'models' | 'sampling and models' | 'search';

/** Intervals of one model, or of all plausible models together. Names as in the evaluation. */
export interface ModelIntervals {
  level: number;
  covers: Covers;
  resamples: number;
  /** Periods per block of the residual bootstrap. */
  blockLength: number;
  coefficients: Record<string, Interval>;
  contribution: Record<string, Interval>;
  /** Per paid channel; null: undefined (nothing was spent). CPA's upper end may be Infinity. */
  roas: Record<string, Interval | null>;
  cpa: Record<string, Interval | null>;
  /** Per paid channel: share of all paid contributions, 0..1. */
  effectShare?: Record<string, Interval>;
  /** Per paid channel: response per period at `spend` per period. */
  curves: Record<string, { spend: number[]; lower: number[]; upper: number[] }>;
  notes: string[];
}
