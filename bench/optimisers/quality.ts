import { streamFor } from '../../core/random/stream.ts';
import { hypervolume2d } from '../../core/selection/hypervolume.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import type { Dimension } from '../../core/tuning/dimensions.ts';
import { continuous } from '../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../core/tuning/optimiser.ts';
import { zdt1 } from './functions.ts';
import type { Objective, Objectives } from './functions.ts';

/**
 * One search to the end of its budget.
 * @returns losses of each candidate in order; fewer than the budget when the method has no more to propose
 */
export function search(
  method: TuningMethod, space: readonly Dimension[], objectives: number, lossesOf: (x: Float64Array) => ArrayLike<number>, budget: number, seed: number,
): Float64Array[] {
  const optimiser = createOptimiser(method, space, objectives, streamFor(seed, 1), { budget });
  const told: Float64Array[] = [];
  while (told.length < budget) {
    const proposal = optimiser.ask();
    if (proposal === null) break;
    const losses = Float64Array.from(lossesOf(proposal.point));
    told.push(losses);
    optimiser.tell(proposal.id, losses);
  }
  return told;
}

/** Best value found within the budget. */
export function bestFound(method: TuningMethod, objective: Objective, dimension: number, budget: number, seed: number): number {
  return lowest(search(method, continuous(dimension), 1, (x) => [objective(x)], budget, seed));
}

/** Hypervolume of all points told, against (1, 1). */
export function frontHypervolume(method: TuningMethod, objectives: Objectives, dimension: number, budget: number, seed: number): number {
  return hypervolumeOf(search(method, continuous(dimension), 2, objectives, budget, seed));
}

export function zdt1Hypervolume(method: TuningMethod, dimension: number, budget: number, seed: number): number {
  return frontHypervolume(method, zdt1, dimension, budget, seed);
}

/** Least first loss. */
export function lowest(told: readonly Float64Array[]): number {
  return told.reduce((best, losses) => Math.min(best, losses[0] as number), Infinity);
}

/** Of two losses, against (1, 1). */
export function hypervolumeOf(told: readonly Float64Array[]): number {
  return hypervolume2d(told.map((losses) => losses[0] as number), told.map((losses) => losses[1] as number), [1, 1]);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between neighbours (type 7 of Hyndman and Fan 1996); NaN without values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  // Two infinite neighbours have no difference.
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}

/** Probability that a value of `a` is above one of `b`, ties by half: the statistic of Mann and Whitney (1947) over its largest. */
export function probabilityAbove(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return wins / (a.length * b.length);
}

/** 1, 2, … */
export function seedsTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
