import { randomUUID } from 'node:crypto';
import { leftOut } from '../../core/recovery/replicate.ts';
import type { Recovery, RecoveryDetail } from '../contract/recovery.ts';
import { backgroundCalls } from './background-calls.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, notFound, projectNamed } from './context.ts';
import { modelNamed } from './modelling.ts';
import { summaryOf } from './runs/recovery-queue.ts';
import { readySpec } from './spec-checks.ts';
import type { NewRecovery, StoredRecovery } from './store/index.ts';

type Calls = 'recovery.start' | 'recovery.list' | 'recovery.get' | 'recovery.cancel' | 'recovery.resume' | 'recovery.remove';

export function recoveryCalls(context: Context): Handlers<Calls> {
  const { store, recoveries } = context;
  const named = (id: string): StoredRecovery => {
    const recovery = store.recoveries.get(id);
    if (recovery === null) throw notFound('recovery check');
    return recovery;
  };
  const jobs = backgroundCalls({
    queue: recoveries, word: 'check', code: 'RECOVERY_STATE', named,
    setState: (id, state) => store.recoveries.setState(id, state), remove: (id) => store.recoveries.remove(id),
  });

  return {
    'recovery.list': ({ projectId }) => store.recoveries.list(projectNamed(context, projectId).id).map(recoveryOf),
    'recovery.start': ({ projectId, runId, modelId, ...options }) => {
      const id = randomUUID();
      const base = { id, projectId: projectNamed(context, projectId).id, options, createdAt: context.now() };
      store.recoveries.add({ ...base, ...(runId === undefined || modelId === undefined ? ofProject(context, projectId) : ofModel(context, projectId, runId, modelId)) });
      recoveries.enqueue(id);
      return recoveryOf(named(id));
    },
    'recovery.get': ({ recoveryId }): RecoveryDetail => {
      const recovery = named(recoveryId);
      return {
        ...recoveryOf(recovery), summary: summaryOf(store, recoveryId), replicates: store.recoveries.replicates(recoveryId),
        responseKind: recovery.spec.response.kind, notes: leftOut(recovery.spec),
      };
    },
    'recovery.cancel': async ({ recoveryId }) => recoveryOf(await jobs.cancel(recoveryId)),
    'recovery.resume': ({ recoveryId }) => recoveryOf(jobs.resume(recoveryId)),
    'recovery.remove': ({ recoveryId }) => jobs.remove(recoveryId),
  };
}

type Subject = Pick<NewRecovery, 'runId' | 'modelId' | 'dataId' | 'spec' | 'source'>;

/** Before any run: the project as it is now. */
function ofProject(context: Context, projectId: string): Subject {
  const { dataId } = projectNamed(context, projectId);
  const spec = readySpec(context.store.projects.spec(projectId).spec, dataNamed(context, dataId));
  return { runId: null, modelId: null, dataId, spec, source: { kind: 'grid' } };
}

/** The run's own project file and table: the project may have changed since. */
function ofModel(context: Context, projectId: string, runId: string, modelId: string): Subject {
  const { run, params } = modelNamed(context, runId, modelId);
  if (run.projectId !== projectId) throw notFound('run in this project');
  return { runId, modelId, dataId: run.dataId, spec: run.spec, source: { kind: 'model', params } };
}

export function recoveryOf(recovery: StoredRecovery): Recovery {
  const { id, projectId, runId, runNumber, modelId, options, state, replicatesDone, seconds, createdAt, endedAt, error, verdict } = recovery;
  return { id, projectId, runId, runNumber, modelId, options, state, replicatesDone, seconds, createdAt, endedAt, error, verdict };
}
