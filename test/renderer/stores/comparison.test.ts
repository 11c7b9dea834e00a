import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { connect } from '../../../renderer/api/client.ts';
import { useComparisonStore } from '../../../renderer/stores/comparison.ts';
import { fakeBridge } from '../fake-bridge.ts';
import { aComparison } from '../method-comparison.ts';

beforeEach(() => setActivePinia(createPinia()));

it('lists the newest first, an event is newer than the list, and what was deleted stays away', async () => {
  const bridge = fakeBridge({
    'comparison.list': () => [aComparison({ id: 'old', createdAt: 1 }), aComparison({ id: 'new', createdAt: 2 })], 'comparison.remove': () => ({ done: true }),
  });
  connect(bridge);
  const store = useComparisonStore();
  expect(store.comparisons).toBeNull();
  await store.load('p1');
  bridge.emit('comparison.changed', aComparison({ id: 'old', createdAt: 1, trialsDone: 3 }));
  bridge.emit('comparison.changed', aComparison({ id: 'other', projectId: 'p2', createdAt: 9 }));
  expect(store.comparisons?.map(({ id, trialsDone }) => [id, trialsDone])).toEqual([['new', 1], ['old', 3]]);
  await store.remove('new');
  bridge.emit('comparison.changed', aComparison({ id: 'new', state: 'interrupted' }));
  expect(store.comparisons?.map(({ id }) => id)).toEqual(['old']);
});

it('keeps the last progress of each', () => {
  const bridge = fakeBridge({});
  connect(bridge);
  const store = useComparisonStore();
  const progress = { comparisonId: 'c1', projectId: 'p1', trialsDone: 1, trials: 8, share: 0.3, secondsLeft: 5 };
  bridge.emit('comparison.progress', progress);
  bridge.emit('comparison.progress', { ...progress, share: 0.6 });
  expect(store.progress.get('c1')?.share).toBe(0.6);
});
