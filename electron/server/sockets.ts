import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Backend } from '../backend/index.ts';
import { events } from '../contract/events.ts';
import type { EventName } from '../contract/events.ts';
import { toWire } from '../contract/wire.ts';
import { SOCKET_PATH } from '../contract/wire-paths.ts';
import { checkHost, checkToken } from './guard.ts';
import type { Refusal } from './guard.ts';

/** A page that reads slower than this loses its socket rather than our memory; it connects again. */
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;

/**
 * Sends every event of the backend, `{ event, payload }` in MessagePack, to every authenticated socket. The token
 * comes as the name of the sub-protocol: browsers can't set headers there, and addresses end up in logs.
 */
export function serveEvents(server: Server, backend: Backend, token: string, port: () => number): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const refusal = check(request, token, port());
    if (refusal === null) sockets.handleUpgrade(request, stream, head, (socket) => socket.on('error', () => socket.terminate()));
    else stream.end(describe(refusal));
  });

  const unsubscribe = (Object.keys(events) as EventName[]).map((event) => backend.on(event, (payload) => {
    if (sockets.clients.size === 0) return;
    const message = toWire({ event, payload });
    for (const socket of sockets.clients) {
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
      else socket.send(message);
    }
  }));

  return {
    close() {
      for (const end of unsubscribe) end();
      for (const socket of sockets.clients) socket.close(1001, 'Mixwright was closed');
      sockets.close();
    },
  };
}

function check(request: IncomingMessage, token: string, port: number): Refusal | null {
  if (request.url !== SOCKET_PATH) return { status: 404, code: 'NOT_FOUND', message: `The event socket is at ${SOCKET_PATH}.` };
  return checkHost(request, port) ?? checkToken(request.headers['sec-websocket-protocol'], token);
}

function describe({ status, code, message }: Refusal): string {
  const body = `${code}: ${message}\n`;
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n`
    + `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
