import { randomUUID } from 'node:crypto';
import { parseScenario } from '../../core/allocation/parse.ts';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { DecisionRequest } from '../contract/engine.ts';
import type { Asked, AllocationView, SavedAllocation } from '../contract/allocation.ts';
import type { Context, Handlers } from './context.ts';
import { notFound, projectNamed } from './context.ts';
import { decisionModels } from './decision-models.ts';
import { modelNamed } from './modelling.ts';

type Calls =
  | 'allocation.solve' | 'allocation.frontier' | 'allocation.sensitivity' | 'allocation.plan' | 'experiments.rank' | 'work.cancel'
  | 'allocation.save' | 'allocation.list' | 'allocation.rename' | 'allocation.duplicate' | 'allocation.delete' | 'allocation.restore'
  | 'allocation.update' | 'allocation.reopen' | 'allocation.export';

export function allocationCalls(context: Context): Handlers<Calls> {
  const { store, pool, work } = context;

  function asked({ runId, modelId, scenario: given }: Asked) {
    const scenario: ModelScenario = parseScenario(given);
    const { run, prepared, id, params } = modelNamed(context, runId, modelId);
    const request: DecisionRequest = { key: run.id, model: { id, params }, set: decisionModels(context, runId, scenario), scenario, seed: run.seed };
    return { request, scenario, data: { key: run.id, prepared } };
  }

  async function view(question: Asked): Promise<AllocationView> {
    const { request, data } = asked(question);
    return pool.run('advise', request, { label: 'the suggestion', data });
  }

  function saved(id: string): SavedAllocation {
    const allocation = store.allocations.get(id);
    if (allocation === null) throw notFound('allocation');
    return allocation;
  }

  function later(): never {
    throw new MixwrightError('NOT_YET', 'This is not available yet.');
  }

  return {
    'allocation.solve': view,
    'allocation.frontier': (question) => {
      const { request, data } = asked(question);
      return pool.run('frontier', request, { label: 'the frontier', data });
    },
    'allocation.sensitivity': (question) => {
      const { request, data } = asked(question);
      return pool.run('sensitivity', request, { label: 'the sensitivity', data });
    },
    'allocation.plan': ({ requestId, ...question }) => {
      const { request, data } = asked(question);
      return work.start(requestId, (signal, onProgress) => pool.run('plan', request, { label: 'the plan', data, signal, onProgress }));
    },
    'experiments.rank': ({ requestId, periods, ...question }) => {
      const { request, data } = asked(question);
      return work.start(requestId, (signal, onProgress) => pool.run('experiments', { ...request, periods }, { label: 'the worth of lift studies', data, signal, onProgress }));
    },
    'work.cancel': ({ requestId }) => {
      work.cancel(requestId);
      return { done: true };
    },
    'allocation.save': async ({ name, requestId: _, ...question }) => {
      const { allocation } = await view(question);
      const id = randomUUID();
      store.allocations.add({ id, ...question, name, allocation, createdAt: context.now() });
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
    'allocation.duplicate': later,
    'allocation.delete': ({ allocationId }) => {
      saved(allocationId);
      store.allocations.remove(allocationId);
      return { done: true };
    },
    'allocation.restore': later,
    'allocation.update': later,
    'allocation.reopen': later,
    'allocation.export': later,
  };
}
