import type { AllocationProblem } from '../problem.ts';

/**
 * Solves one problem again and again with other weights of its models, or within narrower bounds, keeping what does not
 * change between solves.
 */
export interface MeanSolver {
  /** Null when no spend keeps all constraints. */
  solve(weights: ArrayLike<number>, options?: MeanSolveOptions): MeanOptimum | null;
}

export interface MeanSolveOptions {
  /** One per channel, in money per period: narrower than the problem's own. */
  lower?: ArrayLike<number>;
  upper?: ArrayLike<number>;
  gap?: number;
  maxNodes?: number;
}

/**
 * What is maximised: Σ weight·response for a budget or an efficiency, the same less hurdle·spend for a hurdle, −spend for a
 * target of response. `bound`: no spend that keeps the constraints has a larger value.
 */
export interface MeanOptimum {
  spend: Float64Array;
  value: number;
  bound: number;
  nodes: number;
}

export type CreateMeanSolver = (problem: AllocationProblem) => MeanSolver;
