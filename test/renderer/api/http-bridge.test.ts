import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromWire, toWire } from '../../../electron/contract/wire.ts';
import { createHttpBridge, takeToken } from '../../../renderer/api/http-bridge.ts';
import type { HttpBridgeOptions } from '../../../renderer/api/http-bridge.ts';

class FakeSocket extends EventTarget {
  static made: FakeSocket[] = [];
  binaryType = 'blob';
  readonly url: string;
  readonly protocols: string[];
  constructor(url: string, protocols: string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    FakeSocket.made.push(this);
  }
}

function bridge(options: Partial<HttpBridgeOptions> = {}) {
  return createHttpBridge({
    token: 'secret', origin: 'http://127.0.0.1:4410', WebSocket: FakeSocket as unknown as typeof WebSocket, ...options,
  });
}

beforeEach(() => {
  FakeSocket.made = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('calls over HTTP', () => {
  it('sends MessagePack with the token and reads typed arrays from the answer', async () => {
    const asked: { url: string; init: RequestInit }[] = [];
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      asked.push({ url, init });
      return Promise.resolve(new Response(toWire({ ok: true, value: Float64Array.of(1, 2) }).slice()));
    };
    const answer = await bridge({ fetch: fetch as typeof globalThis.fetch }).call('runs.points', { runId: 'r' });
    expect(answer).toEqual({ ok: true, value: Float64Array.of(1, 2) });
    expect(asked[0]?.url).toBe('http://127.0.0.1:4410/api/call/runs.points');
    expect(asked[0]?.init.headers).toEqual({ 'Authorization': 'Bearer secret', 'Content-Type': 'application/msgpack' });
    expect(fromWire(asked[0]?.init.body as Uint8Array)).toEqual({ runId: 'r' });
  });

  it.each([
    ['the host is gone', () => Promise.reject(new TypeError('failed to fetch')), 'CONNECTION_LOST'],
    ['the token is old', () => Promise.resolve(new Response('no', { status: 401 })), 'WRONG_TOKEN'],
    ['the answer is no MessagePack', () => Promise.resolve(new Response(Uint8Array.of(0xc1))), 'CONNECTION_LOST'],
  ])('answers with an error when %s', async (_case, fetch, code) => {
    expect(await bridge({ fetch: fetch as typeof globalThis.fetch }).call('app.info', {})).toMatchObject({ ok: false, error: { code } });
  });
});

describe('events over the socket', () => {
  it('authenticates by sub-protocol, hands on events, and connects again with growing pauses', () => {
    const states: boolean[] = [];
    const heard: unknown[] = [];
    bridge({ onConnection: (value) => states.push(value) }).on('run.changed', (payload) => heard.push(payload));
    const first = FakeSocket.made[0];
    expect([first?.url, first?.protocols]).toEqual(['ws://127.0.0.1:4410/api/events', ['secret']]);

    first?.dispatchEvent(new Event('open'));
    const message = toWire({ event: 'run.changed', payload: { id: 'r' } }).slice();
    first?.dispatchEvent(new MessageEvent('message', { data: message.buffer }));
    expect(heard).toEqual([{ id: 'r' }]);

    first?.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(499);
    expect(FakeSocket.made).toHaveLength(1);
    vi.advanceTimersByTime(1);
    FakeSocket.made[1]?.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(999);
    expect(FakeSocket.made).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.made).toHaveLength(3);
    FakeSocket.made[2]?.dispatchEvent(new Event('open'));
    expect(states).toEqual([true, false, false, true]);
  });

  it('gives up when the token is not taken', async () => {
    const onRefused = vi.fn();
    const fetch = (): Promise<Response> => Promise.resolve(new Response('no', { status: 401 }));
    await bridge({ fetch: fetch as typeof globalThis.fetch, onRefused }).call('app.info', {});
    expect(onRefused).toHaveBeenCalledOnce();
    FakeSocket.made[0]?.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made).toHaveLength(1);
  });
});

describe('takeToken', () => {
  it('keeps the token for the tab and takes it out of the address', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage;
    const addresses: string[] = [];
    const history = { state: null, replaceState: (_state: unknown, _title: string, url: string) => void addresses.push(url) } as unknown as History;
    expect(takeToken({ href: 'http://127.0.0.1:1/?token=abc&x=1#/projects' } as Location, history, storage)).toBe('abc');
    expect(addresses).toEqual(['/?x=1#/projects']);
    expect(takeToken({ href: 'http://127.0.0.1:1/' } as Location, history, storage)).toBe('abc');
  });
});
