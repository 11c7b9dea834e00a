import { MixwrightError } from '../../../core/errors.ts';
import type { Problem } from '../../../core/errors.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { ENGINE_PROTOCOL, fromEngineSchema } from '../../contract/engine.ts';
import type { FromEngine, TaskName, ToEngine } from '../../contract/engine.ts';
import { problemSchema } from '../../contract/result.ts';
import type { EngineProcess } from './engine-process.ts';

export interface Job {
  id: number;
  task: TaskName;
  request: unknown;
  label: string;
  data: { key: string; prepared: PreparedData } | null;
  signal: AbortSignal | null;
  onProgress: (iterations: number, points: Float64Array) => void;
  silenceMs: number;
  /** Waits until nothing else does. */
  background: boolean;
  /** A cancelled task resolves with what it has come to instead of rejecting. */
  keepPartial: boolean;
  /** How many engines died on it. */
  deaths: number;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** One engine process and the job it works on. */
export interface Worker {
  readonly job: Job | null;
  /** It was killed and is only waited for; it takes no more jobs. */
  readonly ending: boolean;
  start(job: Job): void;
  /** Rejects its job with `reason` and ends the process. */
  end(reason: Error): void;
}

export interface WorkerEvents {
  onIdle(): void;
  /** The process ended; `job` is what it was working on and has neither been resolved nor rejected. */
  onDeath(job: Job | null, code: number | null): void;
}

/** A cancelled engine that does not answer in this time is killed, and what its task has come to is lost. One proposal of a model-based method may take a second or two. */
const CANCEL_PATIENCE_MS = 10_000;

export function createWorker(engine: EngineProcess, events: WorkerEvents): Worker {
  let job: Job | null = null;
  let ending = false;
  let loadedKey: string | null = null;
  let silence: NodeJS.Timeout | undefined;
  let impatience: NodeJS.Timeout | undefined;

  const kill = (): void => {
    ending = true;
    engine.kill();
  };
  const listen = (): void => {
    clearTimeout(silence);
    if (job !== null) silence = setTimeout(onSilence, job.silenceMs);
  };
  const cancel = (): void => {
    if (job === null) return;
    engine.post({ type: 'cancel', jobId: job.id });
    impatience = setTimeout(kill, CANCEL_PATIENCE_MS);
  };

  /** Frees the worker; the caller settles the job. */
  function release(): Job | null {
    const released = job;
    job = null;
    clearTimeout(silence);
    clearTimeout(impatience);
    released?.signal?.removeEventListener('abort', cancel);
    return released;
  }

  function end(reason: Error): void {
    const ended = release();
    kill();
    ended?.reject(reason);
  }

  function onSilence(): void {
    if (job === null) return;
    end(new MixwrightError('ENGINE_TIMEOUT', `The engine gave no sign for ${Math.round(job.silenceMs / 1000)} s on ${job.label} and was ended. `
      + 'Resume the run; finished trials are kept.'));
  }

  function settle(message: Extract<FromEngine, { type: 'done' | 'failed' }>): void {
    const settled = release();
    if (settled === null) return;
    if (message.type === 'done') {
      const cut = message.cancelled || settled.signal?.aborted === true;
      if (cut && !settled.keepPartial) settled.reject(new MixwrightError('CANCELLED', `Cancelled: ${settled.label}.`));
      else settled.resolve(message.result);
    } else {
      const problems = problemSchema.array().safeParse(message.problems);
      settled.reject(new MixwrightError(message.code, message.message, problems.success ? (problems.data as Problem[]) : []));
    }
    if (!ending) events.onIdle();
  }

  engine.onMessage((raw) => {
    const parsed = fromEngineSchema.safeParse(raw);
    // An engine that speaks otherwise is of another version or broken: it counts as crashed.
    if (!parsed.success || (parsed.data.type === 'ready' && parsed.data.protocol !== ENGINE_PROTOCOL)) return kill();
    const message = parsed.data;
    listen();
    if (message.type === 'ready' || message.jobId !== job?.id) return;
    if (message.type === 'progress') job.onProgress(message.iterations, message.points);
    else settle(message);
  });
  engine.onExit((code) => events.onDeath(release(), code));

  return {
    get job() {
      return job;
    },
    get ending() {
      return ending;
    },
    start(next) {
      job = next;
      next.signal?.addEventListener('abort', cancel, { once: true });
      if (next.data !== null && next.data.key !== loadedKey) {
        if (loadedKey !== null) engine.post({ type: 'unload', key: loadedKey });
        engine.post({ type: 'load', key: next.data.key, prepared: next.data.prepared });
        loadedKey = next.data.key;
      }
      engine.post({ type: 'task', jobId: next.id, task: next.task, request: next.request } as ToEngine);
      listen();
    },
    end,
  };
}
