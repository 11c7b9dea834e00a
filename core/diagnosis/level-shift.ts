import { autocorrelations } from './residual-tests.ts';

export interface LevelShift {
  /** First row of the new level, 0-based. */
  row: number;
  /** Mean after less mean before. */
  step: number;
  /** |t| at that row, the largest of all, corrected for autocorrelation. */
  statistic: number;
  /** Means before and after. */
  before: number;
  after: number;
}

/** Part of the series at either end in which no step is looked for; the critical values are for this one. */
const TRIM = 0.15;
/**
 * Critical values of the largest |t| over all change points: square roots of those of the sup-Wald statistic for one
 * parameter and 15 % trimming, 8.68 at 5 % and 12.16 at 1 % (Andrews 1993, Econometrica 61, as corrected in 2003, 71).
 */
export const SHIFT_CRITICAL = { five: Math.sqrt(8.68), one: Math.sqrt(12.16) } as const;

/**
 * Where a step in the mean fits best: the largest two-sample t over all change points. Neighbouring residuals that are
 * alike look like steps, so t is divided by √((1 + r)/(1 − r)), r the lag-1 autocorrelation of what is left after the
 * step, at least 0 (variance of the mean of a first-order autoregression, Bayley and Hammersley 1946). Null with fewer
 * than 10 values or without variation.
 */
export function findLevelShift(residuals: ArrayLike<number>): LevelShift | null {
  const values = Array.from(residuals);
  const n = values.length;
  if (n < 10) return null;
  const total = values.reduce((sum, e) => sum + e, 0);
  const squares = values.reduce((sum, e) => sum + (e - total / n) ** 2, 0);
  const margin = Math.ceil(TRIM * n);
  let best: Omit<LevelShift, 'statistic'> & { t: number } = { row: 0, step: 0, before: 0, after: 0, t: 0 };
  let head = 0;
  for (let row = 1; row <= n - margin; row++) {
    head += values[row - 1] as number;
    if (row < margin) continue;
    const before = head / row;
    const after = (total - head) / (n - row);
    const between = ((after - before) ** 2 * row * (n - row)) / n;
    const within = squares - between;
    const t = within > 0 ? Math.sqrt((between * (n - 2)) / within) : between > 0 ? Infinity : 0;
    if (t > best.t) best = { row, step: after - before, before, after, t };
  }
  const { t, ...shift } = best;
  if (t === 0) return null;
  const left = values.map((e, i) => e - (i < shift.row ? shift.before : shift.after));
  const lagOne = autocorrelations(left, 1)[0] ?? 0;
  const r = lagOne > 0 ? Math.min(lagOne, 0.99) : 0;
  return { ...shift, statistic: t * Math.sqrt((1 - r) / (1 + r)) };
}
