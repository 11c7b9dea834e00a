import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { ModelScenario, RobustChoice } from '../../core/allocation/problem.ts';
import type { Context } from './context.ts';

/** Over the representatives of the clusters, for the most that can be expected. */
export const DEFAULT_ROBUST: RobustChoice = { models: 'representatives', objective: { kind: 'mean' } };

/** The models of a run that a scenario is to be decided over; null: the one model alone. */
export function decisionModels({ store }: Context, runId: string, { robust = DEFAULT_ROBUST }: ModelScenario): DecisionModels | null {
  if (robust === null) return null;
  const representatives = store.models.list(runId).filter(({ representative }) => representative);
  if (representatives.length === 0) return null;
  return { kind: robust.models, objective: robust.objective, candidates: representatives.map(({ id, params }) => ({ id, params })) };
}
