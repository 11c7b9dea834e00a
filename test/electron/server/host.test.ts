import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { fromWire } from '../../../electron/contract/wire.ts';
import { SOCKET_PATH } from '../../../electron/contract/wire-paths.ts';
import { createHost } from '../../../electron/server/host.ts';
import { FakeBackend } from './fake-backend.ts';
import { startHost } from './start-host.ts';
import type { TestHost } from './start-host.ts';

let host: TestHost;
beforeAll(async () => { host = await startHost(); });
afterAll(() => host.end());

async function connect(to: TestHost): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${to.port}${SOCKET_PATH}`, [to.token], { origin: to.origin });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  socket.once('open', resolve).once('error', reject);
  await promise;
  return socket;
}

const command = { command: 'undo' } as const;

describe('calls', () => {
  test('typed arrays arrive as they were sent and come back so', async () => {
    const request = { fileName: 'a.csv', bytes: new Uint8Array([1, 2, 3]), numbers: new Float64Array([0.1, NaN, -Infinity]) };
    const answer = await host.call('data.inspect', request);
    expect(answer).toEqual({ status: 200, value: { ok: true, value: { name: 'data.inspect', request } } });
  });

  test('a handler that throws answers INTERNAL and leaves the host alive', async () => {
    const answer = await host.call('app.info', {});
    expect(answer).toMatchObject({ status: 500, value: { ok: false, error: { code: 'INTERNAL', message: 'boom' } } });
    expect((await host.call('projects.list', {})).status).toBe(200);
  });
});

describe('events', () => {
  test('every socket gets every event', async () => {
    const sockets = [await connect(host), await connect(host)];
    const messages = sockets.map((socket) => new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(fromWire(data)))));
    host.backend.emit('menu.command', command);
    expect(await Promise.all(messages)).toEqual([{ event: 'menu.command', payload: command }, { event: 'menu.command', payload: command }]);
    for (const socket of sockets) socket.close();
  });

  test('a socket that went away does not disturb the others', async () => {
    const [gone, left] = [await connect(host), await connect(host)];
    gone.terminate();
    const message = new Promise((resolve) => left.once('message', resolve));
    host.backend.emit('menu.command', command);
    expect(fromWire(await message as Buffer)).toMatchObject({ event: 'menu.command' });
    left.close();
  });
});

describe('pages', () => {
  test('the start page is served at / and for places inside the app', async () => {
    for (const path of ['/', '/index.html', '/projects/12/setup', `/?token=${host.token}`]) {
      const answer = await host.send(path);
      expect([answer.status, answer.body.toString()]).toEqual([200, '<!doctype html><title>start page</title>']);
    }
  });

  test('a file that is not there is 404, not the start page', async () => {
    expect((await host.send('/assets/b.js')).status).toBe(404);
  });

  test('HEAD has the length and no body', async () => {
    const answer = await host.send('/assets/a.js', { method: 'HEAD' });
    expect([answer.status, answer.headers['content-length'], answer.body.byteLength]).toEqual([200, '10', 0]);
  });
});

describe('closing', () => {
  test('settles pending calls, ends sockets and listeners, and frees the port', async () => {
    const own = await startHost();
    const socket = await connect(own);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const pending = own.call('runs.list', {});
    await expect.poll(() => own.backend.asked.length).toBe(1);
    await Promise.all([own.close(), own.close()]);
    expect(await pending).toMatchObject({ status: 200, value: { ok: false, error: { code: 'CLOSED' } } });
    expect(await closed).toBe(1001);
    expect(own.backend.closed).toBe(1);
    expect(own.backend.listening).toBe(0);
    await expect(own.send('/')).rejects.toThrow(/ECONNREFUSED/);
    await own.end();
  });
});

describe('the port', () => {
  test('one that is taken is refused by name with the mend', async () => {
    const problem = { code: 'SERVER_PORT', message: `Port ${host.port} is used by another program. Give another one with --port, or leave it out to take a free one.` };
    await expect(createHost({ backend: new FakeBackend(), renderer: '.', port: host.port })).rejects.toMatchObject(problem);
  });

  test.each([-1, 65_536, 1.5, NaN])('%s is refused', async (port) => {
    await expect(createHost({ backend: new FakeBackend(), renderer: '.', port })).rejects.toMatchObject({ code: 'SERVER_PORT' });
  });

  test('without a wish a second host takes another one', async () => {
    const hosts = [];
    for (let i = 0; i < 2; i++) hosts.push(await createHost({ backend: new FakeBackend(), renderer: '.' }));
    expect(new Set(hosts.map((one) => one.origin)).size).toBe(2);
    for (const one of hosts) await one.close();
  });
});
