import { MixwrightError } from '../../../core/errors.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { EngineTasks, TaskName } from '../../contract/engine.ts';
import { resultSchemas } from './engine-results.ts';
import type { EngineLauncher } from './engine-process.ts';
import { createWorker } from './engine-worker.ts';
import type { Job, Worker } from './engine-worker.ts';

/** A job whose engine died this often is given up: it is most likely what kills them. */
export const MAX_DEATHS = 3;

export interface JobOptions {
  /** Words for messages: `trial 7`. */
  label: string;
  /** Prepared data the task works on; sent to an engine once. */
  data?: { key: string; prepared: PreparedData };
  /** Ends the job: a waiting one at once, a running one as soon as its engine sees it. */
  signal?: AbortSignal;
  /** Iterations so far and points as in `run.progress`; a trial that is run again starts over. */
  onProgress?: (iterations: number, points: Float64Array) => void;
  /** An engine that says nothing for so long is taken for hung and killed. */
  silenceMs?: number;
  /** Waits until nothing else does. */
  background?: boolean;
  /** When it is ended while it runs, it resolves with what it has come to; only a trial can. */
  keepPartial?: boolean;
}

export interface EnginePool {
  readonly size: number;
  /**
   * Rejects with MixwrightError: the task's own code, or CANCELLED, ENGINE_CRASHED, ENGINE_TIMEOUT, ENGINE_CLOSED.
   * Never left hanging.
   */
  run<N extends TaskName>(task: N, request: EngineTasks[N]['request'], options: JobOptions): Promise<EngineTasks[N]['result']>;
  /** Launches the engines that are missing, so that they start while something else is done. */
  warm(): void;
  /** Rejects what is waiting or running and ends the engines. */
  close(): void;
}

const SILENCE_MS = 10 * 60_000;

/** Engines are launched as jobs need them, stay warm, and are replaced when they die. */
export function createPool(launch: EngineLauncher, size: number): EnginePool {
  const waiting: Job[] = [];
  const workers = new Set<Worker>();
  let nextJob = 1;
  let closed = false;

  function dispatch(): void {
    while (waiting.length > 0 && !closed) {
      const worker = [...workers].find((candidate) => candidate.job === null && !candidate.ending) ?? (workers.size < size ? hire() : null);
      const job = worker === null ? undefined : takeNext(waiting);
      if (worker === null || job === undefined) return;
      worker.start(job);
    }
  }

  function hire(): Worker {
    const worker: Worker = createWorker(launch(), {
      onIdle: dispatch,
      onDeath: (job, code) => {
        workers.delete(worker);
        if (job !== null) retry(job, code);
        dispatch();
      },
    });
    workers.add(worker);
    return worker;
  }

  function retry(job: Job, code: number | null): void {
    job.deaths++;
    if (closed) job.reject(closedError());
    else if (job.signal?.aborted) job.reject(cancelledError(job.label));
    else if (job.deaths < MAX_DEATHS) waiting.unshift(job);
    else {
      job.reject(new MixwrightError('ENGINE_CRASHED',
        `The engine died ${job.deaths} times on ${job.label} (last exit: ${code ?? 'killed'}). `
        + 'Close other programs if memory is short, then resume the run; finished trials are kept.'));
    }
  }

  return {
    size,
    run(task, request, options) {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      if (closed) reject(closedError());
      else if (options.signal?.aborted) reject(cancelledError(options.label));
      else {
        const job: Job = {
          id: nextJob++, task, request, label: options.label, data: options.data ?? null, signal: options.signal ?? null,
          onProgress: options.onProgress ?? (() => undefined), silenceMs: options.silenceMs ?? SILENCE_MS,
          background: options.background ?? false, keepPartial: options.keepPartial ?? false, deaths: 0, resolve, reject,
        };
        const withdraw = (): void => {
          const place = waiting.indexOf(job);
          if (place < 0) return; // running: its worker listens itself
          waiting.splice(place, 1);
          job.reject(cancelledError(job.label));
        };
        options.signal?.addEventListener('abort', withdraw, { once: true });
        waiting.push(job);
        dispatch();
        return promise.then((result) => resultSchemas[task].parse(result)).finally(() => options.signal?.removeEventListener('abort', withdraw));
      }
      return promise.then(() => Promise.reject(closedError()));
    },
    warm() {
      while (!closed && workers.size < size) hire();
    },
    close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(closedError());
      for (const worker of workers) worker.end(closedError());
    },
  };
}

/** The first in the queue that does not yield to others, else the first. */
function takeNext(waiting: Job[]): Job | undefined {
  const place = waiting.findIndex(({ background }) => !background);
  return waiting.splice(Math.max(place, 0), 1)[0];
}

function cancelledError(label: string): MixwrightError {
  return new MixwrightError('CANCELLED', `Cancelled: ${label}.`);
}

function closedError(): MixwrightError {
  return new MixwrightError('ENGINE_CLOSED', 'Mixwright is closing. Start it again; runs can be resumed.');
}
