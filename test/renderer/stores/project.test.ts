import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DataSet } from '../../../electron/contract/data.ts';
import type { Project } from '../../../electron/contract/projects.ts';
import { connect } from '../../../renderer/api/client.ts';
import { useProjectStore } from '../../../renderer/stores/project.ts';
import { aProject, fakeBridge } from '../fake-bridge.ts';

const dataSet = (id: string): DataSet => ({
  id, fileName: 'of another project.csv', options: {}, rows: 2, columns: [], from: null, to: null, problems: [], notes: [], importedAt: 1,
  format: { delimiter: ',', decimal: '.', dateColumn: null, dateFormat: null, spacing: null, skippedRows: 0 },
});

function start() {
  let kept: Project = aProject();
  const bridge = fakeBridge({
    'projects.get': ({ projectId }) => (projectId === kept.id ? kept : aProject({ id: projectId, dataId: 'd9' })),
    'data.get': ({ dataId }) => ({ dataSet: dataSet(dataId), table: { rows: 2, columns: [] } }),
    'projects.replaceData': ({ file }) => (kept = aProject({ dataId: 'd2', fileName: file?.fileName ?? kept.fileName })),
    'projects.useData': ({ dataId, fileName }) => (kept = aProject({ dataId, fileName })),
  });
  connect(bridge);
  return { bridge, store: useProjectStore() };
}

beforeEach(() => setActivePinia(createPinia()));

describe('another table', () => {
  it('is shown with its data, and the former one again after undo', async () => {
    const { store, bridge } = start();
    await store.open('p1');
    const undo = await store.replaceData({ file: { fileName: 'new.csv', bytes: new Uint8Array(1) }, options: { blanksAsZero: true } });
    expect([store.project?.dataId, store.dataSet?.id, store.dataSet?.fileName]).toEqual(['d2', 'd2', 'new.csv']);
    await undo();
    expect([store.project?.dataId, store.dataSet?.id, store.dataSet?.fileName]).toEqual(['d1', 'd1', 'weekly.csv']);
    expect(bridge.calls.at(-2)).toEqual({ name: 'projects.useData', request: { projectId: 'p1', dataId: 'd1', fileName: 'weekly.csv' } });
  });

  it('undone after another project was opened leaves that one on the screen', async () => {
    const { store, bridge } = start();
    await store.open('p1');
    const undo = await store.replaceData({});
    await store.open('p2');
    await undo();
    expect([store.project?.id, store.dataSet?.id]).toEqual(['p2', 'd9']);
    expect(bridge.calls.map(({ name }) => name)).toContain('projects.useData');
  });

  it('that is refused leaves all as it was', async () => {
    const { store } = start();
    await store.open('p1');
    connect(fakeBridge({}));
    await expect(store.replaceData({})).rejects.toThrow('no handler');
    expect([store.project?.dataId, store.dataSet?.id]).toEqual(['d1', 'd1']);
  });
});
