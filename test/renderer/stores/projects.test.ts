import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import type { DeletedProject, Project } from '../../../electron/contract/projects.ts';
import { connect } from '../../../renderer/api/client.ts';
import { nameOf } from '../../../renderer/stores/import.ts';
import { useProjectsStore } from '../../../renderer/stores/projects.ts';
import { aProject, fakeBridge } from '../fake-bridge.ts';

beforeEach(() => setActivePinia(createPinia()));

it('lists the newest change first', async () => {
  connect(fakeBridge({ 'projects.list': () => [aProject({ id: 'old', updatedAt: 1 }), aProject({ id: 'new', updatedAt: 2 })] }));
  const store = useProjectsStore();
  await store.load();
  expect(store.projects?.map((one) => one.id)).toEqual(['new', 'old']);
});

it('hides a deleted project at once, and shows it again when the backend refuses', async () => {
  const { promise, reject } = Promise.withResolvers<{ done: true }>();
  connect(fakeBridge({ 'projects.list': () => [aProject()], 'projects.delete': () => promise }));
  const store = useProjectsStore();
  await store.load();
  const removing = store.remove('p1');
  expect(store.projects).toEqual([]);
  reject(new Error('read-only folder'));
  await expect(removing).rejects.toThrow('read-only folder');
  expect(store.projects?.map((one) => one.id)).toEqual(['p1']);
});

it('brings a deleted project back', async () => {
  let there: Project[] = [aProject()];
  connect(fakeBridge({
    'projects.list': () => there,
    'projects.delete': () => { there = []; return { done: true }; },
    'projects.restore': () => { there = [aProject()]; return aProject(); },
  }));
  const store = useProjectsStore();
  await store.load();
  await store.remove('p1');
  expect(store.projects).toEqual([]);
  await store.restore('p1');
  expect(store.projects).toHaveLength(1);
});

it('lists what was put aside anew after each delete and restore', async () => {
  let aside: DeletedProject[] = [];
  connect(fakeBridge({
    'projects.list': () => [],
    'projects.deleted': () => aside,
    'projects.delete': () => { aside = [{ ...aProject(), deletedAt: 5 }]; return { done: true }; },
    'projects.restore': () => { aside = []; return aProject(); },
  }));
  const store = useProjectsStore();
  expect(store.deleted).toBeNull();
  await store.load();
  expect(store.deleted).toEqual([]);
  await store.remove('p1');
  expect(store.deleted?.map(({ id, deletedAt }) => [id, deletedAt])).toEqual([['p1', 5]]);
  await store.restore('p1');
  expect(store.deleted).toEqual([]);
});

it.each([['weekly_sales-2025.csv', 'Weekly sales 2025'], ['a.b.csv', 'A.b'], ['.csv', '']])('names a project after %s', (file, name) => {
  expect(nameOf(file)).toBe(name);
});
