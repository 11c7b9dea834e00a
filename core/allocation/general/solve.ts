import type { Allocation, AllocationProblem, RobustResult } from '../problem.ts';
import { judge } from '../robust/judge.ts';
import { solveRobust } from '../robust/solve.ts';
import type { Decision } from './decision.ts';
import { decisionOf, weightsOf } from './decision.ts';
import { describeSpend } from './describe.ts';
import { whyInfeasible } from './feasible.ts';
import type { Infeasible } from './feasible.ts';
import { limitsAndPrices } from './limits.ts';
import { GENERAL_GAP, nodesFor } from './mean-solver.ts';
import { notesOn, whyNothing } from './outcome.ts';
import type { Found } from './search.ts';

/**
 * Problems that `allocate` hands on: several models, groups, steps, channels that may be off, targets of response, hurdles.
 * Limits are looked at first, so that an infeasible answer names the one that can't be kept.
 * MixwrightError ALLOCATION_INPUT for a step that is too small for its bounds.
 */
export function solveGeneral(problem: AllocationProblem): Allocation {
  const { channels, scenario, models, objective, gap = GENERAL_GAP } = problem;
  const weights = weightsOf(problem);
  if (scenario.kind === 'given') {
    return evaluated(problem, decisionOf(problem), channels.map((channel) => (Object.hasOwn(scenario.spend, channel.name) ? scenario.spend[channel.name] : undefined) ?? channel.spend));
  }
  const wrong = whyInfeasible(problem);
  if (wrong !== null) return infeasible(problem, decisionOf({ ...problem, scenario: { kind: 'given', spend: {} } }), wrong);
  if (models !== undefined && objective !== undefined && objective.kind !== 'mean') return solveRobust(problem);
  const decision = decisionOf(problem);
  const options = { gap, maxNodes: nodesFor(channels.length) };
  const found = decision.solve(weights, options);
  if (found === null || found.spend === null) return infeasible(problem, decision, whyNothing(problem, weights, options));
  return optimal(problem, decision, weights, { ...found, spend: found.spend }, gap);
}

function optimal(problem: AllocationProblem, decision: Decision, weights: Float64Array, found: Found & { spend: Float64Array }, asked: number): Allocation {
  const { channels, models } = problem;
  const told = describeSpend(channels, decision.curves, weights, found.spend);
  const isSpend = decision.goal.kind === 'response';
  const hurdle = decision.goal.kind === 'budget' ? decision.goal.hurdle : 0;
  const upperBound = isSpend ? told.total.response : Math.max(told.total.response, found.bound + hurdle * told.total.spend);
  const size = isSpend ? told.total.spend : Math.abs(upperBound);
  const gap = size === 0 ? 0 : Math.max(0, found.bound - found.value) / size;
  const limited = { ...told, ...limitsAndPrices(problem, told) };
  return {
    ...limited, upperBound, gap, status: 'optimal', notes: notesOn(problem, decision, limited, gap, asked),
    ...(isSpend ? { leastSpend: Math.min(told.total.spend, Math.max(0, -found.bound)) } : {}),
    ...(models === undefined ? {} : { robust: bounded(judge(problem, told.spend), isSpend ? -Infinity : found.bound) }),
  };
}

function bounded(robust: RobustResult, bound: number): RobustResult {
  return { ...robust, bound: Math.max(robust.value, bound) };
}

function evaluated(problem: AllocationProblem, { curves }: Decision, spend: readonly number[]): Allocation {
  const told = describeSpend(problem.channels, curves, weightsOf(problem), spend);
  return {
    ...told, upperBound: told.total.response, gap: 0, status: 'optimal', notes: [],
    ...(problem.models === undefined ? {} : { robust: judge(problem, told.spend) }),
  };
}

function infeasible(problem: AllocationProblem, decision: Decision, { spend, reason }: Infeasible): Allocation {
  return { ...evaluated(problem, decision, spend), status: 'infeasible', notes: [reason] };
}
