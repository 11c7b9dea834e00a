import { describe, expect, it, onTestFinished } from 'vitest';
import { parseTable } from '../../../../core/data/parse.ts';
import { suggestSpec } from '../../../../core/spec/suggest.ts';
import { readData } from '../../../../electron/backend/tables.ts';
import { openStore } from '../../../../electron/backend/store/index.ts';
import type { Store } from '../../../../electron/backend/store/index.ts';
import { temporaryFolder } from '../temporary.ts';

const TEXT = 'week,revenue,tv_spend,promo\n2024-01-01,100,10,none\n2024-01-08,120,,sale\n2024-01-15,90,8.5,none\n';
const spec = suggestSpec(parseTable(TEXT), { name: 'Demo' }).spec;

function filledStore(): Store {
  const store = openStore(temporaryFolder(), '1.0.0');
  onTestFinished(() => store.close());
  const data = readData(new TextEncoder().encode(TEXT), {}, 5);
  store.data.add(data, new TextEncoder().encode(TEXT));
  store.projects.add({ id: 'p', name: 'Demo', dataId: data.id, fileName: 'demo.csv', notes: ['why'], createdAt: 10 }, spec);
  return store;
}

function addRun(store: Store, id: string): void {
  store.runs.add({ id, projectId: 'p', spec, dataId: store.projects.get('p')?.dataId ?? '', seed: 7, appVersion: '1.0.0', engineProtocol: 1, createdAt: 20, parent: null });
}

describe('the store', () => {
  it('keeps bytes and table of a data set exactly, missing values included', () => {
    const store = filledStore();
    const given = readData(new TextEncoder().encode(TEXT), {}, 5);
    const kept = store.data.get(given.id);
    expect(kept?.table).toEqual(given.table);
    expect(kept?.sourceRows).toEqual(given.sourceRows);
    expect(Buffer.from(store.data.bytes(given.id) ?? []).toString()).toBe(TEXT);
    expect(kept?.table.columns.find(({ name }) => name === 'tv_spend')?.values[1]).toBeNaN();
  });

  it('gives the same bytes read with other options another id', () => {
    const bytes = new TextEncoder().encode(TEXT);
    expect(readData(bytes, {}, 1).id).toBe(readData(bytes, {}, 2).id);
    expect(readData(bytes, { blanksAsZero: true }, 1).id).not.toBe(readData(bytes, {}, 1).id);
  });

  it('counts versions of the project file, newest first, and leaves an unchanged one alone', () => {
    const store = filledStore();
    store.projects.saveSpec('p', { ...spec, currency: 'GBP' }, 11);
    store.projects.saveSpec('p', { ...spec, currency: 'GBP' }, 12);
    store.projects.saveSpec('p', spec, 13);
    expect(store.projects.specVersions('p').map(({ version, savedAt }) => [version, savedAt])).toEqual([[3, 13], [2, 11], [1, 10]]);
    expect(store.projects.spec('p').spec).toEqual(spec);
    expect(store.projects.get('p')?.updatedAt).toBe(13);
  });

  it('puts a project aside with its runs and brings both back', () => {
    const store = filledStore();
    addRun(store, 'r');
    store.projects.putAside('p', 30);
    expect(store.projects.list()).toEqual([]);
    expect(store.projects.get('p')).toBeNull();
    expect(store.runs.list(null)).toEqual([]);
    store.projects.bringBack('p');
    expect(store.projects.list().map(({ id, runs, lastRunState }) => [id, runs, lastRunState])).toEqual([['p', 1, 'queued']]);
  });

  it('numbers runs within the project and keeps trials bit by bit, in order, once', () => {
    const store = filledStore();
    addRun(store, 'r');
    addRun(store, 's');
    const values = Float64Array.of(0.1, Number.NaN, -0, Infinity);
    store.runs.addTrial('r', { trial: 2, iterations: 2, width: 2, values, ended: 'iterations' }, 1.5);
    store.runs.addTrial('r', { trial: 1, iterations: 1, width: 2, values: Float64Array.of(1, 2), ended: 'iterations' }, 2.5);
    store.runs.addTrial('r', { trial: 1, iterations: 1, width: 2, values: Float64Array.of(3, 4), ended: 'iterations' }, 2.5);
    expect(store.runs.trials('r').map(({ trial }) => trial)).toEqual([1, 2]);
    expect(store.runs.trial('r', 2)?.values).toEqual(values);
    expect(store.runs.trial('r', 1)?.values).toEqual(Float64Array.of(1, 2));
    expect(store.runs.get('r')).toMatchObject({ number: 1, trialsDone: 2, evaluations: 3, seconds: 2.5 });
    expect(store.runs.get('s')?.number).toBe(2);
  });

  it('lets a trial that was stopped give way to what it went on to, never to less', () => {
    const store = filledStore();
    addRun(store, 'r');
    const stopped = (values: number[]): void =>
      store.runs.addTrial('r', { trial: 1, iterations: values.length, width: 1, values: Float64Array.from(values), ended: 'stopped' }, 1);
    stopped([1, 2]);
    stopped([1, 2, 3]);
    stopped([1]);
    expect(store.runs.trial('r', 1)).toMatchObject({ iterations: 3, ended: 'stopped' });
    expect(store.runs.get('r')).toMatchObject({ trialsDone: 0, evaluations: 3 });
    store.runs.addTrial('r', { trial: 1, iterations: 4, width: 1, values: Float64Array.of(1, 2, 3, 4), ended: 'plateau' }, 1);
    expect(store.runs.ends('r')).toEqual({ plateau: 1 });
  });

  it('marks at the start what the last process left unfinished', () => {
    const store = filledStore();
    for (const state of ['queued', 'preparing', 'running', 'paused', 'finished', 'stopped', 'failed'] as const) {
      addRun(store, state);
      store.runs.setState(state, state);
    }
    expect(store.runs.interruptUnfinished(40)).toBe(4);
    expect(['queued', 'preparing', 'running', 'paused', 'finished', 'stopped', 'failed'].map((id) => store.runs.get(id)?.state))
      .toEqual(['interrupted', 'interrupted', 'interrupted', 'interrupted', 'finished', 'stopped', 'failed']);
  });

  it('removes a run with all that hangs on it', () => {
    const store = filledStore();
    addRun(store, 'r');
    store.runs.addTrial('r', { trial: 1, iterations: 1, width: 1, values: Float64Array.of(1), ended: 'iterations' }, 1);
    store.models.choose('r', '1_1', 50);
    store.runs.remove('r');
    expect(store.runs.trials('r')).toEqual([]);
    expect(store.models.chosen('r')).toEqual([]);
  });
});
