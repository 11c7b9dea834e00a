import { MixwrightError } from '../../core/errors.ts';
import type { CallName, Request, Response } from '../contract/calls.ts';
import type { BackgroundQueue } from './runs/background-queue.ts';
import type { EnginePool } from './runs/engine-pool.ts';
import type { Scheduler } from './runs/scheduler.ts';
import type { Store, StoredData, StoredProject, StoredRun } from './store/index.ts';
import type { BackendOptions } from './types.ts';
import type { Work } from './work.ts';

/** What the handlers of calls work with. */
export interface Context {
  options: BackendOptions;
  store: Store;
  pool: EnginePool;
  scheduler: Scheduler;
  recoveries: BackgroundQueue;
  comparisons: BackgroundQueue;
  work: Work;
  now: () => number;
}

export type Handlers<N extends CallName> = { [K in N]: (request: Request<K>) => Response<K> | Promise<Response<K>> };

export function notFound(what: string): MixwrightError {
  return new MixwrightError('NOT_FOUND', `There is no such ${what} any more. Go back to the list and choose another.`);
}

export function projectNamed({ store }: Context, id: string): StoredProject {
  const project = store.projects.get(id);
  if (project === null) throw notFound('project');
  return project;
}

export function runNamed({ store }: Context, id: string): StoredRun {
  const run = store.runs.get(id);
  if (run === null) throw notFound('run');
  return run;
}

export function dataNamed({ store }: Context, id: string): StoredData {
  const data = store.data.get(id);
  if (data === null) throw notFound('table');
  return data;
}
