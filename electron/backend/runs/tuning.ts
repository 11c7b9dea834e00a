import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { TuningSpec } from '../../../core/spec/spec.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import type { EnginePool } from './engine-pool.ts';
import { createMeter } from './progress.ts';
import type { TuningProgress } from './progress.ts';

export interface TuningJob {
  pool: EnginePool;
  data: { key: string; prepared: PreparedData };
  tuning: Pick<TuningSpec, 'method' | 'trials' | 'iterations' | 'seed'>;
  /** Trials of an earlier part of the run; they are not run again. */
  done: readonly TrialResult[];
  /** What is known of the first iterations of a trial, from a run this one continues. */
  replay?: (trial: number) => TrialResult | null;
  /** Called as each trial finishes, in any order. When it throws, the run ends with that error. */
  onTrial: (result: TrialResult) => void;
  onProgress: (progress: TuningProgress) => void;
  /** Aborts the trials in flight; they are lost. */
  signal: AbortSignal;
  /** True: no new trial is begun, those in flight are finished. */
  draining: () => boolean;
}

/**
 * Runs the trials of a run that are missing, as many at a time as there are engines, and returns all of them in order.
 * Each has its own random stream, so the result depends neither on the number of engines nor on interruptions.
 * Fewer than asked for come back when it was stopped or paused. Rejects with the error of an engine.
 */
export async function runTrials(job: TuningJob): Promise<TrialResult[]> {
  const { pool, data, tuning, signal } = job;
  const results = new Map(job.done.map((result) => [result.trial, result]));
  const missing = Array.from({ length: tuning.trials }, (_, i) => i + 1).filter((trial) => !results.has(trial));
  const meter = createMeter({
    evaluations: tuning.trials * tuning.iterations,
    evaluationsDone: job.done.reduce((sum, { iterations }) => sum + iterations, 0),
    trialsDone: job.done.length,
  }, () => performance.now(), job.onProgress);
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  setMaxListeners(0, either); // one listener per trial in flight

  async function lane(): Promise<void> {
    while (!either.aborted && !job.draining()) {
      const trial = missing.shift();
      if (trial === undefined) return;
      const { seed, method, iterations } = tuning;
      const result = await pool.run('trial', { key: data.key, trial, seed, method, iterations, replay: job.replay?.(trial) ?? undefined }, {
        label: `trial ${trial}`, data, signal: either,
        onProgress: (count, points) => meter.advance(trial, count, points),
      });
      results.set(trial, result);
      job.onTrial(result);
      meter.finished(trial, result.iterations);
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(pool.size, missing.length) }, lane));
  } catch (error) {
    // A stop makes every lane reject; that is not an error.
    if (!signal.aborted) throw error;
  } finally {
    ended.abort();
    meter.end();
  }
  return [...results.values()].sort((a, b) => a.trial - b.trial);
}
