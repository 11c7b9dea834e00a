import { responseAt } from '../allocation/curve.ts';
import type { ProblemModel } from '../allocation/problem.ts';
import type { Spacing } from '../data/table.ts';

/** Shares by which a study may change a channel's spend: off, half, half more, double. */
export const CHANGES: readonly number[] = [-1, -0.5, 0.5, 1];

/** How long a study may be, in periods. */
export const LENGTHS: Readonly<Record<Spacing, readonly number[]>> = {
  day: [14, 28, 56, 84],
  week: [2, 4, 8, 12],
  month: [1, 2, 3, 6],
};

/** A design that is nearly as good as the best is preferred when it is smaller: this share of the best is nearly as good. */
export const GOOD_ENOUGH = 0.8;

/**
 * Lift per period that each model expects of a change of spend, f(s·(1 + δ)) − f(s) on its curve: of a study that is long
 * against the channel's carry-over. 0 for a model without the channel.
 */
export function liftsPerPeriod(models: readonly ProblemModel[], channel: { name: string; spend: number }, change: number): Float64Array {
  return Float64Array.from(models, ({ curves }) => {
    const curve = curves[channel.name];
    return curve === undefined ? 0 : responseAt(curve, channel.spend * (1 + change)) - responseAt(curve, channel.spend);
  });
}

/**
 * Standard deviation of a lift that is measured over d periods as the difference to d comparable periods (or regions of
 * equal size) without the change: √2·σ·√(d + 2·Σ_{j<d} (d − j)·ρʲ), the sum of a first-order autoregression (Box and
 * Jenkins 1976) on both sides. A negative ρ counts as 0: it would only make the study look better.
 * @param sd σ ≥ 0, of one period
 * @param correlation ρ of neighbouring periods, −1..1
 */
export function liftNoise(sd: number, periods: number, correlation = 0): number {
  const rho = Math.min(0.95, Math.max(0, correlation));
  let variance = periods;
  for (let lag = 1, power = rho; lag < periods && power > 0; lag++, power *= rho) variance += 2 * (periods - lag) * power;
  return sd * Math.sqrt(2 * variance);
}

export function mean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights[i] as number) * (values[i] as number);
  return sum;
}

/** Weighted standard deviation; `weights` add up to 1. */
export function spread(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const centre = mean(values, weights);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights[i] as number) * ((values[i] as number) - centre) ** 2;
  return Math.sqrt(sum);
}
