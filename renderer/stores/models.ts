import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { ModelRow } from '../../electron/contract/models.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

/** Pareto models of one run, and the model whose page is open. */
export const useModelsStore = defineStore('models', () => {
  const list = useAsync((runId: string) => call('models.list', { runId }));
  const points = useAsync((runId: string) => call('runs.points', { runId }));
  const detail = useAsync((runId: string) => call('runs.get', { runId }));
  const page = useAsync((runId: string, modelId: string) => call('models.page', { runId, modelId }));

  const models = computed<ModelRow[]>(() => [...(list.value.value?.models ?? [])].sort((a, b) => a.score - b.score));

  async function load(runId: string): Promise<void> {
    await Promise.all([list.load(runId), points.load(runId), detail.load(runId)]);
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
    load,
    openPage: (runId: string, modelId: string) => page.load(runId, modelId),
    choose,
  };
});
