import { responseAt } from '../curve.ts';
import { meanResponseAt, weightedCurves } from '../../response/mean-response.ts';
import type { AllocationProblem } from '../problem.ts';
import { bestSpend } from './best-spend.ts';
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
  const curves = weightedCurves(problem);
  const known = new Map<number, FrontierPoint | null>();
  const solve = (budget: number): FrontierPoint | null => {
    const spend = bestSpend({ ...problem, objective: { kind: 'mean' }, scenario: { kind: 'max_response', budget } });
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
