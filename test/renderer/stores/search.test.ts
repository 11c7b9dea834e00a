import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import type { RunDetail } from '../../../electron/contract/runs.ts';
import { connect } from '../../../renderer/api/client.ts';
import { useSearchStore } from '../../../renderer/stores/search.ts';
import { aSpec, fakeBridge } from '../fake-bridge.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const points = {
  count: 4, trial: column(1, 1, 2, 2), iteration: column(1, 2, 1, 2), nrmse: column(0.4, 0.3, 0.2, 0.1), decompRssd: column(1, 2, 3, 4),
  mape: column(0, 0, 0, 0), front: column(1, NaN, NaN, 1), score: column(0.1, 0.2, 0.3, 0.4),
};
const detail = (id: string): RunDetail => ({
  id, projectId: 'p1', number: 1, state: 'finished', method: 'random', trials: 2, iterations: 2, seed: 1, trialsDone: 2, evaluations: 4, seconds: 1, createdAt: 1, endedAt: 2,
  error: null, parent: null, spec: aSpec(), dataId: 'd1', version: '1', selection: null, notes: [], chosenModels: [], ends: {},
});

beforeEach(() => {
  setActivePinia(createPinia());
  connect(fakeBridge({
    'runs.points': ({ runId }) => (runId === 'unselected' ? { ...points, score: column(NaN, NaN, NaN, NaN), front: column(NaN, NaN, NaN, NaN) } : points),
    'runs.candidates': () => ({ parameters: [{ name: 'tv.theta', lower: 0, upper: 1 }, { name: 'train_size', lower: 1, upper: 1 }], values: column(0.1, 1, 0.2, 1, 0.3, 1, 0.4, 1) }),
    'runs.get': ({ runId }) => detail(runId),
  }));
});

test('a run is judged by its error score, or by NRMSE where nothing was selected', async () => {
  const store = useSearchStore();
  await store.open('r1');
  expect([store.objective, store.objectives, [...store.best]]).toEqual(['score', ['nrmse', 'decompRssd', 'score'], [0]]);
  store.objective = 'nrmse';
  expect([...store.best]).toEqual([3]);
  await store.open('unselected');
  expect(store.objective).toBe('nrmse');
  // Not an objective of this run.
  store.objective = 'score';
  expect(store.objective).toBe('nrmse');
});

test('filter and wishes stay while the same run is read anew, and go with another', async () => {
  const store = useSearchStore();
  await store.open('r1');
  store.filter = { ...store.filter, trials: [[2, 2]] };
  store.limit('tv.theta', [0.35, 1]);
  store.wish('tv.theta', { kind: 'range', lower: 0.2, upper: 0.5 });
  await store.open('r1');
  expect([[...store.shown], store.wishes.size]).toEqual([[3], 1]);
  store.limit('tv.theta', null);
  expect([...store.shown]).toEqual([2, 3]);
  await store.open('r2');
  expect([store.shown.length, store.wishes.size]).toEqual([4, 0]);
});

test('a wish is undone to the one before, then to none', async () => {
  const store = useSearchStore();
  await store.open('r1');
  store.wish('tv.theta', { kind: 'range', lower: 0.2, upper: 0.5 });
  store.wish('tv.theta', { kind: 'range', lower: 0.3, upper: 0.4 });
  expect(store.wishes.get('tv.theta')).toEqual({ kind: 'range', lower: 0.3, upper: 0.4 });
  store.undoWish('tv.theta');
  expect(store.wishes.get('tv.theta')).toEqual({ kind: 'range', lower: 0.2, upper: 0.5 });
  store.undoWish('tv.theta');
  expect(store.wishes.size).toBe(0);
});

test('an answer about another run is not shown', async () => {
  const store = useSearchStore();
  const first = store.open('r1');
  const second = store.open('r2');
  await Promise.all([first, second]);
  expect(store.detail?.id).toBe('r2');
});
