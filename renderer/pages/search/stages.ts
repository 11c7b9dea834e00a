import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import type { Objective, SearchData } from '../../../core/report/search/candidates.ts';
import { nextTask } from '../../composables/next-task.ts';

/** What every picture of the page is made of. Indices are ascending, `best` is part of `shown`. */
export interface SearchView {
  data: SearchData;
  shown: Int32Array;
  best: Int32Array;
  objective: Objective;
  /** 0..1 */
  share: number;
}

/**
 * Copies of a value, brought up to date one after another, each in a task of its own: many pictures at once would hold the
 * window up. A newer value begins anew.
 */
export function useStages<T>(source: () => T | null, count: number): Readonly<ShallowRef<T | null>>[] {
  const stages = Array.from({ length: count }, () => shallowRef<T | null>(null));
  let latest = 0;
  watch(source, async (value) => {
    latest += 1;
    const mine = latest;
    for (const stage of stages) {
      await nextTask();
      if (mine !== latest) return;
      stage.value = value;
    }
  }, { immediate: true });
  onScopeDispose(() => { latest += 1; });
  return stages;
}
