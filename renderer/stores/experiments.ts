import { defineStore } from 'pinia';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';
import { useLongCall } from '../composables/useLongCall.ts';

/** What a ranking was asked for. */
export interface ExperimentQuestion {
  runId: string;
  modelId: string;
  scenario: ModelScenario;
  periods: number;
}

/** The worth of lift studies to the decision on the screen, and the saved scenarios it may be taken from. */
export const useExperimentsStore = defineStore('experiments', () => {
  const ranked = useLongCall(async (requestId, question: ExperimentQuestion) => (
    { question, ranking: await call('experiments.rank', { requestId, ...question }) }));
  const saved = useAsync((projectId: string) => call('allocation.list', { projectId }));

  return {
    answer: ranked.value,
    error: ranked.error,
    stopped: ranked.stopped,
    running: ranked.running,
    progress: ranked.progress,
    rank: ranked.run,
    stop: ranked.stop,
    saved: saved.value,
    savedError: saved.error,
    loadSaved: saved.load,
  };
});
