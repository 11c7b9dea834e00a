import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Backend } from '../backend/index.ts';
import { CALL_PATH, SOCKET_PATH, TOKEN_PARAMETER } from '../contract/wire-paths.ts';
import { answerCall, refuse } from './calls.ts';
import { bearerToken, checkHost, checkToken, createToken } from './guard.ts';
import { listen } from './listen.ts';
import { answerPage } from './pages.ts';
import { serveEvents } from './sockets.ts';

export interface HostOptions {
  backend: Backend;
  /** Folder of the built renderer. */
  renderer: string;
  /** 0: any free one. Absent: the usual one, else a free one. */
  port?: number | undefined;
}

export interface Host {
  /** With the token: the address to open. */
  url: string;
  origin: string;
  token: string;
  /** Ends sockets, closes the backend (which settles every call) and waits until the last answer is out. */
  close(): Promise<void>;
}

/** The renderer and the contract on http://127.0.0.1. */
export async function createHost({ backend, renderer, port: wanted }: HostOptions): Promise<Host> {
  const token = createToken();
  let port = 0;
  let closed: Promise<void> | null = null;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url?.startsWith('/') ? `http://x/${request.url.slice(1)}` : 'http://x/');
    const refusal = closed === null ? checkHost(request, port)
      : { status: 503, code: 'SERVER_CLOSING', message: 'Mixwright is being closed. Start it again.' };
    if (refusal !== null) return refuse(request, response, refusal);
    if (!pathname.startsWith('/api/')) return answerPage(renderer, request, response, rawPath(request));
    const stranger = checkToken(bearerToken(request), token);
    if (stranger !== null) return refuse(request, response, stranger);
    if (pathname.startsWith(CALL_PATH)) return answerCall(backend, request, response, pathname);
    if (pathname === SOCKET_PATH) {
      return refuse(request, response, { status: 426, code: 'INPUT_METHOD', message: 'This address is for a WebSocket.' });
    }
    return refuse(request, response, { status: 404, code: 'NOT_FOUND', message: `There is nothing at ${pathname.slice(0, 80)}.` });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A connection that broke has nobody to tell; anything else is our fault and is told.
      if (response.headersSent || response.destroyed) response.destroy();
      else refuse(request, response, { status: 500, code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) });
    });
  });
  // A file of 256 MB may take a while; headers may not.
  server.requestTimeout = 0;
  server.headersTimeout = 10_000;
  const sockets = serveEvents(server, backend, token, () => port);
  port = await listen(server, wanted);

  const close = async (): Promise<void> => {
    const { promise: ended, resolve } = Promise.withResolvers<undefined>();
    server.close(() => resolve(undefined));
    sockets.close();
    await backend.close();
    server.closeIdleConnections();
    const impatience = setTimeout(() => server.closeAllConnections(), 2_000);
    await ended;
    clearTimeout(impatience);
  };
  const origin = `http://127.0.0.1:${port}`;
  return { origin, token, url: `${origin}/?${TOKEN_PARAMETER}=${token}`, close: () => (closed ??= close()) };
}

/** As it was sent: `URL` would resolve `..` before it can be refused. */
function rawPath(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
}
