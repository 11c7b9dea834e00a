import { MixwrightError } from '../../../core/errors.ts';
import type { RunState } from '../../contract/runs.ts';
import type { StoredRun } from '../store/index.ts';
import { selectFrom, startRunJob } from './run-job.ts';
import type { RunJob, RunJobContext } from './run-job.ts';

/** Works on one run at a time; the others wait in the order they were asked for. */
export interface Scheduler {
  enqueue(runId: string): void;
  /** Finishes the trials in flight, then waits; the next run in the queue goes first meanwhile. */
  pause(runId: string): void;
  resume(runId: string): void;
  /** Ends it now and selects from the finished trials. Resolves when that is done. */
  stop(runId: string): Promise<void>;
  /** Interrupts it, e.g. before it is deleted; resolves when nothing works on it any more. */
  drop(runId: string): Promise<void>;
  /** Interrupts what is running; it can be resumed after the next start. */
  close(): Promise<void>;
}

const RESUMABLE: readonly RunState[] = ['paused', 'stopped', 'interrupted', 'failed'];

export function createScheduler(context: RunJobContext): Scheduler {
  const { store } = context;
  const queue: string[] = [];
  let active: RunJob | null = null;
  let closed = false;

  function next(): void {
    if (active !== null || closed) return;
    const runId = queue.shift();
    const run = runId === undefined ? null : store.runs.get(runId);
    if (run === null) return runId === undefined ? undefined : next();
    const job = startRunJob(context, run);
    active = job;
    void job.ended.then(() => {
      active = null;
      next();
    });
  }

  function unqueue(runId: string): void {
    const place = queue.indexOf(runId);
    if (place >= 0) queue.splice(place, 1);
  }

  function changeState(runId: string, state: RunState, more: { endedAt?: number } = {}): void {
    store.runs.setState(runId, state, more);
    context.onChanged(runId);
  }

  function runNamed(runId: string): StoredRun {
    const run = store.runs.get(runId);
    if (run === null) throw new MixwrightError('NOT_FOUND', 'There is no such run any more. Go back to the list of runs.');
    return run;
  }

  const refuse = (run: StoredRun, what: string): never => {
    throw new MixwrightError('RUN_STATE', `Run ${run.number} is ${run.state}; it cannot be ${what}.`);
  };

  function enqueue(runId: string): void {
    if (closed) throw new MixwrightError('ENGINE_CLOSED', 'Mixwright is closing. Start it again, then resume the run.');
    queue.push(runId);
    next();
  }

  return {
    enqueue,
    pause(runId) {
      const run = runNamed(runId);
      if (active?.runId === runId) {
        active.end('pause');
        changeState(runId, 'paused');
      } else if (run.state === 'queued') {
        unqueue(runId);
        changeState(runId, 'paused');
      } else refuse(run, 'paused');
    },
    resume(runId) {
      const run = runNamed(runId);
      if (!RESUMABLE.includes(run.state)) refuse(run, 'resumed');
      changeState(runId, 'queued');
      // While the trials of a pause still drain, the run is its own successor.
      enqueue(runId);
    },
    async stop(runId) {
      const run = runNamed(runId);
      unqueue(runId);
      if (active?.runId === runId) {
        active.end('stop');
        return active.ended;
      }
      if (!['queued', 'paused', 'interrupted'].includes(run.state)) refuse(run, 'stopped');
      const prepared = store.runs.prepared(runId);
      if (prepared !== null) await selectFrom(context, run, prepared);
      changeState(runId, 'stopped', { endedAt: context.now() });
    },
    async drop(runId) {
      unqueue(runId);
      if (active?.runId === runId) {
        active.end('close');
        await active.ended;
      } else if (store.runs.get(runId)?.state === 'queued') changeState(runId, 'interrupted', { endedAt: context.now() });
    },
    async close() {
      closed = true;
      queue.length = 0;
      active?.end('close');
      await active?.ended;
    },
  };
}
