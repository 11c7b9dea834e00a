import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Request } from '../../electron/contract/calls.ts';
import type { ComparisonProgress } from '../../electron/contract/comparison.ts';
import { call, on } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';
import { useJobList } from '../composables/useJobList.ts';

/** The comparisons of tuning methods of the open project, what is known of the one at work, and the one that is shown. */
export const useComparisonStore = defineStore('comparison', () => {
  const { jobs: comparisons, error, accept, forget, load } = useJobList((projectId) => call('comparison.list', { projectId }));
  const progress = shallowRef<ReadonlyMap<string, ComparisonProgress>>(new Map());
  const detail = useAsync((comparisonId: string) => call('comparison.get', { comparisonId }));

  on('comparison.changed', (comparison) => void accept(comparison));
  on('comparison.progress', (news) => {
    progress.value = new Map(progress.value).set(news.comparisonId, news);
  });

  return {
    comparisons,
    error,
    progress,
    detail: detail.value,
    detailError: detail.error,
    load,
    show: detail.load,
    start: async (request: Request<'comparison.start'>) => accept(await call('comparison.start', request)),
    cancel: async (comparisonId: string) => accept(await call('comparison.cancel', { comparisonId })),
    resume: async (comparisonId: string) => accept(await call('comparison.resume', { comparisonId })),
    async remove(comparisonId: string): Promise<void> {
      await call('comparison.remove', { comparisonId });
      forget(comparisonId);
    },
  };
});
