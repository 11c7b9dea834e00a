import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { connect } from '../../../renderer/api/client.ts';
import { copyName, useScenariosStore } from '../../../renderer/stores/scenarios.ts';
import { fakeBridge } from '../fake-bridge.ts';
import { aScenario } from '../saved-scenario.ts';

beforeEach(() => setActivePinia(createPinia()));

it('lists the newest first; what is deleted comes back as it was', async () => {
  let kept = [aScenario({ id: 'old', createdAt: 1 }), aScenario({ id: 'new', createdAt: 2, name: 'Autumn' })];
  const bridge = fakeBridge({
    'allocation.list': () => kept,
    'allocation.delete': ({ allocationId }) => {
      kept = kept.filter(({ id }) => id !== allocationId);
      return { done: true };
    },
    'allocation.restore': ({ allocation }) => {
      kept = [...kept, allocation];
      return allocation;
    },
  });
  connect(bridge);
  const store = useScenariosStore();
  await store.load('p1');
  expect(store.scenarios?.map(({ id }) => id)).toEqual(['new', 'old']);
  const before = kept[1];
  const back = await store.remove(aScenario({ id: 'new', createdAt: 2, name: 'Autumn' }));
  expect(store.scenarios?.map(({ id }) => id)).toEqual(['old']);
  await back();
  expect(store.scenarios?.[0]).toEqual(before);
});

it('a copy has a name of its own', () => {
  expect(copyName('Spring', [{ name: 'Spring' }])).toBe('Spring, copy');
  expect(copyName('Spring, copy', [{ name: 'Spring, copy' }])).toBe('Spring, copy 2');
  expect(copyName('x'.repeat(120), [])).toHaveLength(120);
});
