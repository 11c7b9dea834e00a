import { randomUUID } from 'node:crypto';
import { parseScenario } from '../../core/allocation/parse.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { SavedAllocation } from '../contract/allocation.ts';
import type { Context, Handlers } from './context.ts';
import { notFound, projectNamed, runNamed } from './context.ts';
import { solvedFor } from './decisions.ts';
import { exportAllocations } from './allocation-export.ts';
import { modelNamed } from './modelling.ts';
import { reopen } from './reopen.ts';

type Calls =
  | 'allocation.save' | 'allocation.list' | 'allocation.rename' | 'allocation.duplicate' | 'allocation.delete' | 'allocation.restore'
  | 'allocation.update' | 'allocation.reopen' | 'allocation.export';

/** Scenarios that are kept, with what came of them when they were. */
export function savedAllocationCalls(context: Context): Handlers<Calls> {
  const { store } = context;
  const named = (id: string): SavedAllocation => allocationNamed(context, id);

  return {
    'allocation.save': async ({ name, requestId, ...question }) => {
      const id = randomUUID();
      store.allocations.put({ id, ...question, ...(await solvedFor(context, question, requestId)), name, createdAt: context.now() });
      return named(id);
    },
    'allocation.list': ({ projectId }) => {
      projectNamed(context, projectId);
      return store.allocations.list(projectId);
    },
    'allocation.rename': ({ allocationId, name }) => {
      named(allocationId);
      store.allocations.rename(allocationId, name);
      return named(allocationId);
    },
    'allocation.duplicate': ({ allocationId, name }) => {
      const id = randomUUID();
      store.allocations.put({ ...named(allocationId), id, name, createdAt: context.now() });
      return named(id);
    },
    'allocation.delete': ({ allocationId }) => {
      named(allocationId);
      store.allocations.remove(allocationId);
      return { done: true };
    },
    'allocation.restore': ({ allocation }) => {
      store.allocations.put(restorable(context, allocation));
      return named(allocation.id);
    },
    'allocation.update': async ({ allocationId, name, requestId, ...question }) => {
      inProject(context, question.runId, named(allocationId).projectId);
      const solved = await solvedFor(context, question, requestId);
      // It may have been renamed or deleted meanwhile.
      const { id, name: present, createdAt } = named(allocationId);
      store.allocations.put({ id, createdAt, ...question, ...solved, name: name ?? present });
      return named(allocationId);
    },
    'allocation.reopen': ({ allocationId }) => reopen(context, named(allocationId)),
    'allocation.export': ({ allocationIds, format }) => {
      const saved = [...new Set(allocationIds)].map(named);
      return exportAllocations(context, saved, format);
    },
  };
}

export function allocationNamed({ store }: Context, id: string): SavedAllocation {
  const allocation = store.allocations.get(id);
  if (allocation === null) throw notFound('saved scenario');
  return allocation;
}

/** What comes back from a page is read as any scenario, and must belong where it says. */
function restorable(context: Context, allocation: SavedAllocation): SavedAllocation {
  inProject(context, allocation.runId, allocation.projectId);
  modelNamed(context, allocation.runId, allocation.modelId);
  const present = context.store.allocations.get(allocation.id);
  if (present !== null && present.projectId !== allocation.projectId) throw notFound('saved scenario');
  return { ...allocation, scenario: parseScenario(allocation.scenario) };
}

function inProject(context: Context, runId: string, projectId: string): void {
  if (runNamed(context, runId).projectId === projectId) return;
  throw MixwrightError.ofProblems([{
    code: 'ALLOCATION_RUN', severity: 'error', key: 'runId', message: 'The run belongs to another project than the scenario.', mend: "Choose a run of the scenario's project.",
  }]);
}
