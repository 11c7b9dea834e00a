import type { Backend } from '../../../electron/backend/index.ts';
import type { EventName, EventPayload } from '../../../electron/contract/events.ts';

type Listener = (payload: never) => void;

/** Answers with what it was asked; `runs.list` is never answered until it is closed. */
export class FakeBackend implements Backend {
  readonly asked: { name: string; request: unknown }[] = [];
  closed = 0;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly closing = Promise.withResolvers<undefined>();

  async call(name: string, request: unknown): ReturnType<Backend['call']> {
    this.asked.push({ name, request });
    if (name === 'app.info') throw new Error('boom');
    if (name === 'runs.list') {
      await this.closing.promise;
      return { ok: false, error: { code: 'CLOSED', message: 'closed', problems: [] } };
    }
    return { ok: true, value: { name, request } };
  }

  on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void {
    const set = this.listeners.get(event) ?? new Set<Listener>();
    this.listeners.set(event, set.add(listener));
    return () => void set.delete(listener);
  }

  emit<N extends EventName>(event: N, payload: EventPayload<N>): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload as never);
  }

  get listening(): number {
    return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }

  async close(): Promise<void> {
    this.closed += 1;
    this.closing.resolve(undefined);
    await Promise.resolve();
  }
}
