import { randomUUID } from 'node:crypto';
import { problemFromModel } from '../../core/allocation/from-model.ts';
import { parseScenario } from '../../core/allocation/parse.ts';
import { allocate } from '../../core/allocation/solve.ts';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import type { AllocationView, SavedAllocation } from '../contract/models.ts';
import type { Context, Handlers } from './context.ts';
import { notFound, projectNamed } from './context.ts';
import { curvesOf, modelNamed } from './modelling.ts';

type Calls = 'allocation.solve' | 'allocation.save' | 'allocation.list' | 'allocation.rename' | 'allocation.delete';

export function allocationCalls(context: Context): Handlers<Calls> {
  const { store } = context;

  function solve(runId: string, modelId: string, scenario: ModelScenario): AllocationView {
    const { prepared, evaluation, params } = modelNamed(context, runId, modelId);
    const { problem, notes } = problemFromModel(prepared, evaluation, params, scenario);
    const allocation = allocate(problem);
    return { problem, allocation, curves: curvesOf(prepared, problem, allocation.spend), notes };
  }

  function saved(id: string): SavedAllocation {
    const allocation = store.allocations.get(id);
    if (allocation === null) throw notFound('allocation');
    return allocation;
  }

  return {
    'allocation.solve': ({ runId, modelId, scenario }) => solve(runId, modelId, parseScenario(scenario)),
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
