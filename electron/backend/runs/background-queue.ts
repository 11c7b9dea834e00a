import { performance } from 'node:perf_hooks';
import { MixwrightError } from '../../../core/errors.ts';
import type { Spacing, Table } from '../../../core/data/table.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { JobState } from '../../contract/jobs.ts';
import { asStoreError } from '../store/index.ts';
import type { Store } from '../store/index.ts';
import type { EnginePool } from './engine-pool.ts';

/** What every job in the background of runs has, however it is stored. */
export interface BackgroundJob {
  id: string;
  dataId: string;
  spec: Spec;
  state: JobState;
  /** Time worked on it before. */
  seconds: number;
  endedAt: number | null;
  error: { code: string; message: string } | null;
}

export interface StateChange {
  seconds?: number;
  endedAt?: number;
  error?: { code: string; message: string };
}

/** One kind of job: where it is kept and what is to be done. */
export interface BackgroundKind<Job extends BackgroundJob> {
  /** In messages: `check`. */
  word: string;
  get(id: string): Job | null;
  setState(id: string, state: JobState, change: StateChange): void;
  /** Carries it from where it is to its end; resolves with whether nothing is missing. Rejects with the error of an engine. */
  work(job: Job, at: Work): Promise<boolean>;
}

export interface Work {
  /** The job's table and what was prepared of it. */
  data: { table: Table; spacing: Spacing; prepared: PreparedData };
  signal: AbortSignal;
  /** Of the job's time, earlier parts included. */
  seconds(): number;
  /** It was deleted meanwhile: ends it. */
  stop(): void;
}

export interface BackgroundContext<Job extends BackgroundJob> {
  store: Store;
  pool: EnginePool;
  now: () => number;
  /** The job's state or its numbers changed for good. */
  onChanged: (id: string) => void;
  /** It failed and not even that could be written down. */
  onUnsaved: (job: Job) => void;
  log: (line: string) => void;
}

/** Works on one job at a time, in the background of runs; the others wait in the order they were asked for. */
export interface BackgroundQueue {
  enqueue(id: string): void;
  /** Ends it now; what is finished of it is kept and it can go on. Resolves when nothing works on it any more. */
  cancel(id: string, as: 'stopped' | 'interrupted'): Promise<void>;
  close(): Promise<void>;
}

interface Active {
  id: string;
  end(as: 'stopped' | 'interrupted'): void;
  ended: Promise<void>;
}

export function createBackgroundQueue<Job extends BackgroundJob>(context: BackgroundContext<Job>, kind: BackgroundKind<Job>): BackgroundQueue {
  const queue: string[] = [];
  let active: Active | null = null;
  let closed = false;

  function next(): void {
    if (active !== null || closed) return;
    const id = queue.shift();
    if (id === undefined) return;
    const job = kind.get(id);
    if (job === null) return next();
    const started = startJob(context, kind, job);
    active = started;
    void started.ended.then(() => {
      active = null;
      next();
    });
  }

  return {
    enqueue(id) {
      if (closed) throw new MixwrightError('ENGINE_CLOSED', `Mixwright is closing. Start it again, then go on with the ${kind.word}.`);
      queue.push(id);
      next();
    },
    async cancel(id, as) {
      const place = queue.indexOf(id);
      if (place >= 0) {
        queue.splice(place, 1);
        kind.setState(id, as, { endedAt: context.now() });
        context.onChanged(id);
      } else if (active?.id === id) {
        active.end(as);
        await active.ended;
      }
    },
    async close() {
      closed = true;
      queue.length = 0;
      active?.end('interrupted');
      await active?.ended;
    },
  };
}

/** Carries a job from where it is to its end. `ended` never rejects: what goes wrong becomes the state `failed`. */
function startJob<Job extends BackgroundJob>(context: BackgroundContext<Job>, kind: BackgroundKind<Job>, job: Job): Active {
  const { now } = context;
  const stop = new AbortController();
  let wish: 'stopped' | 'interrupted' = 'stopped';
  const startedAt = performance.now();
  const seconds = (): number => job.seconds + (performance.now() - startedAt) / 1000;

  function become(state: JobState, more: StateChange = {}): void {
    kind.setState(job.id, state, { seconds: seconds(), ...more });
    context.onChanged(job.id);
  }

  async function work(): Promise<void> {
    become('running');
    const data = await prepareFor(context, job, stop.signal);
    const whole = await kind.work(job, { data, signal: stop.signal, seconds, stop: () => stop.abort() });
    become(whole ? 'finished' : wish, { endedAt: now() });
  }

  function fail(error: unknown): void {
    if (stop.signal.aborted && error instanceof MixwrightError && error.code === 'CANCELLED') return become(wish, { endedAt: now() });
    const known = error instanceof MixwrightError ? error : asStoreError(error);
    if (known === null || known.code === 'INTERNAL') context.log(`${kind.word} ${job.id}: ${error instanceof Error ? error.stack : String(error)}`);
    const { code, message } = known ?? new MixwrightError('INTERNAL', `Something went wrong inside Mixwright. The ${kind.word} can go on.`);
    const endedAt = now();
    try {
      become('failed', { endedAt, error: { code, message } });
    } catch {
      // A full disk; after the next start it is `interrupted`.
      context.onUnsaved({ ...job, state: 'failed', endedAt, error: { code, message } });
    }
  }

  const ended = work().catch(fail);
  return {
    id: job.id,
    ended,
    end(as) {
      wish = as;
      stop.abort();
    },
  };
}

async function prepareFor({ store, pool }: Pick<BackgroundContext<never>, 'store' | 'pool'>, { spec, dataId }: BackgroundJob, signal: AbortSignal): Promise<Work['data']> {
  const data = store.data.get(dataId);
  if (data === null || data.format.spacing === null) {
    throw new MixwrightError('DATA_NO_SPACING', 'The table has no regular spacing of dates. Mend the dates and import it again.');
  }
  const { table, format: { spacing } } = data;
  pool.warm();
  const { prepared } = await pool.run('prepare', { spec, table, spacing }, { label: 'preparing the data', signal });
  return { table, spacing, prepared };
}
