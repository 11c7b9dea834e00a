import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_FILE_BYTES } from '../../electron/contract/data.ts';
import { fromWire, toWire } from '../../electron/contract/wire.ts';
import { CALL_PATH, SOCKET_PATH, WIRE_TYPE } from '../../electron/contract/wire-paths.ts';
import { SECRET, startHost } from '../electron/server/start-host.ts';
import type { TestHost } from '../electron/server/start-host.ts';

let host: TestHost;
beforeAll(async () => { host = await startHost(); });
afterAll(() => host.end());

const list = `${CALL_PATH}projects.list`;
const wire = { 'Content-Type': WIRE_TYPE };
const errorOf = (code: string) => ({ ok: false, error: { code } });

/** HTTP status a socket was turned away with, or 101. */
async function knock(protocols: string[], headers: Record<string, string>, path = SOCKET_PATH): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, protocols, { headers });
  socket.once('open', () => { socket.close(); resolve(101); });
  socket.once('unexpected-response', (request, response) => { request.destroy(); resolve(response.statusCode ?? 0); });
  socket.once('error', () => undefined);
  return promise;
}

describe('token', () => {
  test.each([
    ['missing', undefined], ['empty', 'Bearer '], ['wrong', 'Bearer wrong'], ['of another scheme', 'Basic abc'],
  ])('%s: 401 in plain words, and the call is not made', async (_kind, authorization) => {
    const before = host.backend.asked.length;
    const answer = await host.send(list, {
      method: 'POST', body: toWire({}), headers: { ...wire, ...(authorization === undefined ? {} : { Authorization: authorization }) },
    });
    expect(answer.status).toBe(401);
    expect(fromWire(answer.body)).toMatchObject(errorOf('WRONG_TOKEN'));
    expect(host.backend.asked.length).toBe(before);
  });

  test('someone without MessagePack gets a line of text that says what to do', async () => {
    const answer = await host.send(list, { method: 'POST' });
    expect(answer.body.toString()).toMatch(/^WRONG_TOKEN: The token is missing\. Open the address .*\n$/);
  });

  test('one character off, longer or shorter is wrong', async () => {
    const { token } = host;
    for (const near of [`${token}A`, token.slice(0, -1), (token.startsWith('A') ? 'B' : 'A') + token.slice(1)]) {
      expect((await host.call('projects.list', {}, { Authorization: `Bearer ${near}` })).status).toBe(401);
    }
    expect((await host.call('projects.list', {})).status).toBe(200);
  });

  test('in the address it does not open the calls', async () => {
    expect((await host.send(`${list}?token=${host.token}`, { method: 'POST', headers: wire })).status).toBe(401);
  });

  test('is new at every start and has 256 bits', async () => {
    const other = await startHost();
    expect(other.token).not.toBe(host.token);
    expect(Buffer.from(other.token, 'base64url').byteLength).toBe(32);
    await other.end();
  });

  test('the socket needs it as its protocol', async () => {
    expect(await knock([], {})).toBe(401);
    expect(await knock(['wrong'], {})).toBe(401);
    expect(await knock([], {}, `${SOCKET_PATH}?token=${host.token}`)).toBe(404);
    expect(await knock([host.token], {})).toBe(101);
  });
});

describe('other sites', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '0.0.0.0:1', '[::1]'])('Host %s: 403, pages too', async (name) => {
    expect((await host.call('projects.list', {}, { Host: name })).value).toMatchObject(errorOf('WRONG_HOST'));
    expect((await host.send('/', { headers: { Host: name } })).status).toBe(403);
    expect(await knock([host.token], { Host: name })).toBe(403);
  });

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])('Origin %s: 403', async (origin) => {
    expect((await host.call('projects.list', {}, { Origin: origin })).value).toMatchObject(errorOf('WRONG_ORIGIN'));
    expect(await knock([host.token], { Origin: origin })).toBe(403);
  });

  test('our own pages may', async () => {
    expect((await host.call('projects.list', {}, { Origin: host.origin })).status).toBe(200);
    expect(await knock([host.token], { Origin: host.origin })).toBe(101);
  });

  test('a page of another site may link here but not take our scripts', async () => {
    const cross = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await host.send('/', { headers: { ...cross, 'Sec-Fetch-Mode': 'navigate' } })).status).toBe(200);
    expect((await host.send('/assets/a.js', { headers: { ...cross, 'Sec-Fetch-Mode': 'no-cors' } })).status).toBe(403);
  });

  test('no answer gives leave to other origins', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await host.send(list, { method, headers: { 'Access-Control-Request-Method': 'POST' } });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('files', () => {
  test.each([
    '/../secret.txt', '/assets/../../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/..%5csecret.txt',
    '/.hidden', '/assets/%2e%2e/%2e%2e/secret.txt', '//secret.txt', '/%00', '/%', '/C:/secret.txt',
  ])('%s stays inside the folder', async (path) => {
    const answer = await host.send(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.toString()).not.toContain(SECRET);
  });

  test('pages come with a strict policy and are not kept', async () => {
    const { headers } = await host.send('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });
});

describe('what is sent', () => {
  test('an unknown call name is refused by name', async () => {
    for (const name of ['nothing', 'toString', '__proto__', 'projects.list/x']) {
      expect(await host.call(name, {})).toMatchObject({ status: 404, value: errorOf('INPUT_UNKNOWN_CALL') });
    }
  });

  test.each([['empty', []], ['cut off', [0x81, 0xa1]], ['with something behind', [0xc0, 0xc0]], ['reserved byte', [0xc1]]])('MessagePack %s is refused', async (_kind, bytes) => {
    const answer = await host.send(list, { method: 'POST', body: new Uint8Array(bytes), headers: { ...wire, Authorization: `Bearer ${host.token}` } });
    expect(answer.status).toBe(400);
    expect(fromWire(answer.body)).toMatchObject(errorOf('INPUT_NOT_MESSAGEPACK'));
  });

  test('only POST and only MessagePack', async () => {
    const headers = { Authorization: `Bearer ${host.token}` };
    expect((await host.send(list, { headers })).status).toBe(405);
    expect((await host.send(list, { method: 'POST', headers: { ...headers, 'Content-Type': 'text/plain' } })).status).toBe(415);
  });

  test('a body announced as too large is refused before it is sent', async () => {
    const socket = connect(host.port, '127.0.0.1');
    socket.write(`POST ${list} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nAuthorization: Bearer ${host.token}\r\n`
      + `Content-Type: ${WIRE_TYPE}\r\nContent-Length: ${MAX_FILE_BYTES + 2 ** 21}\r\n\r\n`);
    const [first] = await new Promise<[Buffer]>((resolve) => socket.once('data', (data: Buffer) => resolve([data])));
    expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test('a body without a length is cut off at the limit', async () => {
    const before = host.backend.asked.length;
    const socket = connect(host.port, '127.0.0.1');
    socket.on('error', () => undefined); // the host hangs up while we still send
    socket.write(`POST ${list} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nAuthorization: Bearer ${host.token}\r\n`
      + `Content-Type: ${WIRE_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    let answer = '';
    socket.on('data', (data: Buffer) => { answer += data.toString('latin1'); });
    const gone = new Promise((resolve) => { socket.once('close', resolve); });
    const megabyte = Buffer.alloc(2 ** 20);
    for (let sent = 0; sent < MAX_FILE_BYTES + 2 ** 23 && answer === '' && !socket.destroyed; sent += megabyte.byteLength) {
      socket.write(`${megabyte.byteLength.toString(16)}\r\n`);
      if (!socket.write(Buffer.concat([megabyte, Buffer.from('\r\n')]))) {
        await Promise.race([gone, new Promise((resolve) => { socket.once('drain', resolve); })]);
      }
    }
    await gone;
    // The answer may be lost: the host hangs up on what is still being sent.
    expect(answer).toMatch(/^($|HTTP\/1\.1 413 )/);
    expect(host.backend.asked.length).toBe(before);
  });
});
