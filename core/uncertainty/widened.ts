import { quantile } from '../selection/quantile.ts';
import type { Interval } from './interval.ts';

/** A figure and the range that holds it. */
export interface Estimate extends Interval {
  estimate: number;
}

/**
 * Median of the draws and their quantiles (1 ∓ level)/2 (type 7), each moved away from the median by `factor` and no
 * further down than `least`. A factor over 1 makes up for what the draws cannot know of.
 */
export function widened(draws: Float64Array, level: number, factor: number, least = -Infinity): Estimate {
  const estimate = quantile(draws, 0.5);
  const stretch = (end: number): number => Math.max(least, estimate + factor * (end - estimate));
  return { estimate, lower: stretch(quantile(draws, (1 - level) / 2)), upper: stretch(quantile(draws, (1 + level) / 2)) };
}
