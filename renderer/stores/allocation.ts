import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import type { Asked } from '../../electron/contract/allocation.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

/** The scenario on the screen with its answer and what is asked about it beside, and the saved ones of the project. */
export const useAllocationStore = defineStore('allocation', () => {
  const answer = useAsync(async (asked: Asked) => ({ asked, view: await call('allocation.solve', asked) }));
  const frontier = useAsync(async (asked: Asked) => ({ asked, frontier: await call('allocation.frontier', asked) }));
  const sensitivity = useAsync(async (asked: Asked) => ({ asked, rows: await call('allocation.sensitivity', asked) }));
  const saved = useAsync((projectId: string) => call('allocation.list', { projectId }));

  return {
    /** The last answer there was; it stays while another is found. */
    view: computed(() => answer.value.value?.view ?? null),
    /** What it answers. */
    asked: computed(() => answer.value.value?.asked ?? null),
    viewError: answer.error,
    solving: answer.loading,
    solve: (runId: string, modelId: string, scenario: ModelScenario) => answer.load({ runId, modelId, scenario }),
    frontier: frontier.value,
    frontierError: frontier.error,
    frontierLoading: frontier.loading,
    loadFrontier: frontier.load,
    sensitivity: sensitivity.value,
    sensitivityError: sensitivity.error,
    sensitivityLoading: sensitivity.loading,
    loadSensitivity: sensitivity.load,
    saved: saved.value,
    savedError: saved.error,
    loadSaved: saved.load,
  };
});

export function isSame(a: Asked | null | undefined, b: Asked | null | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
