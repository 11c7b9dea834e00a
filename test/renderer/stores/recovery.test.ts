import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { isAtWork } from '../../../electron/contract/jobs.ts';
import { connect } from '../../../renderer/api/client.ts';
import { useRecoveryStore } from '../../../renderer/stores/recovery.ts';
import { fakeBridge } from '../fake-bridge.ts';
import { aCheck } from '../recovery-check.ts';

beforeEach(() => setActivePinia(createPinia()));

it('lists the newest first, and an event is newer than the list', async () => {
  const bridge = fakeBridge({ 'recovery.list': () => [aCheck({ id: 'old', createdAt: 1 }), aCheck({ id: 'new', createdAt: 2 })] });
  connect(bridge);
  const store = useRecoveryStore();
  expect(store.checks).toBeNull();
  await store.load('p1');
  bridge.emit('recovery.changed', aCheck({ id: 'old', createdAt: 1, replicatesDone: 3 }));
  bridge.emit('recovery.changed', aCheck({ id: 'other', projectId: 'p2', createdAt: 9 }));
  expect(store.checks?.map(({ id, replicatesDone }) => [id, replicatesDone])).toEqual([['new', 1], ['old', 3]]);
});

it('a deleted check stays away, whatever events were on their way', async () => {
  const bridge = fakeBridge({ 'recovery.list': () => [aCheck()], 'recovery.remove': () => ({ done: true }) });
  connect(bridge);
  const store = useRecoveryStore();
  await store.load('p1');
  await store.remove('c1');
  bridge.emit('recovery.changed', aCheck({ state: 'interrupted' }));
  expect(store.checks).toEqual([]);
});

it('keeps the last progress of each check', () => {
  const bridge = fakeBridge({});
  connect(bridge);
  const store = useRecoveryStore();
  const progress = { recoveryId: 'c1', projectId: 'p1', replicatesDone: 1, replicates: 4, share: 0.3, secondsLeft: 5 };
  bridge.emit('recovery.progress', progress);
  bridge.emit('recovery.progress', { ...progress, share: 0.6 });
  expect(store.progress.get('c1')?.share).toBe(0.6);
});

it('a check is at work until it ends in some way', () => {
  expect((['queued', 'running', 'finished', 'stopped', 'interrupted', 'failed'] as const).filter(isAtWork)).toEqual(['queued', 'running']);
});
