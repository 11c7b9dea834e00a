import { defineStore } from 'pinia';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

/** The scenario on the screen with its answer, and the saved ones of the project. */
export const useAllocationStore = defineStore('allocation', () => {
  const view = useAsync((runId: string, modelId: string, scenario: ModelScenario) => call('allocation.solve', { runId, modelId, scenario }));
  const saved = useAsync((projectId: string) => call('allocation.list', { projectId }));

  return {
    view: view.value,
    viewError: view.error,
    solving: view.loading,
    solve: view.load,
    saved: saved.value,
    savedError: saved.error,
    loadSaved: saved.load,
    async save(projectId: string, runId: string, modelId: string, name: string, scenario: ModelScenario) {
      const kept = await call('allocation.save', { runId, modelId, name, scenario });
      await saved.load(projectId);
      return kept;
    },
    async rename(projectId: string, allocationId: string, name: string): Promise<void> {
      await call('allocation.rename', { allocationId, name });
      await saved.load(projectId);
    },
    async remove(projectId: string, allocationId: string): Promise<void> {
      await call('allocation.delete', { allocationId });
      await saved.load(projectId);
    },
  };
});
