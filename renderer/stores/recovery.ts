import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Request } from '../../electron/contract/calls.ts';
import type { RecoveryProgress } from '../../electron/contract/recovery.ts';
import { call, on } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';
import { useJobList } from '../composables/useJobList.ts';

/** The recovery checks of the open project, what is known of the one at work, and the one that is shown. */
export const useRecoveryStore = defineStore('recovery', () => {
  const { jobs: checks, error, accept, forget, load } = useJobList((projectId) => call('recovery.list', { projectId }));
  const progress = shallowRef<ReadonlyMap<string, RecoveryProgress>>(new Map());
  const detail = useAsync((recoveryId: string) => call('recovery.get', { recoveryId }));

  on('recovery.changed', (check) => void accept(check));
  on('recovery.progress', (news) => {
    progress.value = new Map(progress.value).set(news.recoveryId, news);
  });

  return {
    checks,
    error,
    progress,
    detail: detail.value,
    detailError: detail.error,
    load,
    show: detail.load,
    start: async (request: Request<'recovery.start'>) => accept(await call('recovery.start', request)),
    cancel: async (recoveryId: string) => accept(await call('recovery.cancel', { recoveryId })),
    resume: async (recoveryId: string) => accept(await call('recovery.resume', { recoveryId })),
    async remove(recoveryId: string): Promise<void> {
      await call('recovery.remove', { recoveryId });
      forget(recoveryId);
    },
  };
});
