import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Spec } from '../../../core/spec/spec.ts';
import { connect } from '../../../renderer/api/client.ts';
import { useProjectStore } from '../../../renderer/stores/project.ts';
import { useSetupStore } from '../../../renderer/stores/setup.ts';
import { aProject, aSpec, fakeBridge } from '../fake-bridge.ts';

const CHECK = { problems: [], ready: true, rows: 1, terms: 1, parameters: 1, evaluations: 1, seconds: 1 };

function start(save: (spec: Spec) => Promise<void> = () => Promise.resolve()) {
  const saved: Spec[] = [];
  const bridge = fakeBridge({
    'setup.check': () => CHECK,
    'projects.saveSpec': async ({ spec }) => {
      await save(spec);
      saved.push(spec);
      return aProject({ spec, specVersion: saved.length + 1 });
    },
    'projects.revertSpec': () => aProject({ spec: aSpec({ currency: 'GBP' }) }),
    'runs.start': () => ({
      id: 'r1', projectId: 'p1', number: 1, state: 'queued', method: 'random', trials: 1, iterations: 1, seed: 1, trialsDone: 0,
      evaluations: 0, seconds: 0, createdAt: 1, endedAt: null, error: null, parent: null,
    }),
  });
  connect(bridge);
  const project = useProjectStore();
  project.project = aProject();
  const store = useSetupStore();
  store.open(aProject());
  return { store, saved, bridge };
}

beforeEach(() => {
  setActivePinia(createPinia());
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('saving as one goes', () => {
  it('saves once after a pause, not per keystroke', async () => {
    const { store, saved } = start();
    for (const currency of ['U', 'US', 'USD']) store.change('currency', (spec) => { spec.currency = currency; });
    expect(store.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(500);
    expect(saved.map((spec) => spec.currency)).toEqual(['USD']);
    expect(store.state).toBe('saved');
  });

  it('saves what changed while a save was on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { store, saved } = start(async (spec) => { if (spec.currency === 'A') await promise; });
    store.change('currency', (spec) => { spec.currency = 'A'; });
    await vi.advanceTimersByTimeAsync(500);
    store.change('currency', (spec) => { spec.currency = 'B'; });
    await vi.advanceTimersByTimeAsync(500);
    resolve(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(saved.map((spec) => spec.currency)).toEqual(['A', 'B']);
    expect(store.state).toBe('saved');
  });

  it('keeps the draft and says so when saving fails; trying again saves it', async () => {
    let full = true;
    const { store, saved } = start(() => (full ? Promise.reject(new Error('disk full')) : Promise.resolve()));
    store.change('currency', (spec) => { spec.currency = 'USD'; });
    await vi.advanceTimersByTimeAsync(500);
    expect([store.state, store.draft?.currency]).toEqual(['failed', 'USD']);
    await expect(store.start()).rejects.toThrow('disk full');
    full = false;
    await store.save();
    expect([store.state, saved.length]).toEqual(['saved', 1]);
  });

  it('saves before a run starts', async () => {
    const { store, bridge } = start();
    store.change('currency', (spec) => { spec.currency = 'USD'; });
    expect(await store.start()).toBe('r1');
    expect(bridge.calls.map(({ name }) => name).filter((name) => name !== 'setup.check')).toEqual(['projects.saveSpec', 'runs.start']);
  });
});

describe('undo and redo', () => {
  it('takes a burst on one topic as one change', async () => {
    const { store } = start();
    for (const trials of [5, 50]) store.change('trials', (spec) => { spec.tuning.trials = trials; });
    store.change('seed', (spec) => { spec.tuning.seed = 9; });
    store.undo();
    expect([store.draft?.tuning.trials, store.draft?.tuning.seed]).toEqual([50, 1]);
    store.undo();
    expect([store.draft?.tuning.trials, store.canUndo]).toEqual([4, false]);
    store.redo();
    store.redo();
    expect([store.draft?.tuning.trials, store.draft?.tuning.seed, store.canRedo]).toEqual([50, 9, false]);
    await vi.advanceTimersByTimeAsync(500);
    expect(store.state).toBe('saved');
  });

  it('forgets what was undone once something else is changed, and never touches older drafts', () => {
    const { store } = start();
    const before = store.draft;
    store.change('tv', (spec) => { spec.hyperparameters['tv'] = { theta: 0.5 }; });
    expect(before).toEqual(aSpec());
    store.undo();
    store.change('seed', (spec) => { spec.tuning.seed = 2; });
    expect(store.canRedo).toBe(false);
  });

  it('can undo going back to an older version', async () => {
    const { store } = start();
    await store.revert(1);
    expect(store.draft?.currency).toBe('GBP');
    store.undo();
    expect(store.draft?.currency).toBe('EUR');
  });
});

it('does not lose an unsaved draft when the project is read again', () => {
  const { store } = start();
  store.change('currency', (spec) => { spec.currency = 'USD'; });
  store.open(aProject());
  expect(store.draft?.currency).toBe('USD');
});

it('saves what was left unsaved when another project is opened during a save', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { store, bridge } = start(async (spec) => { if (spec.currency === 'A') await promise; });
  store.change('currency', (spec) => { spec.currency = 'A'; });
  await vi.advanceTimersByTimeAsync(500);
  store.change('currency', (spec) => { spec.currency = 'B'; });
  const leaving = store.save();
  store.open(aProject({ id: 'p2', spec: aSpec({ currency: 'X' }) }));
  resolve(undefined);
  await leaving;
  const saves = bridge.calls.filter(({ name }) => name === 'projects.saveSpec').map(({ request }) => request as { projectId: string; spec: Spec });
  expect(saves.map(({ projectId, spec }) => [projectId, spec.currency])).toEqual([['p1', 'A'], ['p1', 'B']]);
  expect(store.draft?.currency).toBe('X');
});
