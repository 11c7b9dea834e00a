import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Table } from '../../core/data/table.ts';
import type { DataSet } from '../../electron/contract/data.ts';
import type { Project } from '../../electron/contract/projects.ts';
import { call } from '../api/client.ts';

/** The project that is open, with its data. Editing its project file is the business of stores/setup.ts. */
export const useProjectStore = defineStore('project', () => {
  const project = shallowRef<Project | null>(null);
  const dataSet = shallowRef<DataSet | null>(null);
  const table = shallowRef<Table | null>(null);
  const error = shallowRef<unknown>(null);
  let latest = 0;

  /** Loads project and data; a newer `open` makes an older answer void. */
  async function open(projectId: string): Promise<void> {
    latest += 1;
    const mine = latest;
    error.value = null;
    try {
      const opened = await call('projects.get', { projectId });
      const data = await call('data.get', { dataId: opened.dataId });
      if (mine !== latest) return;
      dataSet.value = data.dataSet;
      table.value = data.table;
      project.value = opened;
    } catch (thrown) {
      if (mine === latest) error.value = thrown;
    }
  }

  /** Takes what a call answered with, if it is still about the open project. */
  function accept(changed: Project): void {
    if (project.value?.id === changed.id) project.value = changed;
  }

  const currency = computed(() => project.value?.spec.currency ?? 'EUR');
  /** Paid channels, then organic variables: the order that gives each its colour. */
  const mediaNames = computed(() => {
    const spec = project.value?.spec;
    return spec === undefined ? [] : [...spec.channels, ...spec.organic].map((one) => one.name);
  });

  return { project, dataSet, table, error, currency, mediaNames, open, accept };
});
