import { computed, shallowRef } from 'vue';
import type { WorkProgress } from '../../electron/contract/allocation.ts';
import { CallFailure } from '../api/call-failure.ts';
import { call, on } from '../api/client.ts';
import { useAsync } from './useAsync.ts';

let named = 0;

/**
 * One long calculation at a time that tells its progress and can be stopped; a new one stops the one before. For stores,
 * since it goes on while its page is left.
 */
export function useLongCall<A extends unknown[], T>(ask: (requestId: string, ...args: A) => Promise<T>) {
  const current = shallowRef<string | null>(null);
  const news = shallowRef<WorkProgress | null>(null);
  const answer = useAsync((requestId: string, ...args: A) => ask(requestId, ...args));
  on('work.progress', (progress) => {
    if (progress.requestId === current.value) news.value = progress;
  });

  async function stop(): Promise<void> {
    if (current.value !== null) await call('work.cancel', { requestId: current.value });
  }

  async function run(...args: A): Promise<void> {
    // A host that can't be told to stop can't be asked either, and that call says so.
    await stop().catch(() => undefined);
    named += 1;
    // Several windows may be open on one host.
    const requestId = `${named}-${Math.random().toString(36).slice(2)}`;
    current.value = requestId;
    news.value = null;
    await answer.load(requestId, ...args);
    if (current.value === requestId) current.value = null;
  }

  const stopped = computed(() => answer.error.value instanceof CallFailure && answer.error.value.code === 'CANCELLED');
  return {
    value: answer.value,
    /** Null where it was stopped. */
    error: computed(() => (stopped.value ? null : answer.error.value)),
    stopped,
    running: answer.loading,
    progress: computed(() => (answer.loading.value ? news.value : null)),
    run,
    stop,
  };
}
