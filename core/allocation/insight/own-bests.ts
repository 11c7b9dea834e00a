import { createMeanSolver } from '../general/mean-solver.ts';
import type { AllocationProblem } from '../problem.ts';

/** What one model alone would do under the same constraints. */
export interface OwnBest {
  id: string;
  /** Share of all models' weight. */
  weight: number;
  /** In the order of the problem's channels. */
  spend: Float64Array;
}

/** The best of each model of the problem by itself; none where it has no models, or a model cannot meet what is asked. */
export function ownBests(problem: AllocationProblem): OwnBest[] {
  const models = problem.models ?? [];
  if (models.length === 0) return [];
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const solver = createMeanSolver(problem);
  return models.flatMap(({ id, weight }, m): OwnBest[] => {
    const found = solver.solve(models.map((_, other) => (other === m ? 1 : 0)));
    return found === null ? [] : [{ id, weight: (weight ?? 1) / all, spend: found.spend }];
  });
}
