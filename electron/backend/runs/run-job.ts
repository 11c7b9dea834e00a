import { performance } from 'node:perf_hooks';
import { MixwrightError } from '../../../core/errors.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import type { RunState } from '../../contract/runs.ts';
import type { Store, StoredRun } from '../store/index.ts';
import { asStoreError } from '../store/index.ts';
import { chooseModels } from './choose-models.ts';
import type { EnginePool } from './engine-pool.ts';
import type { TuningProgress } from './progress.ts';
import { runTrials } from './tuning.ts';

export interface RunJobContext {
  store: Store;
  pool: EnginePool;
  now: () => number;
  /** The run's state or its numbers changed for good. */
  onChanged: (runId: string) => void;
  /** The run failed and not even that could be written down. */
  onUnsaved: (run: StoredRun) => void;
  /** Whether the store is about to be closed. */
  closing: () => boolean;
  onProgress: (runId: string, state: RunState, progress: TuningProgress) => void;
  log: (line: string) => void;
}

/** Between attempts to write down that a run failed. */
const RETRY_MS = 1_000;

export type EndWish = 'pause' | 'stop' | 'close';

export interface RunJob {
  readonly runId: string;
  /** Ends it as wished; `ended` then resolves. A stronger wish replaces a weaker one. */
  end(wish: EndWish): void;
  readonly ended: Promise<void>;
}

/** Carries a run from where it is to its end. Never rejects: what goes wrong becomes the run's state `failed`. */
export function startRunJob(context: RunJobContext, run: StoredRun): RunJob {
  const { store, pool, now } = context;
  const stop = new AbortController();
  let wish: EndWish | null = null;
  const startedAt = performance.now();
  const seconds = (): number => run.seconds + (performance.now() - startedAt) / 1000;

  function become(state: RunState, more: { endedAt?: number; error?: { code: string; message: string } } = {}): void {
    store.runs.setState(run.id, state, { seconds: seconds(), ...more });
    context.onChanged(run.id);
  }

  async function work(): Promise<void> {
    become('preparing');
    pool.warm();
    const prepared = await preparedFor(context, run, stop.signal);
    if (wish === null) become('running');
    const { complete } = await runTrials({
      pool, data: { key: run.id, prepared }, tuning: run.spec.tuning, secondsSpent: run.seconds, done: store.runs.trials(run.id), signal: stop.signal,
      draining: () => wish !== null,
      replay: (trial) => continuedTrial(store, run, trial),
      onTrial: (result) => store.runs.addTrial(run.id, result, seconds()),
      onProgress: (progress) => context.onProgress(run.id, wish === 'pause' ? 'paused' : 'running', progress),
    });
    if (wish === 'close') return become('interrupted', { endedAt: now() });
    // Asked to pause while the last trials were running: there is nothing left to go on with.
    // Resumed while they drained: it waits in the queue by now.
    if (wish === 'pause' && !complete) return become(store.runs.get(run.id)?.state === 'queued' ? 'queued' : 'paused');
    await selectFrom(context, run, prepared);
    become(complete ? 'finished' : 'stopped', { endedAt: now() });
  }

  function fail(error: unknown): void {
    if (wish === 'close') return become('interrupted', { endedAt: now() });
    if (wish === 'stop' && error instanceof MixwrightError && error.code === 'CANCELLED') return become('stopped', { endedAt: now() });
    const known = error instanceof MixwrightError ? error : asStoreError(error);
    if (known === null || known.code === 'INTERNAL') context.log(`run ${run.id}: ${error instanceof Error ? error.stack : String(error)}`);
    const told = known ?? new MixwrightError('INTERNAL', 'Something went wrong inside Mixwright. The run can be resumed.');
    failWith({ code: told.code, message: told.message });
  }

  /** On a full disk even this may not be saved: it is told, and written down as soon as there is room. */
  function failWith(error: { code: string; message: string }): void {
    const endedAt = now();
    try {
      become('failed', { endedAt, error });
    } catch {
      context.onUnsaved({ ...run, state: 'failed', endedAt, error });
      const timer = setInterval(() => {
        if (context.closing()) return clearInterval(timer);
        try {
          become('failed', { endedAt, error });
          clearInterval(timer);
        } catch {
          // Still no room.
        }
      }, RETRY_MS);
    }
  }

  const ended = work().catch(fail);
  return {
    runId: run.id,
    ended,
    end(next) {
      if (wish === null || next !== 'pause') wish = next;
      if (next !== 'pause') stop.abort();
    },
  };
}

/** The trial of the run this one continues. Another version of the app may come to other figures, so all is done anew then. */
function continuedTrial(store: Store, { parent, appVersion }: StoredRun, trial: number): TrialResult | null {
  if (parent?.kind !== 'continue' || store.runs.get(parent.runId)?.appVersion !== appVersion) return null;
  return store.runs.trial(parent.runId, trial);
}

/** Made once per run and stored with it, so that a resumed run works on the same numbers. */
async function preparedFor({ store, pool }: RunJobContext, run: StoredRun, signal: AbortSignal): Promise<PreparedData> {
  const stored = store.runs.prepared(run.id);
  if (stored !== null) return stored;
  const data = store.data.get(run.dataId);
  if (data === null || data.format.spacing === null) {
    throw new MixwrightError('DATA_NO_SPACING', 'The table has no regular spacing of dates. Mend the dates and import it again.');
  }
  const { prepared, notes } = await pool.run('prepare', { spec: run.spec, table: data.table, spacing: data.format.spacing },
    { label: 'preparing the data', signal });
  store.runs.setPrepared(run.id, prepared, notes);
  return prepared;
}

/** Selects from the finished trials and keeps the result; nothing without trials. */
export async function selectFrom({ store, pool }: Pick<RunJobContext, 'store' | 'pool'>, run: StoredRun, prepared: PreparedData): Promise<void> {
  const trials = store.runs.trials(run.id);
  if (trials.length === 0) return;
  const { selection, models, clusters, clusterNotes, insight } = await chooseModels(pool, { key: run.id, prepared }, trials, run.seed);
  store.models.save(run.id, {
    front: Float64Array.from(selection.front, (front) => front ?? Number.NaN), score: Float64Array.from(selection.score),
    automaticFronts: selection.automaticFronts, considered: selection.considered, convergence: selection.convergence,
    notes: selection.notes, clusters, clusterNotes, insight,
  }, models);
}
