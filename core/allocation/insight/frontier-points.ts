import { responseAt } from '../curve.ts';
import { meanResponseAt, weightedCurves } from '../../response/mean-response.ts';
import { createMeanSolver } from '../general/mean-solver.ts';
import type { AllocationProblem } from '../problem.ts';
import { allocate } from '../solve.ts';
import type { FrontierPoint } from './frontier.ts';
import { nextMarginal } from './next-unit.ts';

/** Best points of a problem at any budget; each is solved once. */
export interface FrontierSolver {
  /** Null where the constraints don't let so much be spent. */
  at(budget: number): FrontierPoint | null;
}

/** What is kept of the problem: all but its scenario and, as response means the mean over models here, its objective. */
export function frontierSolver(problem: AllocationProblem): FrontierSolver {
  const { channels, models } = problem;
  const shares = (models ?? []).map(({ weight }) => weight ?? 1);
  const curves = weightedCurves(problem);
  const known = new Map<number, FrontierPoint | null>();
  const solve = (budget: number): FrontierPoint | null => {
    const spend = bestSpend({ ...problem, objective: { kind: 'mean' }, scenario: { kind: 'max_response', budget } }, shares);
    if (spend === null) return null;
    const response = channels.reduce((sum, { name }) => sum + meanResponseAt(curves.get(name) ?? [], spend[name] ?? 0), 0);
    const each = (models ?? []).map((model) => channels.reduce((sum, { name }) => {
      const curve = model.curves[name];
      return curve === undefined ? sum : sum + responseAt(curve, spend[name] ?? 0);
    }, 0));
    return {
      budget, response, spend, marginal: nextMarginal(problem, curves, spend),
      lower: each.length === 0 ? response : Math.min(...each), upper: each.length === 0 ? response : Math.max(...each),
    };
  };
  return {
    at: (budget) => {
      const before = known.get(budget);
      if (before !== undefined) return before;
      const point = solve(budget);
      known.set(budget, point);
      return point;
    },
  };
}

/** Null where no spend keeps the constraints. Over models only the mean is looked for, not what each of them would do. */
function bestSpend(problem: AllocationProblem, shares: readonly number[]): Record<string, number> | null {
  if (problem.models === undefined) {
    const { status, spend } = allocate(problem);
    return status === 'infeasible' ? null : spend;
  }
  const all = shares.reduce((sum, weight) => sum + weight, 0);
  const found = createMeanSolver(problem).solve(shares.map((weight) => weight / all));
  return found === null ? null : Object.fromEntries(problem.channels.map(({ name }, index) => [name, found.spend[index] ?? 0]));
}
