import type { Bridge } from '../../electron/contract/bridge.ts';
import { fromWire, toWire } from '../../electron/contract/wire.ts';
import { CALL_PATH, SOCKET_PATH, TOKEN_PARAMETER, WIRE_TYPE } from '../../electron/contract/wire-paths.ts';
import { downloadFile, pickFile } from './browser-files.ts';
import { EventHub } from './event-hub.ts';

const TOKEN_KEY = 'mixwright-token';
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export interface HttpBridgeOptions {
  token: string;
  /** e.g. `http://127.0.0.1:4410` */
  origin: string;
  fetch?: typeof fetch;
  WebSocket?: typeof WebSocket;
  /** Called when the event socket opens or is lost. */
  onConnection?: (connected: boolean) => void;
  /** Called when the token is not taken (any more): trying again is of no use then. */
  onRefused?: () => void;
}

/** The loopback host behind the interface of the desktop: calls over HTTP, events over one reconnecting socket. */
export function createHttpBridge(options: HttpBridgeOptions): Bridge {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const hub = new EventHub();
  let refused = false;
  keepSocketOpen(options, (message) => hub.receive(message), () => refused);

  return {
    host: 'loopback',
    async call(name, request) {
      let response: Response;
      try {
        response = await send(options.origin + CALL_PATH + name, {
          method: 'POST',
          headers: { 'Authorization': `Bearer ${options.token}`, 'Content-Type': WIRE_TYPE },
          body: toWire(request).slice(),
        });
      } catch {
        return failure('CONNECTION_LOST', 'Mixwright does not answer. Check that it is still running, then try again.');
      }
      if (response.status === 401 || response.status === 403) {
        refused = true;
        options.onRefused?.();
        return failure('WRONG_TOKEN', 'This address is not valid any more. Open the address that Mixwright printed when it started.');
      }
      try {
        return fromWire(new Uint8Array(await response.arrayBuffer()));
      } catch {
        return failure('CONNECTION_LOST', `Mixwright gave an answer that cannot be read (HTTP ${response.status}).`);
      }
    },
    on: (event, listener) => hub.on(event, listener),
    saveFile: (file) => Promise.resolve(downloadFile(file)),
    openFile: pickFile,
  };
}

/** Takes the token from the address, keeps it for this tab and removes it from the address bar. */
export function takeToken(location: Location, history: History, storage: Storage): string {
  const url = new URL(location.href);
  const given = url.searchParams.get(TOKEN_PARAMETER);
  if (given === null) return storage.getItem(TOKEN_KEY) ?? '';
  storage.setItem(TOKEN_KEY, given);
  url.searchParams.delete(TOKEN_PARAMETER);
  history.replaceState(history.state, '', url.pathname + url.search + url.hash);
  return given;
}

function keepSocketOpen(options: HttpBridgeOptions, receive: (message: Uint8Array) => void, isRefused: () => boolean): void {
  // An address without its token: the first call says so; a socket can't even be asked for.
  if (options.token === '') return;
  const Socket = options.WebSocket ?? globalThis.WebSocket;
  const address = options.origin.replace(/^http/, 'ws') + SOCKET_PATH;
  let wait = FIRST_RETRY_MS;
  const open = (): void => {
    if (isRefused()) return;
    const socket = new Socket(address, [options.token]);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      wait = FIRST_RETRY_MS;
      options.onConnection?.(true);
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) receive(new Uint8Array(event.data));
    });
    socket.addEventListener('close', () => {
      options.onConnection?.(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LAST_RETRY_MS);
    });
  };
  open();
}

function failure(code: string, message: string): unknown {
  return { ok: false, error: { code, message, problems: [] } };
}
