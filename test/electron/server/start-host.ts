import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromWire, toWire } from '../../../electron/contract/wire.ts';
import { CALL_PATH, WIRE_TYPE } from '../../../electron/contract/wire-paths.ts';
import { createHost } from '../../../electron/server/host.ts';
import type { Host } from '../../../electron/server/host.ts';
import { FakeBackend } from './fake-backend.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface TestHost extends Host {
  backend: FakeBackend;
  port: number;
  /** Raw: sends the path and headers as they are given, which `fetch` would not. */
  send(path: string, options?: { method?: string; headers?: Record<string, string>; body?: Uint8Array }): Promise<Answer>;
  call(name: string, request: unknown, headers?: Record<string, string>): Promise<{ status: number; value: unknown }>;
  end(): Promise<void>;
}

export const SECRET = 'not for the web';

/** A host on any free port with a fake backend and a renderer of three files, beside a file nobody may read. */
export async function startHost(): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'mixwright-host-'));
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>start page</title>');
  writeFileSync(join(renderer, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(renderer, '.hidden'), SECRET);
  writeFileSync(join(folder, 'secret.txt'), SECRET);

  const backend = new FakeBackend();
  const host = await createHost({ backend, renderer, port: 0 });
  const port = Number(new URL(host.origin).port);

  const send: TestHost['send'] = async (path, { method = 'GET', headers = {}, body } = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.end(body);
    return promise;
  };

  return {
    ...host, backend, port, send,
    async call(name, value, headers = {}) {
      const answer = await send(CALL_PATH + name, {
        method: 'POST', body: toWire(value),
        headers: { 'Authorization': `Bearer ${host.token}`, 'Content-Type': WIRE_TYPE, ...headers },
      });
      return { status: answer.status, value: fromWire(answer.body) };
    },
    async end() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
