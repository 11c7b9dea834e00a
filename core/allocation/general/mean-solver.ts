import type { AllocationProblem } from '../problem.ts';
import { decisionOf } from './decision.ts';

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

/** Share of the bound at which a search ends. */
export const GENERAL_GAP = 1e-6;
/** Past so much work, nodes × channels, the best found is returned with the gap that is left: a second or so. */
const WORK = 8000;

/** Nodes that a search over so many channels may take. */
export function nodesFor(channels: number): number {
  return Math.max(100, Math.min(1500, Math.round(WORK / channels)));
}

/**
 * The solver of a problem over its models (its own curves where it has none). Weights are taken as they come: they need not sum to 1.
 * MixwrightError ALLOCATION_INPUT for a step that is too small for its bounds.
 */
export const createMeanSolver: CreateMeanSolver = (problem) => {
  const decision = decisionOf(problem);
  return {
    solve(weights, { gap = problem.gap ?? GENERAL_GAP, maxNodes = nodesFor(problem.channels.length), lower, upper } = {}) {
      const found = decision.solve(weights, { gap, maxNodes, ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) });
      return found === null || found.spend === null ? null : { spend: found.spend, value: found.value, bound: found.bound, nodes: found.nodes };
    },
  };
};
