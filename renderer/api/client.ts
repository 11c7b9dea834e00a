import { shallowRef } from 'vue';
import type { z } from 'zod';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { calls } from '../../electron/contract/calls.ts';
import type { CallName, Request, Response } from '../../electron/contract/calls.ts';
import { fileSchema } from '../../electron/contract/data.ts';
import { events } from '../../electron/contract/events.ts';
import type { EventName, EventPayload } from '../../electron/contract/events.ts';
import { resultSchema } from '../../electron/contract/result.ts';
import { readFile } from './browser-files.ts';
import { CallFailure } from './call-failure.ts';
import { createHttpBridge, takeToken } from './http-bridge.ts';

declare global {
  interface Window {
    /** Made by the preload script of the desktop host. */
    mixwright?: Bridge;
  }
}

/** False while the loopback host does not answer; always true on the desktop. */
export const connected = shallowRef(true);
/** The loopback host was started anew, with another token: this page can't reach it any more. */
export const refused = shallowRef(false);

let bridge: Bridge | null = null;

/** Called once at the start; tests pass their own. */
export function connect(own?: Bridge): void {
  bridge = own ?? window.mixwright ?? createHttpBridge({
    token: takeToken(location, history, sessionStorage),
    origin: location.origin,
    onConnection: (value) => {
      connected.value = value;
      // A socket does not say why it was lost; a call does.
      if (!value) void theBridge().call('app.info', {});
    },
    onRefused: () => { refused.value = true; },
  });
}

function theBridge(): Bridge {
  if (bridge === null) throw new Error('connect() was not called');
  return bridge;
}

/** Throws `CallFailure`. */
export async function call<N extends CallName>(name: N, request: Request<N>): Promise<Response<N>> {
  const envelope = resultSchema.safeParse(await theBridge().call(name, request));
  if (!envelope.success) throw unreadable(name, envelope.error.message);
  if (!envelope.data.ok) throw new CallFailure(envelope.data.error);
  const value = calls[name].response.safeParse(envelope.data.value);
  if (!value.success) throw unreadable(name, value.error.message);
  return value.data as Response<N>;
}

/** Returns the function that ends the subscription. A payload that is not what the contract says is dropped with an error. */
export function on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void {
  return theBridge().on(event, (payload) => listener(events[event].parse(payload) as EventPayload<N>));
}

export function saveFile(file: { fileName: string; mime: string; bytes: Uint8Array }): Promise<boolean> {
  return theBridge().saveFile(file);
}

export type OpenedFile = z.infer<typeof fileSchema>;

/** Null when the user cancelled. */
export async function openFile(): Promise<OpenedFile | null> {
  const file = await theBridge().openFile();
  return file === null ? null : checkedFile(file);
}

/** A file that was dropped on the window. */
export async function droppedFile(file: File): Promise<OpenedFile> {
  return checkedFile(await readFile(file));
}

function checkedFile(file: { fileName: string; bytes: Uint8Array }): OpenedFile {
  const checked = fileSchema.safeParse(file);
  if (checked.success) return checked.data;
  const message = checked.error.issues[0]?.message ?? 'the file cannot be taken';
  throw new CallFailure({ code: 'INPUT_FILE', message: `${file.fileName}: ${message}.`, problems: [] });
}

function unreadable(name: string, detail: string): CallFailure {
  return new CallFailure({ code: 'INTERNAL', message: `The answer to ${name} is not what was agreed: ${detail}`, problems: [] });
}
