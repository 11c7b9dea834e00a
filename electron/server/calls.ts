import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Backend } from '../backend/index.ts';
import { isCallName } from '../contract/calls.ts';
import { MAX_FILE_BYTES } from '../contract/data.ts';
import { fromWire, toWire } from '../contract/wire.ts';
import { CALL_PATH, WIRE_TYPE } from '../contract/wire-paths.ts';
import type { Refusal } from './guard.ts';

/** The largest file and some room for what is sent with it. */
const MAX_BODY_BYTES = MAX_FILE_BYTES + 1024 * 1024;

/** Answers `POST /api/call/NAME`: MessagePack in, a `Result` envelope in MessagePack out. */
export async function answerCall(backend: Backend, request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
  const name = pathname.slice(CALL_PATH.length);
  if (request.method !== 'POST') {
    return refuse(request, response, { status: 405, code: 'INPUT_METHOD', message: `Calls are made with POST, got ${request.method}.` });
  }
  if (!isWire(request)) {
    return refuse(request, response, { status: 415, code: 'INPUT_TYPE', message: `Calls are sent as ${WIRE_TYPE}, got ${request.headers['content-type'] ?? 'nothing'}.` });
  }
  if (!isCallName(name)) {
    return refuse(request, response, { status: 404, code: 'INPUT_UNKNOWN_CALL', message: `There is no call "${name.slice(0, 80)}". Reload the page.` });
  }
  const body = await readBody(request);
  if (body === null) {
    return refuse(request, response, { status: 413, code: 'INPUT_TOO_LARGE', message: `The request is over ${MAX_BODY_BYTES} bytes. Import a smaller file.` });
  }
  let payload: unknown;
  try {
    payload = fromWire(body);
  } catch {
    return refuse(request, response, { status: 400, code: 'INPUT_NOT_MESSAGEPACK', message: `The body of ${name} is not MessagePack. Reload the page.` });
  }
  const result = toWire(await backend.call(name, payload));
  send(response, 200, WIRE_TYPE, result);
}

/** In the envelope for those who speak MessagePack, as a line of text for everybody else. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, code, message }: Refusal): void {
  // What is left of the body is not read.
  if (!request.complete) response.setHeader('Connection', 'close');
  if (isWire(request)) send(response, status, WIRE_TYPE, toWire({ ok: false, error: { code, message, problems: [] } }));
  else send(response, status, 'text/plain; charset=utf-8', Buffer.from(`${code}: ${message}\n`));
}

function send(response: ServerResponse, status: number, type: string, body: Uint8Array): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.byteLength,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}

function isWire(request: IncomingMessage): boolean {
  return request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === WIRE_TYPE;
}

/** Null when it is too large: told from its announced length, or found out while it comes. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
