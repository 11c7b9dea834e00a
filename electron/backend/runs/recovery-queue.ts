import { performance } from 'node:perf_hooks';
import { MixwrightError } from '../../../core/errors.ts';
import { spendFacts } from '../../../core/recovery/spend-facts.ts';
import { summariseRecovery } from '../../../core/recovery/summary.ts';
import type { RecoverySummary } from '../../../core/recovery/summary.ts';
import type { RecoveryProgress, RecoveryState } from '../../contract/recovery.ts';
import { asStoreError } from '../store/index.ts';
import type { Store, StoredRecovery } from '../store/index.ts';
import type { EnginePool } from './engine-pool.ts';
import { runReplicates } from './recovery.ts';

export interface RecoveryQueueContext {
  store: Store;
  pool: EnginePool;
  now: () => number;
  /** The check's state or its numbers changed for good. */
  onChanged: (recoveryId: string) => void;
  /** The check failed and not even that could be written down. */
  onUnsaved: (recovery: StoredRecovery) => void;
  onProgress: (progress: RecoveryProgress) => void;
  log: (line: string) => void;
}

/** Works on one recovery check at a time, in the background of runs; the others wait in the order they were asked for. */
export interface RecoveryQueue {
  enqueue(recoveryId: string): void;
  /** Ends it now; finished replicates are kept and it can go on. Resolves when nothing works on it any more. */
  cancel(recoveryId: string, as: 'stopped' | 'interrupted'): Promise<void>;
  close(): Promise<void>;
}

interface Active {
  id: string;
  end(as: 'stopped' | 'interrupted'): void;
  ended: Promise<void>;
}

export function createRecoveryQueue(context: RecoveryQueueContext): RecoveryQueue {
  const { store } = context;
  const queue: string[] = [];
  let active: Active | null = null;
  let closed = false;

  function next(): void {
    if (active !== null || closed) return;
    const id = queue.shift();
    if (id === undefined) return;
    const recovery = store.recoveries.get(id);
    if (recovery === null) return next();
    const job = startCheck(context, recovery);
    active = job;
    void job.ended.then(() => {
      active = null;
      next();
    });
  }

  return {
    enqueue(recoveryId) {
      if (closed) throw new MixwrightError('ENGINE_CLOSED', 'Mixwright is closing. Start it again, then go on with the check.');
      queue.push(recoveryId);
      next();
    },
    async cancel(recoveryId, as) {
      const place = queue.indexOf(recoveryId);
      if (place >= 0) {
        queue.splice(place, 1);
        store.recoveries.setState(recoveryId, as, { endedAt: context.now(), verdict: summaryOf(store, recoveryId)?.verdict ?? null });
        context.onChanged(recoveryId);
      } else if (active?.id === recoveryId) {
        active.end(as);
        await active.ended;
      }
    },
    async close() {
      closed = true;
      queue.length = 0;
      active?.end('interrupted');
      await active?.ended;
    },
  };
}

/** Of the replicates so far; null before the first. */
export function summaryOf(store: Store, recoveryId: string): RecoverySummary | null {
  const recovery = store.recoveries.get(recoveryId);
  const data = recovery === null ? null : store.data.get(recovery.dataId);
  return recovery === null || data === null ? null : summariseRecovery(store.recoveries.replicates(recoveryId), spendFacts(recovery.spec, data.table));
}

/** Carries a check from where it is to its end. `ended` never rejects: what goes wrong becomes the state `failed`. */
function startCheck(context: RecoveryQueueContext, recovery: StoredRecovery): Active {
  const { store, pool, now } = context;
  const { id, projectId, spec, source, options } = recovery;
  const stop = new AbortController();
  let wish: 'stopped' | 'interrupted' = 'stopped';
  const startedAt = performance.now();
  const seconds = (): number => recovery.seconds + (performance.now() - startedAt) / 1000;

  function become(state: RecoveryState, more: Parameters<Store['recoveries']['setState']>[2] = {}): void {
    store.recoveries.setState(id, state, { seconds: seconds(), ...more });
    context.onChanged(id);
  }

  async function work(): Promise<void> {
    become('running');
    const data = store.data.get(recovery.dataId);
    if (data === null || data.format.spacing === null) {
      throw new MixwrightError('DATA_NO_SPACING', 'The table has no regular spacing of dates. Mend the dates and import it again.');
    }
    const { table, format: { spacing } } = data;
    pool.warm();
    const { prepared } = await pool.run('prepare', { spec, table, spacing }, { label: 'preparing the data', signal: stop.signal });
    const replicates = await runReplicates({
      pool, data: { key: `recovery ${id}`, prepared }, spec, table, spacing, source, options, done: store.recoveries.replicates(id), signal: stop.signal,
      onReplicate(result) {
        // Deleting a run takes the checks of its models with it.
        if (store.recoveries.get(id) === null) return stop.abort();
        store.recoveries.addReplicate(id, result, seconds());
        context.onChanged(id);
      },
      onProgress: ({ replicatesDone, evaluations, evaluationsTotal, secondsLeft }) => context.onProgress({
        recoveryId: id, projectId, replicatesDone, replicates: options.replicates, share: evaluations / evaluationsTotal, secondsLeft,
      }),
    });
    finish(replicates.length === options.replicates ? 'finished' : wish);
  }

  const finish = (state: RecoveryState, error?: { code: string; message: string }): void =>
    become(state, { endedAt: now(), verdict: summaryOf(store, id)?.verdict ?? null, ...(error === undefined ? {} : { error }) });

  function fail(error: unknown): void {
    if (stop.signal.aborted && error instanceof MixwrightError && error.code === 'CANCELLED') return finish(wish);
    const known = error instanceof MixwrightError ? error : asStoreError(error);
    if (known === null || known.code === 'INTERNAL') context.log(`recovery ${id}: ${error instanceof Error ? error.stack : String(error)}`);
    const told = known ?? new MixwrightError('INTERNAL', 'Something went wrong inside Mixwright. The check can go on.');
    const { code, message } = told;
    try {
      finish('failed', { code, message });
    } catch {
      // A full disk; after the next start it is `interrupted`.
      context.onUnsaved({ ...recovery, state: 'failed', endedAt: now(), error: { code, message } });
    }
  }

  const ended = work().catch(fail);
  return {
    id,
    ended,
    end(as) {
      wish = as;
      stop.abort();
    },
  };
}
