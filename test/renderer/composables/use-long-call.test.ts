import { effectScope } from 'vue';
import { expect, it, vi } from 'vitest';
import type { CallName } from '../../../electron/contract/calls.ts';
import { call, connect } from '../../../renderer/api/client.ts';
import { useLongCall } from '../../../renderer/composables/useLongCall.ts';
import { fakeBridge } from '../fake-bridge.ts';

/** A host whose work ends when told to, or is refused. */
function host() {
  const open = new Map<string, { resolve: (answer: string) => void; reject: (error: Error) => void }>();
  const bridge = fakeBridge({ 'work.cancel': ({ requestId }) => { open.get(requestId)?.reject(new Error('stopped')); return { done: true }; } });
  connect(bridge);
  const long = effectScope(true).run(() => useLongCall((requestId: string, _question: string) => new Promise<string>((resolve, reject) => { open.set(requestId, { resolve, reject }); })));
  if (long === undefined) throw new Error('no scope');
  return { bridge, long, open, ids: () => [...open.keys()] };
}

it('tells the progress of its own work only, and its answer', async () => {
  const { bridge, long, open, ids } = host();
  const running = long.run('which');
  await vi.waitUntil(() => ids().length === 1);
  const [id = ''] = ids();
  expect(long.running.value).toBe(true);
  bridge.emit('work.progress', { requestId: 'another', share: 0.9, gap: null, secondsLeft: 1 });
  expect(long.progress.value).toBeNull();
  bridge.emit('work.progress', { requestId: id, share: 0.5, gap: null, secondsLeft: 3 });
  expect(long.progress.value).toMatchObject({ share: 0.5, secondsLeft: 3 });
  open.get(id)?.resolve('this');
  await running;
  expect([long.value.value, long.running.value, long.progress.value]).toEqual(['this', false, null]);
});

it('a new question stops the one before', async () => {
  const { bridge, long, open, ids } = host();
  const first = long.run('one');
  await vi.waitUntil(() => ids().length === 1);
  const second = long.run('two');
  await first;
  await vi.waitUntil(() => ids().length === 2);
  expect(bridge.calls).toEqual([{ name: 'work.cancel' satisfies CallName, request: { requestId: ids()[0] } }]);
  open.get(ids()[1] ?? '')?.resolve('later');
  await second;
  expect([long.value.value, long.error.value]).toEqual(['later', null]);
});

it('what was stopped is no error; anything else is', async () => {
  // A bridge answers a stopped call with this code.
  const stopped = { ...fakeBridge({}), call: () => Promise.resolve({ ok: false, error: { code: 'CANCELLED', message: 'Cancelled.', problems: [] } }) };
  connect(stopped);
  const long = effectScope(true).run(() => useLongCall((requestId: string) => call('work.cancel', { requestId })));
  await long?.run();
  expect([long?.stopped.value, long?.error.value]).toEqual([true, null]);
  connect(fakeBridge({}));
  await long?.run();
  expect(long?.stopped.value).toBe(false);
  expect(long?.error.value).toBeInstanceOf(Error);
});
