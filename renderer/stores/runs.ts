import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { RefreshRequest } from '../../electron/contract/refresh.ts';
import type { RunProgress, RunState, RunSummary } from '../../electron/contract/runs.ts';
import { call, on } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';
import { appendPoints, emptyPoints } from './live-points.ts';
import type { LivePoints } from './live-points.ts';

/** The runs of the open project, and what is known of those at work. */
export const useRunsStore = defineStore('runs', () => {
  const projectId = shallowRef<string | null>(null);
  const list = useAsync((id: string) => call('runs.list', { projectId: id }));
  const fresh = shallowRef<ReadonlyMap<string, RunSummary>>(new Map());
  const progress = shallowRef<ReadonlyMap<string, RunProgress>>(new Map());
  /** Sampled candidates of the runs watched since the app started; not reactive inside, `progress` tells of news. */
  const live = new Map<string, LivePoints>();

  /** Newest first; what an event told is newer than the list. */
  const runs = computed<RunSummary[] | null>(() => {
    const known = list.value.value;
    if (known === null) return null;
    const byId = new Map(known.map((run) => [run.id, run]));
    for (const run of fresh.value.values()) {
      if (run.projectId === projectId.value) byId.set(run.id, run);
    }
    return [...byId.values()].sort((a, b) => b.number - a.number);
  });

  on('run.changed', (run) => accept(run));
  on('run.progress', (news) => {
    live.set(news.runId, appendPoints(live.get(news.runId) ?? emptyPoints(), news.points));
    progress.value = new Map(progress.value).set(news.runId, news);
  });

  function accept(run: RunSummary): RunSummary {
    fresh.value = new Map(fresh.value).set(run.id, run);
    return run;
  }

  async function load(id: string): Promise<void> {
    projectId.value = id;
    await list.load(id);
  }

  async function start(id: string): Promise<RunSummary> {
    return accept(await call('runs.start', { projectId: id }));
  }

  async function remove(runId: string): Promise<void> {
    await call('runs.delete', { runId });
    fresh.value = new Map([...fresh.value].filter(([id]) => id !== runId));
    if (projectId.value !== null) await list.load(projectId.value);
  }

  return {
    runs,
    error: list.error,
    progress,
    load,
    start,
    remove,
    pause: async (runId: string) => accept(await call('runs.pause', { runId })),
    resume: async (runId: string) => accept(await call('runs.resume', { runId })),
    continueRun: async (runId: string, more: { iterations: number } | { trials: number }) => accept(await call('runs.continue', { runId, ...more })),
    refresh: async (request: RefreshRequest) => accept(await call('runs.refresh', request)),
    stop: async (runId: string) => accept(await call('runs.stop', { runId })),
    livePoints: (runId: string): LivePoints => live.get(runId) ?? emptyPoints(),
  };
});

/** Still going to change by itself. */
export function isActive(state: RunState): boolean {
  return state === 'queued' || state === 'preparing' || state === 'running' || state === 'paused';
}

/** Has candidates to look at. */
export function hasModels(run: RunSummary): boolean {
  return (run.state === 'finished' || run.state === 'stopped') && run.evaluations > 0;
}
