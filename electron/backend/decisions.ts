import { randomUUID } from 'node:crypto';
import { parseScenario } from '../../core/allocation/parse.ts';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import type { Asked, AllocationView, PlanView, SavedAllocation, SavedDetail } from '../contract/allocation.ts';
import type { DecisionRequest } from '../contract/engine.ts';
import type { Context } from './context.ts';
import { decisionModels } from './decision-models.ts';
import { modelNamed } from './modelling.ts';

/** A budget question as engines take it. */
export interface Decision {
  request: DecisionRequest;
  scenario: ModelScenario;
  data: { key: string; prepared: PreparedData };
}

/** Throws MixwrightError ALLOCATION_INPUT, NOT_FOUND, RUN_NOT_PREPARED. */
export function decisionOf(context: Context, { runId, modelId, scenario: given }: Asked): Decision {
  const scenario = parseScenario(given);
  const { run, prepared, id, params } = modelNamed(context, runId, modelId);
  return {
    request: { key: run.id, model: { id, params }, set: decisionModels(context, runId, scenario), scenario, seed: run.seed, words: { responseKind: run.spec.response.kind, currency: run.spec.currency } },
    scenario, data: { key: run.id, prepared },
  };
}

export function adviceOn({ pool }: Context, { request, data }: Decision, signal?: AbortSignal): Promise<AllocationView> {
  return pool.run('advise', request, { label: 'the suggestion', data, ...(signal === undefined ? {} : { signal }) });
}

/** Tells its progress, and can be ended, under the name of the request. */
export function planOn({ pool, work }: Context, { request, data }: Decision, requestId: string): Promise<PlanView> {
  return work.start(requestId, (signal, onProgress) => pool.run('plan', request, { label: 'the plan', data, signal, onProgress }));
}

/** What is kept of a scenario: the suggestion, what was shown beside it, and the plan where one is asked for. */
export async function solvedFor(context: Context, question: Asked, requestId: string = randomUUID()): Promise<Pick<SavedAllocation, 'scenario' | 'allocation'> & { detail: SavedDetail }> {
  const decision = decisionOf(context, question);
  const { scenario } = decision;
  if (scenario.plan === undefined) return { scenario, ...keptOf(await adviceOn(context, decision), null) };
  const { pool, work } = context;
  const { request, data } = decision;
  const { view, planned } = await work.start(requestId, async (signal, onProgress) => ({
    view: await adviceOn(context, decision, signal),
    planned: await pool.run('plan', request, { label: 'the plan', data, signal, onProgress }),
  }));
  return { scenario, ...keptOf(view, planned) };
}

function keptOf(view: AllocationView, planned: PlanView | null): { allocation: AllocationView['allocation']; detail: SavedDetail } {
  const { allocation, basis, modelSet, own, explanations, extrapolation, gain, notes } = view;
  return {
    allocation,
    detail: {
      basis, modelSet, own: own?.allocation ?? null, explanations, extrapolation, gain, plan: planned?.plan ?? null,
      ...(planned === null ? {} : { planRobust: planned.robust }),
      notes: [...new Set([...notes, ...planned?.notes ?? []])],
    },
  };
}

/** True for what the scenario or the model is to blame for, not the work itself. */
export function isMendable(error: unknown): error is MixwrightError {
  return error instanceof MixwrightError && error.code !== 'CANCELLED' && error.code !== 'INTERNAL' && !/^(ENGINE|STORE)_/.test(error.code);
}
