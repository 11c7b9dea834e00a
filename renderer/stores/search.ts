import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { bestOf } from '../../core/report/search/best.ts';
import { objectivesOf, searchData } from '../../core/report/search/candidates.ts';
import type { Objective } from '../../core/report/search/candidates.ts';
import { filtered, NO_FILTER } from '../../core/report/search/filter.ts';
import type { SearchFilter, Span } from '../../core/report/search/filter.ts';
import { call } from '../api/client.ts';
import { nextTask } from '../composables/next-task.ts';
import { useAsync } from '../composables/useAsync.ts';
import type { Wish } from '../pages/search/next-ranges.ts';

const DEFAULT_SHARE = 0.1;

/**
 * All candidates of one run, which of them are looked at, and what is wished for the next run. It outlives the page, so
 * that who comes back from a model finds everything as it was.
 */
export const useSearchStore = defineStore('search', () => {
  const loaded = useAsync(async (runId: string) => {
    const [points, candidates, detail] = await Promise.all([call('runs.points', { runId }), call('runs.candidates', { runId }), call('runs.get', { runId })]);
    // What came is large: read and laid out in tasks of their own.
    await nextTask();
    return { runId, detail, data: searchData(points, candidates) };
  });
  const runId = shallowRef('');
  const wanted = shallowRef<Objective | null>(null);
  const share = shallowRef(DEFAULT_SHARE);
  const filter = shallowRef<SearchFilter>(NO_FILTER);
  /** Per parameter every wish so far, the last one counts. */
  const history = shallowRef<ReadonlyMap<string, readonly Wish[]>>(new Map());

  const found = computed(() => (loaded.value.value?.runId === runId.value ? loaded.value.value : null));
  const data = computed(() => found.value?.data ?? null);
  const objectives = computed(() => (data.value === null ? [] : objectivesOf(data.value)));
  /** The error score once it is there: what the models are sorted by. */
  const objective = computed<Objective>({
    get: () => (wanted.value !== null && objectives.value.includes(wanted.value) ? wanted.value : objectives.value.includes('score') ? 'score' : 'nrmse'),
    set: (value) => { wanted.value = value; },
  });
  const shown = computed(() => (data.value === null ? new Int32Array(0) : filtered(data.value, filter.value, objective.value)));
  const best = computed(() => (data.value === null ? new Int32Array(0) : bestOf(shown.value, data.value[objective.value], share.value)));
  const wishes = computed<ReadonlyMap<string, Wish>>(() => new Map([...history.value].flatMap(([name, made]) => {
    const last = made.at(-1);
    return last === undefined ? [] : [[name, last] as const];
  })));

  /** Reads a run; another one than before starts without filter and wishes. */
  async function open(id: string): Promise<void> {
    if (id !== runId.value) {
      runId.value = id;
      wanted.value = null;
      share.value = DEFAULT_SHARE;
      filter.value = NO_FILTER;
      history.value = new Map();
    }
    await loaded.load(id);
  }

  /** Of an objective or a parameter; null lifts the limit. */
  function limit(name: string, span: Span | null): void {
    const others = Object.entries(filter.value.limits).filter(([key]) => key !== name);
    filter.value = { ...filter.value, limits: Object.fromEntries(span === null ? others : [...others, [name, span]]) };
  }

  function wish(name: string, made: Wish): void {
    history.value = new Map(history.value).set(name, [...(history.value.get(name) ?? []), made]);
  }

  /** Back to the wish before; without one to the range of the run. */
  function undoWish(name: string): void {
    const left = (history.value.get(name) ?? []).slice(0, -1);
    history.value = new Map([...history.value].flatMap(([key, made]) => (key !== name ? [[key, made] as const] : left.length === 0 ? [] : [[key, left] as const])));
  }

  return {
    runId, data, detail: computed(() => found.value?.detail ?? null), error: loaded.error, loading: loaded.loading,
    objectives, objective, share, filter, shown, best, wishes,
    open, limit, wish, undoWish,
    reset: () => { filter.value = NO_FILTER; },
    forgetWishes: () => { history.value = new Map(); },
  };
});
