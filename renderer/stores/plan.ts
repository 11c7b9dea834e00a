import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import type { PlanView, SavedAllocation, WorkProgress } from '../../electron/contract/allocation.ts';
import { CallFailure } from '../api/call-failure.ts';
import { call, on } from '../api/client.ts';

export interface PlanQuestion {
  runId: string;
  modelId: string;
  scenario: ModelScenario;
}

/** The plan that is being made or shown, and how far it is. One at a time; a newer one ends the older. */
export const usePlanStore = defineStore('plan', () => {
  const view = shallowRef<PlanView | null>(null);
  /** What `view` answers. */
  const answered = shallowRef<PlanQuestion | null>(null);
  /** The scenario it is kept as; null while it is not. */
  const saved = shallowRef<SavedAllocation | null>(null);
  const error = shallowRef<unknown>(null);
  const requestId = shallowRef<string | null>(null);
  const progress = shallowRef<WorkProgress | null>(null);

  on('work.progress', (news) => { if (news.requestId === requestId.value) progress.value = news; });

  /** Resolves with null when it was stopped, or when a newer one took its place. */
  async function work<T>(ask: (id: string) => Promise<T>): Promise<T | null> {
    stop();
    const id = crypto.randomUUID();
    requestId.value = id;
    progress.value = null;
    error.value = null;
    try {
      const answer = await ask(id);
      return requestId.value === id ? answer : null;
    } catch (thrown) {
      if (requestId.value === id && !(thrown instanceof CallFailure && thrown.code === 'CANCELLED')) throw thrown;
      return null;
    } finally {
      if (requestId.value === id) requestId.value = null;
    }
  }

  async function make(question: PlanQuestion): Promise<void> {
    try {
      const made = await work((id) => call('allocation.plan', { ...question, requestId: id }));
      if (made !== null) show(made, question, null);
    } catch (thrown) {
      error.value = thrown;
    }
  }

  function show(shown: PlanView | null, question: PlanQuestion | null, kept: SavedAllocation | null): void {
    view.value = shown;
    answered.value = question;
    saved.value = kept;
    error.value = null;
  }

  function stop(): void {
    const id = requestId.value;
    requestId.value = null;
    // Only a host that is gone fails here, and then the banner says so and nothing is at work any more.
    if (id !== null) void call('work.cancel', { requestId: id }).catch(() => undefined);
  }

  /** Plans the shown question again and keeps it; null when stopped. */
  async function save(name: string): Promise<SavedAllocation | null> {
    const question = answered.value;
    if (question === null) return null;
    const kept = await work((id) => call('allocation.save', { ...question, name, requestId: id }));
    if (kept !== null && answered.value === question) saved.value = kept;
    return kept;
  }

  return {
    view, answered, saved, error, progress,
    working: computed(() => requestId.value !== null),
    make, stop, save,
    clear: () => show(null, null, null),
    /** A plan that was saved, as it was then. */
    open(kept: SavedAllocation): void {
      const { runId, modelId, scenario, detail } = kept;
      const plan = detail?.plan ?? null;
      if (plan === null) show(null, null, null);
      else show({ plan, robust: detail?.planRobust ?? null, notes: detail?.notes ?? [] }, { runId, modelId, scenario }, kept);
    },
    exportFile: (allocationId: string, format: 'csv' | 'xlsx') => call('allocation.export', { allocationIds: [allocationId], format }),
  };
});
