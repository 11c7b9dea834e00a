import { computed, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { useAsync } from './useAsync.ts';

interface ListedJob {
  id: string;
  projectId: string;
  createdAt: number;
}

/** The background jobs of one kind in the open project: what was listed, what events told since, without what was deleted. */
export function useJobList<Job extends ListedJob>(ask: (projectId: string) => Promise<Job[]>) {
  const projectId = shallowRef<string | null>(null);
  const list = useAsync(ask);
  const fresh: ShallowRef<ReadonlyMap<string, Job>> = shallowRef(new Map());
  const removed = shallowRef<ReadonlySet<string>>(new Set());

  /** Newest first; what an event told is newer than the list. */
  const jobs = computed<Job[] | null>(() => {
    const known = list.value.value;
    if (known === null) return null;
    const byId = new Map(known.map((job) => [job.id, job]));
    for (const job of fresh.value.values()) {
      if (job.projectId === projectId.value) byId.set(job.id, job);
    }
    return [...byId.values()].filter(({ id }) => !removed.value.has(id)).sort((a, b) => b.createdAt - a.createdAt);
  });

  return {
    jobs,
    error: list.error,
    accept(job: Job): Job {
      fresh.value = new Map(fresh.value).set(job.id, job);
      return job;
    },
    /** It is gone at once; an event that was on its way does not bring it back. */
    forget(id: string): void {
      removed.value = new Set(removed.value).add(id);
    },
    async load(id: string): Promise<void> {
      projectId.value = id;
      await list.load(id);
    },
  };
}
