import { MixwrightError } from '../../core/errors.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { ENGINE_PROTOCOL } from '../contract/engine.ts';
import type { FromEngine } from '../contract/engine.ts';
import { toEngineSchema } from './messages.ts';
import type { TaskMessage } from './messages.ts';
import { loadData, runTask } from './tasks.ts';
import type { LoadedData } from './tasks.ts';
import type { Transport } from './transport.ts';

/**
 * An engine: holds prepared data by key, works on one task after another, answers each with `done` or `failed`.
 * It knows neither database nor files; it lives as long as its backend.
 */
export function startEngine(transport: Transport): void {
  const loaded = new Map<string, LoadedData>();
  const cancelled = new Set<number>();
  let last: Promise<void> = Promise.resolve();
  const post = (message: FromEngine): void => transport.post(message);

  async function work(message: TaskMessage): Promise<void> {
    const { jobId } = message;
    try {
      const result = await runTask(message, {
        data: (key) => dataNamed(loaded, key),
        cancelled: () => cancelled.has(jobId),
        progress: (iterations, points) => post({ type: 'progress', jobId, iterations, points }),
      });
      post({ type: 'done', jobId, cancelled: cancelled.has(jobId), result });
    } catch (error) {
      post({ type: 'failed', jobId, ...failureOf(error) });
    } finally {
      cancelled.delete(jobId);
    }
  }

  transport.onMessage((raw) => {
    const message = toEngineSchema.parse(raw); // from our own backend: anything else is a bug and ends the engine
    switch (message.type) {
      case 'load':
        loaded.set(message.key, loadData(message.prepared satisfies PreparedData));
        break;
      case 'unload':
        loaded.delete(message.key);
        break;
      case 'cancel':
        cancelled.add(message.jobId);
        break;
      case 'task':
        last = last.then(() => work(message));
        break;
    }
  });
  post({ type: 'ready', protocol: ENGINE_PROTOCOL });
}

function dataNamed(loaded: Map<string, LoadedData>, key: string): LoadedData {
  const data = loaded.get(key);
  if (data === undefined) throw new Error(`No data is loaded under "${key}".`);
  return data;
}

function failureOf(error: unknown): { code: string; message: string; problems: unknown[] } {
  if (error instanceof MixwrightError) return { code: error.code, message: error.message, problems: [...error.problems] };
  return { code: 'INTERNAL', message: error instanceof Error ? (error.stack ?? error.message) : String(error), problems: [] };
}
