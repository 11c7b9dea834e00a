import { computed } from 'vue';
import { hasModels, useRunsStore } from '../stores/runs.ts';

/** For pages that work on a run's models: whether the run of the address is gone, and whether any run has models. */
export function useModelRuns(props: { runId?: string | undefined }) {
  const runs = useRunsStore();
  return {
    missing: computed(() => Boolean(props.runId) && runs.runs?.some(({ id }) => id === props.runId) === false),
    any: computed(() => (runs.runs ?? []).some(hasModels)),
  };
}
