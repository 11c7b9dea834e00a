import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { Backend } from '../backend/index.ts';
import { IPC } from '../contract/bridge.ts';
import { isCallName } from '../contract/calls.ts';
import { events } from '../contract/events.ts';
import type { EventName, EventPayload } from '../contract/events.ts';
import type { Result } from '../contract/result.ts';
import type { Dialogs } from './dialogs.ts';
import { isOwnPage } from './pages.ts';

export interface Gateway {
  /** Tells the page something; kept until the page is there to hear it. */
  send<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** The window whose page may call us, from now on. */
  attach(window: BrowserWindow): void;
}

/** The one place where the page reaches us: the sender is checked, then the name; the backend parses the request. */
export function openGateway(backend: Backend, dialogs: Dialogs, start: string): Gateway {
  let window: BrowserWindow | null = null;
  let listening = false;
  let waiting: (() => void)[] = [];

  const trusted = (event: IpcMainInvokeEvent): boolean => {
    const frame = event.senderFrame;
    return window !== null && !window.isDestroyed() && event.sender === window.webContents
      && frame !== null && frame.parent === null && isOwnPage(frame.url, start);
  };
  const heard = (): void => {
    listening = true;
    const ready = waiting;
    waiting = [];
    for (const tell of ready) tell();
  };
  const send: Gateway['send'] = (event, payload) => {
    const tell = (): void => {
      if (window !== null && !window.isDestroyed()) window.webContents.send(IPC.event, event, payload);
    };
    if (listening) tell();
    else waiting.push(tell);
  };

  ipcMain.handle(IPC.call, async (event, name: unknown, request: unknown): Promise<Result<unknown>> => {
    if (!trusted(event)) return failure('FORBIDDEN_SENDER', 'This page may not use Mixwright.');
    if (!isCallName(name)) return failure('INPUT_UNKNOWN_CALL', `There is no call "${String(name).slice(0, 80)}". Reload the page.`);
    heard();
    try {
      return await backend.call(name, request);
    } catch (error) {
      return failure('INTERNAL', error instanceof Error ? error.message : String(error));
    }
  });
  ipcMain.handle(IPC.saveFile, (event, file: unknown) => (trusted(event) ? dialogs.saveFile(window, file) : false));
  ipcMain.handle(IPC.openFile, (event) => (trusted(event) ? dialogs.openFile(window) : null));
  for (const event of Object.keys(events) as EventName[]) {
    backend.on(event, (payload) => {
      // A page that is not there yet asks for the state of runs by itself.
      if (listening) send(event, payload);
    });
  }

  return {
    send,
    attach(next) {
      window = next;
      listening = false;
    },
  };
}

function failure(code: string, message: string): Result<never> {
  return { ok: false, error: { code, message, problems: [] } };
}
