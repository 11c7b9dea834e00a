/**
 * The constants of CMA-ES as functions of the number of dimensions n and the population λ: Hansen 2016, "The CMA
 * evolution strategy: a tutorial", arXiv:1604.00772, Table 1 and equations 49 to 58.
 */
export interface Strategy {
  /** λ ≥ 2: answers that make a generation. */
  readonly population: number;
  /** λ recombination weights, best first: the first half positive with sum 1, the rest negative (active CMA). */
  readonly weights: Float64Array;
  /** How many of the weights are positive, μ. */
  readonly parents: number;
  /** Variance-effective number of parents. */
  readonly effective: number;
  /** Learning rates of the path and the damping of the step size. */
  readonly stepRate: number;
  readonly stepDamping: number;
  /** Learning rates of the covariance's path, its rank-one and its rank-μ update. */
  readonly pathRate: number;
  readonly rankOne: number;
  readonly rankMu: number;
  /** Expected length of a standard normal vector of n values. */
  readonly normalLength: number;
}

/**
 * 4 + ⌊1.3 ln n⌋: fewer than the tutorial's 4 + ⌊3 ln n⌋, as the steps of the quadratic model (cma-model.ts) tell a small
 * population enough; restarts make up where a larger one would see further.
 */
export function usualPopulation(dimension: number): number {
  return 4 + Math.floor(1.3 * Math.log(Math.max(dimension, 1)));
}

/** @param dimension n ≥ 1 @param population λ ≥ 2 */
export function strategyOf(dimension: number, population: number): Strategy {
  const n = dimension;
  const raw = Float64Array.from({ length: population }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const parents = Math.floor(population / 2);
  const effective = effectiveSize(raw.subarray(0, parents));
  const opposed = effectiveSize(raw.subarray(parents));
  const rankOne = 2 / ((n + 1.3) ** 2 + effective);
  const rankMu = Math.min(1 - rankOne, (2 * (0.25 + effective + 1 / effective - 2)) / ((n + 2) ** 2 + effective));
  // The largest sum of negative weights that keeps the covariance positive definite and balanced.
  const most = Math.min(1 + rankOne / rankMu, 1 + (2 * opposed) / (effective + 2), (1 - rankOne - rankMu) / (n * rankMu));
  const positive = raw.reduce((sum, weight) => sum + Math.max(weight, 0), 0);
  const negative = raw.reduce((sum, weight) => sum + Math.max(-weight, 0), 0);
  const stepRate = (effective + 2) / (n + effective + 5);
  return {
    population,
    weights: raw.map((weight) => (weight >= 0 ? weight / positive : (most * weight) / negative)),
    parents,
    effective,
    stepRate,
    stepDamping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + stepRate,
    pathRate: (4 + effective / n) / (n + 4 + (2 * effective) / n),
    rankOne,
    rankMu,
    normalLength: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

/** (Σw)² / Σw² */
function effectiveSize(weights: Float64Array): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}
