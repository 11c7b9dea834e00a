import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { IPC } from '../contract/bridge.ts';
import type { Bridge } from '../contract/bridge.ts';
import { isCallName } from '../contract/calls.ts';
import { events } from '../contract/events.ts';

/** All that the page gets: calls and events of the contract and two dialogs. No channel name is ever the page's. */
const bridge: Bridge = {
  host: 'desktop',
  async call(name, request) {
    if (!isCallName(name)) return failure('INPUT_UNKNOWN_CALL', `There is no call "${String(name).slice(0, 80)}".`);
    try {
      return await ipcRenderer.invoke(IPC.call, name, request);
    } catch (error) {
      return failure('INTERNAL', error instanceof Error ? error.message : String(error));
    }
  },
  on(event, listener) {
    if (!Object.hasOwn(events, event)) throw new Error(`There is no event "${String(event).slice(0, 80)}".`);
    const hear = (_event: IpcRendererEvent, name: unknown, payload: unknown): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on(IPC.event, hear);
    return () => void ipcRenderer.removeListener(IPC.event, hear);
  },
  saveFile: ({ fileName, mime, bytes }) => ipcRenderer.invoke(IPC.saveFile, { fileName, mime, bytes }) as Promise<boolean>,
  openFile: () => ipcRenderer.invoke(IPC.openFile) as ReturnType<Bridge['openFile']>,
};

contextBridge.exposeInMainWorld('mixwright', bridge);

function failure(code: string, message: string): unknown {
  return { ok: false, error: { code, message, problems: [] } };
}
