import { shallowRef } from 'vue';
import { messageOf } from '../api/call-failure.ts';

export interface Message {
  /** The text itself: the same trouble again is not another message. */
  id: string;
  kind: 'done' | 'failed';
  title: string;
  detail: string;
  undo: (() => void | Promise<void>) | null;
}

const STAYS_MS = { done: 8_000, failed: 20_000 } as const;
const SHOWN = 4;

const messages = shallowRef<readonly Message[]>([]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Short messages in the corner, shown by components/layout/MessageList.vue. */
export function useNotify() {
  return {
    messages,
    dismiss,
    /** Stops the clock of a message that is being read, or starts it again. */
    hold,
    release,
    done: (title: string, undo?: () => void | Promise<void>): void => show({ kind: 'done', title, detail: '', undo: undo ?? null }),
    failed: (title: string, error: unknown): void => show({ kind: 'failed', title, detail: messageOf(error), undo: null }),
  };
}

function show(message: Omit<Message, 'id'>): void {
  const id = `${message.title} ${message.detail}`;
  dismiss(id);
  messages.value = [...messages.value, { ...message, id }].slice(-SHOWN);
  release(id);
}

function dismiss(id: string): void {
  hold(id);
  messages.value = messages.value.filter((message) => message.id !== id);
}

function hold(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

function release(id: string): void {
  const message = messages.value.find((one) => one.id === id);
  if (message !== undefined) timers.set(id, setTimeout(() => dismiss(id), STAYS_MS[message.kind]));
}
