import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Request } from '../../electron/contract/calls.ts';
import type { Recovery, RecoveryProgress, RecoveryState } from '../../electron/contract/recovery.ts';
import { call, on } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

/** The recovery checks of the open project, what is known of the one at work, and the one that is shown. */
export const useRecoveryStore = defineStore('recovery', () => {
  const projectId = shallowRef<string | null>(null);
  const list = useAsync((id: string) => call('recovery.list', { projectId: id }));
  const fresh = shallowRef<ReadonlyMap<string, Recovery>>(new Map());
  const removed = shallowRef<ReadonlySet<string>>(new Set());
  const progress = shallowRef<ReadonlyMap<string, RecoveryProgress>>(new Map());
  const detail = useAsync((recoveryId: string) => call('recovery.get', { recoveryId }));

  /** Newest first; what an event told is newer than the list. */
  const checks = computed<Recovery[] | null>(() => {
    const known = list.value.value;
    if (known === null) return null;
    const byId = new Map(known.map((check) => [check.id, check]));
    for (const check of fresh.value.values()) {
      if (check.projectId === projectId.value) byId.set(check.id, check);
    }
    return [...byId.values()].filter(({ id }) => !removed.value.has(id)).sort((a, b) => b.createdAt - a.createdAt);
  });

  on('recovery.changed', (check) => accept(check));
  on('recovery.progress', (news) => {
    progress.value = new Map(progress.value).set(news.recoveryId, news);
  });

  function accept(check: Recovery): Recovery {
    fresh.value = new Map(fresh.value).set(check.id, check);
    return check;
  }

  async function load(id: string): Promise<void> {
    projectId.value = id;
    await list.load(id);
  }

  /** It is gone at once; an event that was on its way does not bring it back. */
  async function remove(recoveryId: string): Promise<void> {
    await call('recovery.remove', { recoveryId });
    removed.value = new Set(removed.value).add(recoveryId);
  }

  return {
    checks,
    error: list.error,
    progress,
    detail: detail.value,
    detailError: detail.error,
    load,
    show: detail.load,
    start: async (request: Request<'recovery.start'>) => accept(await call('recovery.start', request)),
    cancel: async (recoveryId: string) => accept(await call('recovery.cancel', { recoveryId })),
    resume: async (recoveryId: string) => accept(await call('recovery.resume', { recoveryId })),
    remove,
  };
});

/** Still going to change by itself. */
export function isAtWork(state: RecoveryState): boolean {
  return state === 'queued' || state === 'running';
}
