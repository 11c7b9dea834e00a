import { createMeanSolver } from '../general/mean-solver.ts';
import type { AllocationProblem } from '../problem.ts';
import { allocate } from '../solve.ts';

/**
 * Best spend by channel; null where none keeps the constraints. Where the mean over models is sought only that is solved, not
 * what each of them would do. MixwrightError as `allocate`.
 */
export function bestSpend(problem: AllocationProblem): Record<string, number> | null {
  const { models, objective, channels } = problem;
  if (models === undefined || (objective !== undefined && objective.kind !== 'mean')) {
    const { status, spend } = allocate(problem);
    return status === 'infeasible' ? null : spend;
  }
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const found = createMeanSolver(problem).solve(models.map(({ weight }) => (weight ?? 1) / all));
  return found === null ? null : Object.fromEntries(channels.map(({ name }, index) => [name, found.spend[index] ?? 0]));
}
