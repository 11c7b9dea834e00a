import type { RobustChoice } from '../../core/allocation/problem.ts';
import type { ExperimentRanking } from '../../core/experiment/experiment.ts';
import type { Context } from './context.ts';
import { decisionModels } from './decision-models.ts';
import type { Decision } from './decisions.ts';
import { runNamed } from './context.ts';

/** A study tells between models: the more of the plausible ones take part, the better its worth is known. */
const PLAUSIBLE: RobustChoice = { models: 'plausible', objective: { kind: 'mean' } };

/** The worth of lift studies to a decision, over the plausible models unless its scenario names others; tells its progress, and can be ended. */
export function rankingOn(context: Context, { request, scenario, data }: Decision, requestId: string, periods: number): Promise<ExperimentRanking> {
  const { pool, work } = context;
  const set = decisionModels(context, request.key, { ...scenario, robust: scenario.robust ?? PLAUSIBLE });
  const response = runNamed(context, request.key).spec.response.kind;
  return work.start(requestId, (signal, onProgress) =>
    pool.run('experiments', { ...request, set, periods, response }, { label: 'the worth of lift studies', data, signal, onProgress }));
}
