import { availableParallelism } from 'node:os';
import type { EventName, EventPayload } from '../contract/events.ts';
import { comparisonOf } from './comparison.ts';
import type { Context } from './context.ts';
import { createGateway } from './gateway.ts';
import { recoveryOf } from './recovery.ts';
import { createComparisonQueue } from './runs/comparison-queue.ts';
import { createPool } from './runs/engine-pool.ts';
import { createRecoveryQueue } from './runs/recovery-queue.ts';
import { createScheduler } from './runs/scheduler.ts';
import { summaryOf } from './runs.ts';
import { asStoreError, openStore } from './store/index.ts';
import type { Store } from './store/index.ts';
import type { Backend, BackendOptions } from './types.ts';
import { createWork } from './work.ts';

export type { Backend, BackendOptions } from './types.ts';
export type { EngineLauncher, EngineProcess } from './runs/engine-process.ts';
export { forkLauncher } from './runs/fork-launcher.ts';

/**
 * What the app does, for any host: owns the database, the queue of runs and the pool of engines. Rejects with
 * MixwrightError STORE_NEWER, STORE_READ_ONLY, STORE_FULL, STORE_CORRUPT or STORE_LOCKED when the data folder
 * cannot be used; nothing is left open then.
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const now = options.now ?? Date.now;
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const emit = <N extends EventName>(event: N, payload: EventPayload<N>): void => {
    for (const listener of listeners.get(event) ?? []) (listener as (payload: EventPayload<N>) => void)(payload);
  };

  let closing: Promise<void> | null = null;
  const store = openStore(options.dataFolder, options.version);
  noteInterrupted(store, now());
  const pool = createPool(options.launchEngine, options.engines ?? availableParallelism());
  const scheduler = createScheduler({
    store, pool, now, log,
    onChanged: (runId) => {
      const run = store.runs.get(runId);
      if (run !== null) emit('run.changed', summaryOf(run));
    },
    onUnsaved: (run) => emit('run.changed', summaryOf(run)),
    closing: () => closing !== null,
    onProgress: (runId, state, progress) => {
      const run = store.runs.get(runId);
      if (run === null) return;
      const { trials, iterations } = run.spec.tuning;
      emit('run.progress', { runId, state, trials, evaluationsTotal: trials * iterations, ...progress });
    },
  });
  const recoveries = createRecoveryQueue({
    store, pool, now, log,
    onChanged: (recoveryId) => {
      const recovery = store.recoveries.get(recoveryId);
      if (recovery !== null) emit('recovery.changed', recoveryOf(recovery));
    },
    onUnsaved: (recovery) => emit('recovery.changed', recoveryOf(recovery)),
    onProgress: (progress) => emit('recovery.progress', progress),
  });
  const comparisons = createComparisonQueue({
    store, pool, now, log,
    onChanged: (comparisonId) => {
      const comparison = store.comparisons.get(comparisonId);
      if (comparison !== null) emit('comparison.changed', comparisonOf(comparison));
    },
    onUnsaved: (comparison) => emit('comparison.changed', comparisonOf(comparison)),
    onProgress: (progress) => emit('comparison.progress', progress),
  });
  const work = createWork((progress) => emit('work.progress', progress), now);
  const context: Context = { options, store, pool, scheduler, recoveries, comparisons, work, now };

  async function close(): Promise<void> {
    work.close();
    await Promise.all([scheduler.close(), recoveries.close(), comparisons.close()]);
    pool.close();
    store.close();
  }

  return {
    call: createGateway(context, log),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => void set.delete(listener as (payload: never) => void);
    },
    close: () => (closing ??= close()),
  };
}

function noteInterrupted(store: Store, at: number): void {
  try {
    const count = store.runs.interruptUnfinished(at);
    store.recoveries.interruptUnfinished(at);
    store.comparisons.interruptUnfinished(at);
    if (count > 0) store.notices.push(`${count} ${count === 1 ? 'run was' : 'runs were'} cut off when Mixwright last ended. Resume from the list of runs.`);
  } catch (error) {
    store.close();
    throw asStoreError(error, store.folder) ?? error;
  }
}
