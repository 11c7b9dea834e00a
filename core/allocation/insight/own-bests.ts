import type { Allocation, AllocationProblem, ProblemModel } from '../problem.ts';
import { allocate } from '../solve.ts';

/** What one model alone would do under the same constraints. */
export interface OwnBest {
  id: string;
  /** Share of all models' weight. */
  weight: number;
  allocation: Allocation;
}

/** A model alone, with the constraints of the problem. */
export function modelAlone({ channels, models: _models, objective: _objective, ...kept }: AllocationProblem, { curves }: ProblemModel): AllocationProblem {
  return { ...kept, channels: channels.map((channel) => ({ ...channel, ...(curves[channel.name] ?? { coefficient: 0 }) })) };
}

/** The best of each model of the problem by itself; none where it has no models, or a model cannot meet what is asked. */
export function ownBests(problem: AllocationProblem): OwnBest[] {
  const models = problem.models ?? [];
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  return models.flatMap((model): OwnBest[] => {
    const allocation = allocate(modelAlone(problem, model));
    return allocation.status === 'infeasible' ? [] : [{ id: model.id, weight: (model.weight ?? 1) / all, allocation }];
  });
}
