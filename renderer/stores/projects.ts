import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ImportOptions } from '../../electron/contract/data.ts';
import type { Project, ProjectSummary } from '../../electron/contract/projects.ts';
import { call } from '../api/client.ts';
import type { OpenedFile } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

export interface NewFile extends OpenedFile {
  name?: string;
  options?: ImportOptions;
}

/** All projects, newest change first. */
export const useProjectsStore = defineStore('projects', () => {
  const list = useAsync(() => call('projects.list', {}));
  const aside = useAsync(() => call('projects.deleted', {}));
  /** Put aside but not yet confirmed by the backend: gone from the screen at once. */
  const hidden = shallowRef<ReadonlySet<string>>(new Set());
  const projects = computed<ProjectSummary[] | null>(() =>
    list.value.value?.filter((project) => !hidden.value.has(project.id)).sort((a, b) => b.updatedAt - a.updatedAt) ?? null);

  async function load(): Promise<void> {
    await Promise.all([list.load(), aside.load()]);
  }

  async function changed<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    await load();
    return result;
  }

  async function remove(projectId: string): Promise<void> {
    hidden.value = new Set([...hidden.value, projectId]);
    try {
      await changed(call('projects.delete', { projectId }));
    } finally {
      hidden.value = new Set([...hidden.value].filter((id) => id !== projectId));
    }
  }

  return {
    projects,
    error: list.error,
    /** Put aside, the last one first; null until known. */
    deleted: aside.value,
    load,
    create: (file: NewFile): Promise<Project> => changed(call('projects.create', file)),
    createSample: (): Promise<Project> => changed(call('projects.createSample', {})),
    rename: (projectId: string, name: string): Promise<Project> => changed(call('projects.rename', { projectId, name })),
    duplicate: (projectId: string): Promise<Project> => changed(call('projects.duplicate', { projectId })),
    remove,
    restore: (projectId: string): Promise<Project> => changed(call('projects.restore', { projectId })),
  };
});
