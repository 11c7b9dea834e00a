import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

export interface AsyncState<A extends unknown[], T> {
  value: Readonly<ShallowRef<T | null>>;
  error: Readonly<ShallowRef<unknown>>;
  loading: Readonly<ShallowRef<boolean>>;
  /** Resolves when done, with the error in `error`, never rejects. */
  load: (...args: A) => Promise<void>;
}

/** One value that is asked for again and again: the answer to an older question never overwrites a newer one. */
export function useAsync<A extends unknown[], T>(ask: (...args: A) => Promise<T>): AsyncState<A, T> {
  const value = shallowRef<T | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = shallowRef(false);
  let latest = 0;
  onScopeDispose(() => { latest += 1; }, true);

  async function load(...args: A): Promise<void> {
    latest += 1;
    const mine = latest;
    loading.value = true;
    try {
      const answer = await ask(...args);
      if (mine !== latest) return;
      value.value = answer;
      error.value = null;
    } catch (thrown) {
      if (mine === latest) error.value = thrown;
    } finally {
      if (mine === latest) loading.value = false;
    }
  }
  return { value, error, loading, load };
}
