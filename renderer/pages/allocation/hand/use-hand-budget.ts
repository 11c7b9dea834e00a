import { watchDebounced } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import type { ModelScenario } from '../../../../core/allocation/problem.ts';
import { presentTotal } from '../../../../core/report/hand/money-bounds.ts';
import { rebalanced } from '../../../../core/report/hand/rebalance.ts';
import { spendOutcome } from '../../../../core/report/hand/spend-outcome.ts';
import type { AllocationView } from '../../../../electron/contract/allocation.ts';
import { call } from '../../../api/client.ts';
import { useAsync } from '../../../composables/useAsync.ts';
import { apply, edited, goTo, handScenario, isUntouched, redo, standingSpend, startOfHistory, undo } from './use-hand-edit.ts';
import type { HandEdit } from './use-hand-edit.ts';

const ASK_AFTER_MS = 120;

export interface HandSource {
  view: AllocationView;
  scenario: ModelScenario;
  runId: string;
  modelId: string;
}

/**
 * A suggestion being edited by hand: drawn at once from the curves, confirmed by the solver a moment later. A new
 * suggestion begins a new history.
 */
export function useHandBudget(source: () => HandSource) {
  const history = shallowRef(startOfHistory());
  /** A bar on its way, before it is let go. */
  const drag = shallowRef<{ channel: string; spend: number } | null>(null);
  const solved = useAsync(async ({ runId, modelId }: HandSource, scenario: ModelScenario) => ({ scenario, view: await call('allocation.solve', { runId, modelId, scenario }) }));

  const problem = computed(() => source().view.problem);
  const suggested = computed(() => source().view.allocation.spend);
  watch(() => JSON.stringify([source().runId, source().modelId, source().scenario]), () => {
    history.value = startOfHistory();
    drag.value = null;
  });

  const state = computed(() => (drag.value === null ? history.value.present.state : edited(history.value.present.state, { kind: 'spend', ...drag.value })));
  const touched = computed(() => !isUntouched(state.value));
  const first = computed(() => (state.value.rest === 'stays' ? standingSpend(state.value, suggested.value)
    : touched.value ? rebalanced(problem.value, suggested.value, state.value.held) : suggested.value));
  const periods = computed(() => source().view.allocation.horizon?.periods ?? 1);
  const scenario = computed(() => handScenario(source().scenario, state.value, first.value, periods.value));
  const key = computed(() => JSON.stringify(scenario.value));
  watchDebounced(key, () => { if (touched.value) void solved.load(source(), scenario.value); }, { debounce: ASK_AFTER_MS });

  /** The solver's answer to just this edit; null until it is there. */
  const answer = computed(() => {
    const found = solved.value.value;
    return touched.value && found !== null && JSON.stringify(found.scenario) === key.value ? found.view.allocation : null;
  });
  const spend = computed(() => (answer.value?.status === 'optimal' ? answer.value.spend : first.value));
  const outcome = computed(() => spendOutcome(problem.value, spend.value));
  const today = computed(() => spendOutcome(problem.value, {}));

  function edit(change: HandEdit, merge = false): void {
    history.value = apply(history.value, change, merge);
  }

  return {
    history, state, touched, scenario, spend, outcome, today, answer,
    suggestedOutcome: computed(() => spendOutcome(problem.value, suggested.value)),
    total: computed(() => presentTotal(problem.value)),
    error: solved.error,
    waiting: computed(() => touched.value && answer.value === null),
    edit,
    pull(channel: string, money: number): void {
      drag.value = { channel, spend: money };
    },
    drop(): void {
      const pulled = drag.value;
      drag.value = null;
      if (pulled !== null) edit({ kind: 'spend', ...pulled });
    },
    undo: () => { history.value = undo(history.value); },
    redo: () => { history.value = redo(history.value); },
    goTo: (index: number) => { history.value = goTo(history.value, index); },
  };
}
