import type { Objective } from '../problem.ts';

/**
 * Worst case and tail as the least weighted mean over a set of weights of the models (dual form of coherent risk measures,
 * Artzner, Delbaen, Eber and Heath 1999; for the tail Rockafellar and Uryasev 2000):
 *
 *   R(g) = min { Σ w·g : Σ w = 1, 0 ≤ w ≤ u },   u = 1 for the worst case, u = p / share for the tail
 *
 * with p the models' own weights (Σ p = 1). A share of 1 is the mean.
 */
export interface Risk {
  /** p, one per model. */
  weights: Float64Array;
  /** u, one per model; Σ u ≥ 1. */
  caps: Float64Array;
}

export function riskOf(weights: readonly number[], objective: Objective): Risk {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const own = Float64Array.from(weights, (weight) => weight / all);
  const share = objective.kind === 'mean' ? 1 : objective.kind === 'tail' ? objective.share : 0;
  return { weights: own, caps: own.map((weight) => (share > 0 ? Math.min(1, weight / share) : 1)) };
}

/** R(g) and weights at which it is reached: as much as is allowed on the least gain, the rest on the next, and so on. */
export function leastMean({ caps }: Risk, gains: Float64Array): { value: number; weights: Float64Array } {
  const weights = new Float64Array(gains.length);
  let left = 1;
  let value = 0;
  for (const m of Array.from(gains.keys()).sort((a, b) => (gains[a] as number) - (gains[b] as number) || a - b)) {
    const part = Math.min(left, caps[m] as number);
    weights[m] = part;
    value += part * (gains[m] as number);
    left -= part;
    if (left <= 0) break;
  }
  return { value, weights };
}
