import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { ImportOptions } from '../../electron/contract/data.ts';
import type { Project } from '../../electron/contract/projects.ts';
import { call } from '../api/client.ts';
import type { OpenedFile } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';
import { useProjectsStore } from './projects.ts';

/** The file that is about to become a project: read, looked at, read again another way, then kept. */
export const useImportStore = defineStore('import', () => {
  const file = shallowRef<OpenedFile | null>(null);
  const options = shallowRef<ImportOptions>({});
  const name = shallowRef('');
  const inspection = useAsync(async (opened: OpenedFile, chosen: ImportOptions) =>
    ({ of: opened, ...await call('data.inspect', { ...opened, options: chosen }) }));
  /** What is known of this file, perhaps with older options; nothing of the file before it. */
  const inspected = computed(() => (inspection.value.value?.of === file.value ? inspection.value.value : null));

  function take(opened: OpenedFile): void {
    file.value = opened;
    name.value = nameOf(opened.fileName);
    options.value = {};
  }

  watch([file, options], () => {
    if (file.value !== null) void inspection.load(file.value, options.value);
  });

  async function create(): Promise<Project> {
    if (file.value === null) throw new Error('no file was chosen');
    const chosen = name.value.trim();
    const project = await useProjectsStore().create({
      ...file.value, options: options.value, ...(chosen === '' ? {} : { name: chosen }),
    });
    file.value = null;
    return project;
  }

  return { file, options, name, inspected, error: inspection.error, loading: inspection.loading, take, create };
});

/** `weekly_sales-2025.csv` → `Weekly sales 2025` */
export function nameOf(fileName: string): string {
  const words = fileName.replace(/\.[^.]+$/, '').replaceAll(/[_\-\s]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
