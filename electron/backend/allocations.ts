import { randomUUID } from 'node:crypto';
import { problemFromModel } from '../../core/allocation/from-model.ts';
import { parseScenario } from '../../core/allocation/parse.ts';
import type { Allocation, ModelScenario } from '../../core/allocation/problem.ts';
import { allocate } from '../../core/allocation/solve.ts';
import { extrapolation } from '../../core/diagnosis/extrapolation.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { meanSpend } from '../../core/refresh/changes.ts';
import { REFITTED, refitted } from '../../core/report/page-validation.ts';
import type { AllocationView, SavedAllocation } from '../contract/models.ts';
import type { Context, Handlers } from './context.ts';
import { notFound, projectNamed } from './context.ts';
import { curvesOf, modelNamed } from './modelling.ts';
import type { Curve } from './modelling.ts';
import { gainOf } from './uncertainty.ts';

type Calls = 'allocation.solve' | 'allocation.save' | 'allocation.list' | 'allocation.rename' | 'allocation.delete';

export function allocationCalls(context: Context): Handlers<Calls> {
  const { store } = context;

  /** On the model with every row trained on: budgets are for the time after the last of them. */
  function solve(runId: string, modelId: string, scenario: ModelScenario) {
    const model = modelNamed(context, runId, modelId);
    const { prepared, evaluation, params } = model;
    const refit = refitted(prepared, params, evaluation);
    const { problem, notes } = problemFromModel(prepared, refit ?? evaluation, params, scenario);
    if (refit !== null) notes.push(REFITTED);
    return { model, rows: refit === null ? 'tuning' : 'all', problem, notes, allocation: allocate(problem) } as const;
  }

  async function view(runId: string, modelId: string, scenario: ModelScenario): Promise<AllocationView> {
    const { model, rows, problem, notes, allocation } = solve(runId, modelId, scenario);
    const curves = curvesOf(model.prepared, problem, allocation.spend);
    if (allocation.status === 'infeasible') return { problem, allocation, curves, notes };
    const beyond = beyondObserved(model.prepared, curves, allocation.spend);
    return { problem, allocation, curves, notes, extrapolation: beyond, gain: await gainOf(context, model, rows, problem, allocation) };
  }

  function saved(id: string): SavedAllocation {
    const allocation = store.allocations.get(id);
    if (allocation === null) throw notFound('allocation');
    return allocation;
  }

  return {
    'allocation.solve': ({ runId, modelId, scenario }) => view(runId, modelId, parseScenario(scenario)),
    'allocation.save': ({ runId, modelId, name, scenario: given }) => {
      const scenario = parseScenario(given);
      const id = randomUUID();
      const { allocation } = solve(runId, modelId, scenario);
      store.allocations.add({ id, runId, modelId, name, scenario, allocation, createdAt: context.now() });
      return saved(id);
    },
    'allocation.list': ({ projectId }) => {
      projectNamed(context, projectId);
      return store.allocations.list(projectId);
    },
    'allocation.rename': ({ allocationId, name }) => {
      saved(allocationId);
      store.allocations.rename(allocationId, name);
      return saved(allocationId);
    },
    'allocation.delete': ({ allocationId }) => {
      saved(allocationId);
      store.allocations.remove(allocationId);
      return { done: true };
    },
  };
}

/** Channels whose suggested spend per period the window never saw, or saw in peaks only. */
function beyondObserved(prepared: PreparedData, curves: readonly Curve[], suggested: Allocation['spend']): NonNullable<AllocationView['extrapolation']> {
  const means = meanSpend(prepared);
  return curves.flatMap(({ channel, observedMax }) => {
    const { level, text } = extrapolation({ channel, observedMax, observedMean: means[channel] ?? 0, suggested: suggested[channel] ?? 0 });
    return text === null ? [] : [{ channel, level, text }];
  });
}
