import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Table } from '../../core/data/table.ts';
import type { DataSet } from '../../electron/contract/data.ts';
import type { NewData, Project } from '../../electron/contract/projects.ts';
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
      await show(await call('projects.get', { projectId }), mine);
    } catch (thrown) {
      if (mine === latest) error.value = thrown;
    }
  }

  async function show(opened: Project, mine: number): Promise<void> {
    const data = await call('data.get', { dataId: opened.dataId });
    if (mine !== latest) return;
    // Another project may hold the same table under another name.
    dataSet.value = { ...data.dataSet, fileName: opened.fileName };
    table.value = data.table;
    project.value = opened;
  }

  /** With the changed table, if the project is still open. */
  async function showAgain(changed: Project): Promise<void> {
    if (project.value?.id !== changed.id) return;
    latest += 1;
    await show(changed, latest);
  }

  /** Gives the open project another table, or its own read another way. Resolves with what goes back to the former one. */
  async function replaceData(change: Omit<NewData, 'projectId'>): Promise<() => Promise<void>> {
    const former = project.value;
    if (former === null) throw new Error('no project is open');
    const { id: projectId, dataId, fileName } = former;
    await showAgain(await call('projects.replaceData', { projectId, ...change }));
    return async () => showAgain(await call('projects.useData', { projectId, dataId, fileName }));
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

  return { project, dataSet, table, error, currency, mediaNames, open, replaceData, accept };
});
