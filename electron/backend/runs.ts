import { randomUUID } from 'node:crypto';
import { candidatesOfTrials, parameterRows } from '../../core/selection/candidates.ts';
import { ENGINE_PROTOCOL } from '../contract/engine.ts';
import type { CandidateValues, Points, RunDetail, RunSummary } from '../contract/runs.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, projectNamed, runNamed } from './context.ts';
import { readySpec } from './spec-checks.ts';
import type { StoredRun } from './store/index.ts';

type Calls = 'runs.list' | 'runs.start' | 'runs.get' | 'runs.points' | 'runs.candidates' | 'runs.pause' | 'runs.resume' | 'runs.stop' | 'runs.delete';

export function runCalls(context: Context): Handlers<Calls> {
  const { store, scheduler } = context;
  const summary = (runId: string): RunSummary => summaryOf(runNamed(context, runId));

  return {
    'runs.list': ({ projectId }) => store.runs.list(projectId ?? null).map(summaryOf),
    'runs.start': ({ projectId }) => {
      const project = projectNamed(context, projectId);
      const spec = readySpec(store.projects.spec(projectId).spec, dataNamed(context, project.dataId));
      // The name of the file goes with the run: the project may get another one.
      const id = addRun(context, { projectId, spec: { ...spec, data: project.fileName }, dataId: project.dataId, parent: null });
      scheduler.enqueue(id);
      return summary(id);
    },
    'runs.get': ({ runId }) => detailOf(context, runNamed(context, runId)),
    'runs.points': ({ runId }) => pointsOf(context, runNamed(context, runId)),
    'runs.candidates': ({ runId }) => candidatesOf(context, runNamed(context, runId)),
    'runs.pause': ({ runId }) => {
      scheduler.pause(runId);
      return summary(runId);
    },
    'runs.resume': ({ runId }) => {
      scheduler.resume(runId);
      return summary(runId);
    },
    'runs.stop': async ({ runId }) => {
      await scheduler.stop(runId);
      return summary(runId);
    },
    'runs.delete': async ({ runId }) => {
      runNamed(context, runId);
      await scheduler.drop(runId);
      store.runs.remove(runId);
      return { done: true };
    },
  };
}

/** Writes down a new run; it is still to be put into the queue. */
export function addRun({ store, options, now }: Context, run: Pick<StoredRun, 'projectId' | 'spec' | 'dataId' | 'parent'>): string {
  const id = randomUUID();
  store.runs.add({ ...run, id, seed: run.spec.tuning.seed, appVersion: options.version, engineProtocol: ENGINE_PROTOCOL, createdAt: now() });
  return id;
}

export function summaryOf(run: StoredRun): RunSummary {
  const { id, projectId, number, state, seed, trialsDone, evaluations, seconds, createdAt, endedAt, error, parent } = run;
  const { method, trials, iterations } = run.spec.tuning;
  return { id, projectId, number, state, method, trials, iterations, seed, trialsDone, evaluations, seconds, createdAt, endedAt, error, parent };
}

function detailOf({ store }: Context, run: StoredRun): RunDetail {
  const selection = store.models.selection(run.id);
  return {
    ...summaryOf(run), spec: run.spec, dataId: run.dataId, version: run.appVersion, notes: run.notes,
    selection: selection === null ? null : {
      automaticFronts: selection.automaticFronts, considered: selection.considered, notes: selection.notes, convergence: selection.convergence,
    },
    chosenModels: store.models.chosen(run.id), ends: store.runs.ends(run.id),
  };
}

function pointsOf({ store }: Context, run: StoredRun): Points {
  const { trial, iteration, nrmse, decompRssd, mape } = candidatesOfTrials(store.runs.trials(run.id));
  const selection = store.models.selection(run.id);
  const count = trial.length;
  // A run that goes on after a stop has candidates that nothing was selected from yet.
  const selected = selection !== null && selection.front.length === count ? selection : null;
  const unknown = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  return { count, trial, iteration, nrmse, decompRssd, mape, front: selected?.front ?? unknown(), score: selected?.score ?? unknown() };
}

function candidatesOf({ store }: Context, run: StoredRun): CandidateValues {
  const prepared = store.runs.prepared(run.id);
  if (prepared === null) return { parameters: [], values: new Float64Array() };
  const { parameters } = prepared.space;
  return { parameters, values: parameterRows(store.runs.trials(run.id), parameters.length) };
}
