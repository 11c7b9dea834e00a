import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ModelListOptions, ModelRow } from '../../electron/contract/models.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

/** Pareto models of one run, and the model whose page is open. */
export const useModelsStore = defineStore('models', () => {
  /** Grouping and fronts other than those of the run; they hold for the run they were asked for. */
  const options = shallowRef<ModelListOptions>({});
  const list = useAsync((runId: string) => call('models.list', { runId, ...options.value }));
  const points = useAsync((runId: string) => call('runs.points', { runId }));
  const detail = useAsync((runId: string) => call('runs.get', { runId }));
  const page = useAsync((runId: string, modelId: string) => call('models.page', { runId, modelId }));
  // The page opens at once; its intervals take some hundred refits and come a moment later.
  const intervals = useAsync(async (runId: string, modelId: string) => ({ runId, modelId, value: await call('models.intervals', { runId, modelId }) }));

  const models = computed<ModelRow[]>(() => [...(list.value.value?.models ?? [])].sort((a, b) => a.score - b.score));

  async function load(runId: string): Promise<void> {
    if (detail.value.value?.id !== runId) options.value = {};
    await Promise.all([list.load(runId), points.load(runId), detail.load(runId)]);
  }

  /** Groups the models otherwise, or takes other fronts; everything else stays. */
  async function regroup(runId: string, change: ModelListOptions): Promise<void> {
    options.value = { ...options.value, ...change };
    await list.load(runId);
  }

  async function choose(runId: string, modelId: string, chosen: boolean): Promise<void> {
    await call('models.choose', { runId, modelId, chosen });
    await list.load(runId);
    if (page.value.value?.modelId === modelId) await page.load(runId, modelId);
  }

  return {
    models,
    list: list.value,
    points: points.value,
    detail: detail.value,
    page: page.value,
    error: computed(() => list.error.value ?? points.error.value ?? detail.error.value),
    pageError: page.error,
    pageLoading: page.loading,
    intervals: intervals.value,
    intervalsError: intervals.error,
    listLoading: list.loading,
    load,
    regroup,
    openPage: (runId: string, modelId: string) => page.load(runId, modelId),
    openIntervals: (runId: string, modelId: string) => intervals.load(runId, modelId),
    choose,
  };
});
