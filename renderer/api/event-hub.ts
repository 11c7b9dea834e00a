import { fromWire } from '../../electron/contract/wire.ts';
import { isObject } from '../../electron/contract/shape.ts';

type Listener = (payload: unknown) => void;

/** Hands messages of the event socket, `{ event, payload }`, to those who listen. */
export class EventHub {
  private readonly listeners = new Map<string, Set<Listener>>();

  on(event: string, listener: Listener): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(listener));
    return () => void set.delete(listener);
  }

  receive(message: Uint8Array): void {
    const value = fromWire(message);
    if (!isObject(value) || typeof value['event'] !== 'string') return;
    for (const listener of this.listeners.get(value['event']) ?? []) listener(value['payload']);
  }
}
