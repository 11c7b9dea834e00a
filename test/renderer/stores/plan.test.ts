import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { connect } from '../../../renderer/api/client.ts';
import { usePlanStore } from '../../../renderer/stores/plan.ts';
import { fakeBridge } from '../fake-bridge.ts';
import { aPlan } from '../a-plan.ts';

beforeEach(() => setActivePinia(createPinia()));

const question = { runId: 'r1', modelId: '1_1', scenario: { scenario: { kind: 'max_response' as const }, plan: { periods: 2 } } };

it('shows the progress of its own request only, then the plan', async () => {
  const answer = Promise.withResolvers<undefined>();
  const bridge = fakeBridge({ 'allocation.plan': async () => {
    await answer.promise;
    return { plan: aPlan(), robust: null, notes: [] };
  } });
  connect(bridge);
  const store = usePlanStore();
  const making = store.make(question);
  const { requestId } = bridge.calls[0]?.request as { requestId: string };
  bridge.emit('work.progress', { requestId: 'other', share: 0.9, gap: null, secondsLeft: 1 });
  expect(store.progress).toBeNull();
  bridge.emit('work.progress', { requestId, share: 0.4, gap: 0.01, secondsLeft: 3 });
  expect(store.progress?.gap).toBe(0.01);
  expect(store.working).toBe(true);
  answer.resolve(undefined);
  await making;
  expect(store.working).toBe(false);
  expect(store.view?.plan.total.spend).toBe(400);
  expect(store.answered).toEqual(question);
});

it('a stopped plan is no error, and what comes late is dropped', async () => {
  const answer = Promise.withResolvers<undefined>();
  const bridge = fakeBridge({
    'allocation.plan': async () => {
      await answer.promise;
      throw new Error('cancelled');
    },
    'work.cancel': () => ({ done: true }),
  });
  connect(bridge);
  const store = usePlanStore();
  const making = store.make(question);
  store.stop();
  expect(store.working).toBe(false);
  expect(bridge.calls.map(({ name }) => name)).toEqual(['allocation.plan', 'work.cancel']);
  answer.resolve(undefined);
  await making;
  expect(store.error).toBeNull();
  expect(store.view).toBeNull();
});

it('a refusal is told', async () => {
  connect(fakeBridge({}));
  const store = usePlanStore();
  await store.make(question);
  expect(store.error).toBeInstanceOf(Error);
  expect(store.working).toBe(false);
});
