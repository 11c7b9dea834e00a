import { spendFacts } from '../../../core/recovery/spend-facts.ts';
import { summariseRecovery } from '../../../core/recovery/summary.ts';
import type { RecoverySummary } from '../../../core/recovery/summary.ts';
import type { RecoveryProgress } from '../../contract/recovery.ts';
import type { Store, StoredRecovery } from '../store/index.ts';
import { createBackgroundQueue } from './background-queue.ts';
import type { BackgroundContext, BackgroundQueue } from './background-queue.ts';
import { runReplicates } from './recovery.ts';

export interface RecoveryQueueContext extends BackgroundContext<StoredRecovery> {
  onProgress: (progress: RecoveryProgress) => void;
}

/** Works on one recovery check at a time; each replicate is kept as it is finished. */
export function createRecoveryQueue(context: RecoveryQueueContext): BackgroundQueue {
  const { store, pool } = context;
  return createBackgroundQueue(context, {
    word: 'check',
    get: (id) => store.recoveries.get(id),
    setState(id, state, change) {
      // The verdict of what there is goes with every end.
      store.recoveries.setState(id, state, { ...change, ...(change.endedAt === undefined ? {} : { verdict: summaryOf(store, id)?.verdict ?? null }) });
    },
    async work({ id, projectId, spec, source, options }, { data: { table, spacing, prepared }, signal, seconds, stop }) {
      const replicates = await runReplicates({
        pool, data: { key: `recovery ${id}`, prepared }, spec, table, spacing, source, options, done: store.recoveries.replicates(id), signal,
        onReplicate(result) {
          // Deleting a run takes the checks of its models with it.
          if (store.recoveries.get(id) === null) return stop();
          store.recoveries.addReplicate(id, result, seconds());
          context.onChanged(id);
        },
        onProgress: ({ replicatesDone, evaluations, evaluationsTotal, secondsLeft }) => context.onProgress({
          recoveryId: id, projectId, replicatesDone, replicates: options.replicates, share: evaluations / evaluationsTotal, secondsLeft,
        }),
      });
      return replicates.length === options.replicates;
    },
  });
}

/** Of the replicates so far; null before the first. */
export function summaryOf(store: Store, recoveryId: string): RecoverySummary | null {
  const recovery = store.recoveries.get(recoveryId);
  const data = recovery === null ? null : store.data.get(recovery.dataId);
  return recovery === null || data === null ? null : summariseRecovery(store.recoveries.replicates(recoveryId), spendFacts(recovery.spec, data.table));
}
