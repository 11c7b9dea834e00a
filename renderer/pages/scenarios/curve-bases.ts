import type { ModelScenario } from '../../../core/allocation/problem.ts';
import type { SavedAllocation } from '../../../electron/contract/allocation.ts';
import type { CurveBasis } from '../../charts/scenarios/scenario-curves.ts';
import { call } from '../../api/client.ts';

/** Scenarios with the same one rest on the same curves. */
function basisKey({ runId, modelId, scenario: { robust, curve } }: SavedAllocation): string {
  return JSON.stringify([runId, robust === null || robust === undefined ? modelId : '', robust === undefined ? 'default' : robust, curve ?? 'mean_carryover']);
}

/** The distinct grounds of scenarios, each with the first that rests on it. */
export function distinctBases(saved: readonly SavedAllocation[]): SavedAllocation[] {
  return [...new Map([...saved].reverse().map((one) => [basisKey(one), one])).values()].reverse();
}

/** Response curves of each; one question per ground. */
export function curveBases(saved: readonly SavedAllocation[]): Promise<CurveBasis[]> {
  return Promise.all(distinctBases(saved).map(async (one) => {
    const { runId, modelId, runNumber } = one;
    const view = await call('allocation.solve', { runId, modelId, scenario: withoutPlan(one.scenario) });
    const who = view.basis === 'robust' ? `mean of ${view.modelSet.models} models` : `model ${modelId}`;
    return { label: `Run ${runNumber}, ${who}`, curves: view.curves };
  }));
}

function withoutPlan(scenario: ModelScenario): ModelScenario {
  const rest = { ...scenario };
  delete rest.plan;
  return rest;
}
