import { performance } from 'node:perf_hooks';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { TuningSpec } from '../../../core/spec/spec.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import type { EnginePool } from './engine-pool.ts';
import { runLanes } from './lanes.ts';
import { createMeter } from './progress.ts';
import type { TuningProgress } from './progress.ts';

export interface TuningJob {
  pool: EnginePool;
  data: { key: string; prepared: PreparedData };
  tuning: Pick<TuningSpec, 'method' | 'settings' | 'levels' | 'stop' | 'trials' | 'iterations' | 'seed'>;
  /** Seconds of the run's time that earlier parts of it took. */
  secondsSpent?: number;
  /** Trials of an earlier part of the run; they are not run again, but for those that were stopped, which go on. */
  done: readonly TrialResult[];
  /** What is known of the first iterations of a trial, from a run this one continues. */
  replay?: (trial: number) => TrialResult | null;
  /** Called as each trial ends, in any order, stopped ones included. When it throws, the run ends with that error. */
  onTrial: (result: TrialResult) => void;
  onProgress: (progress: TuningProgress) => void;
  /** Ends the trials in flight; what they have come to is kept. */
  signal: AbortSignal;
  /** True: no new trial is begun, those in flight are finished. */
  draining: () => boolean;
}

export interface Tuned {
  /** In order; none without candidates. */
  trials: TrialResult[];
  /** All trials have come to their end, or the time that `stop.seconds` gives is up. */
  complete: boolean;
}

/**
 * Runs the trials of a run that are missing, as many at a time as there are engines. Each has its own random stream, so
 * the result depends neither on the number of engines nor on interruptions; where time ends it, on the clock alone.
 * Rejects with the error of an engine.
 */
export async function runTrials(job: TuningJob): Promise<Tuned> {
  const { pool, data, tuning, signal } = job;
  const { seconds } = tuning.stop ?? {};
  const results = new Map(job.done.map((result) => [result.trial, result]));
  const whole = job.done.filter(({ ended }) => ended !== 'stopped');
  const missing = Array.from({ length: tuning.trials }, (_, i) => i + 1).filter((trial) => !whole.some((result) => result.trial === trial));
  const secondsMost = seconds === undefined ? undefined : Math.max(0, seconds - (job.secondsSpent ?? 0));
  const evaluationsDone = whole.reduce((sum, { iterations }) => sum + iterations, 0);
  const meter = createMeter({
    evaluations: evaluationsDone + missing.length * tuning.iterations, evaluationsDone, trialsDone: whole.length, secondsMost,
  }, () => performance.now(), job.onProgress);

  // A grid with fewer points than there are trials leaves nothing for the last of them.
  let withoutAny = 0;

  async function runTrial(trial: number, ending: AbortSignal): Promise<void> {
    const { seed, method, settings, levels, stop, iterations, trials } = tuning;
    const result = await pool.run('trial', {
      key: data.key, trial, trials, seed, method, settings, levels, stop, iterations,
      replay: results.get(trial) ?? job.replay?.(trial) ?? undefined,
    }, {
      label: `trial ${trial}`, data, signal: ending, keepPartial: true,
      onProgress: (count, points) => meter.advance(trial, count, points),
    });
    // Stopped while it went over what it had come to before: that is more than this.
    const known = results.get(trial);
    if (result.ended === 'stopped' && result.iterations <= (known?.iterations ?? 0)) return;
    if (result.iterations > 0) {
      results.set(trial, result);
      job.onTrial(result);
    } else {
      withoutAny++;
    }
    if (result.ended !== 'stopped') meter.finished(trial, result.iterations, iterations);
  }

  const { timeUp } = await runLanes({ pieces: missing, lanes: pool.size, work: runTrial, signal, draining: () => job.draining(), secondsMost })
    .finally(() => meter.end());
  const trials = [...results.values()].sort((a, b) => a.trial - b.trial);
  const allEnded = trials.length + withoutAny === tuning.trials && trials.every((result) => result.ended !== 'stopped');
  return { trials, complete: allEnded || (timeUp && !signal.aborted) };
}
