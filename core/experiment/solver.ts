import type { MeanSolver } from '../allocation/general/mean-solver.ts';
import type { AllocationProblem } from '../allocation/problem.ts';
import { allocate } from '../allocation/solve.ts';

/** Solves each time from the start. */
export function createMeanSolver({ models = [], ...problem }: AllocationProblem): MeanSolver {
  return {
    solve(weights) {
      const kept = models.flatMap((model, k) => ((weights[k] ?? 0) > 0 ? [{ ...model, weight: weights[k] as number }] : []));
      const only = kept.length === 1 ? kept[0] : undefined;
      const found = allocate(only === undefined ? { ...problem, models: kept }
        : { ...problem, channels: problem.channels.map((channel) => ({ ...channel, ...(only.curves[channel.name] ?? { coefficient: 0 }) })) });
      if (found.status === 'infeasible') return null;
      return { spend: Float64Array.from(problem.channels, ({ name }) => found.spend[name] ?? 0), value: found.total.response, bound: found.upperBound, nodes: 0 };
    },
  };
}
