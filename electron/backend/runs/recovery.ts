import { performance } from 'node:perf_hooks';
import type { Spacing, Table } from '../../../core/data/table.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { noiseOfReplicate } from '../../../core/recovery/replicate.ts';
import type { RecoveryReplicate, TruthSource } from '../../../core/recovery/replicate.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { RecoveryOptions } from '../../contract/recovery.ts';
import type { EnginePool } from './engine-pool.ts';
import { runLanes } from './lanes.ts';
import { createMeter } from './progress.ts';
import type { TuningProgress } from './progress.ts';

export interface ReplicatesJob {
  pool: EnginePool;
  /** Prepared from the real response. */
  data: { key: string; prepared: PreparedData };
  spec: Spec;
  table: Table;
  spacing: Spacing;
  source: TruthSource;
  options: RecoveryOptions;
  /** Of an earlier part of the check; they are not run again. */
  done: readonly RecoveryReplicate[];
  /** Called as each replicate finishes, in any order. When it throws, the check ends with that error. */
  onReplicate: (result: RecoveryReplicate) => void;
  onProgress: (progress: ReplicatesProgress) => void;
  /** Aborts the replicates in flight; they are lost. */
  signal: AbortSignal;
}

export interface ReplicatesProgress extends Pick<TuningProgress, 'evaluations' | 'evaluationsPerSecond' | 'secondsLeft'> {
  replicatesDone: number;
  evaluationsTotal: number;
}

/**
 * Runs the replicates that are missing, as many at a time as there are engines, and returns all of them in order. They
 * yield to everything else that waits for an engine. Each depends on data, project file, seed and its number alone, so
 * the result depends neither on the number of engines nor on interruptions. Fewer than asked for come back when it was
 * stopped. Rejects with the error of an engine.
 */
export async function runReplicates(job: ReplicatesJob): Promise<RecoveryReplicate[]> {
  const { pool, data, spec, table, spacing, source, options, signal } = job;
  const { replicates, trials, iterations, seed } = options;
  const results = new Map(job.done.map((result) => [result.replicate, result]));
  const missing = Array.from({ length: replicates }, (_, i) => i + 1).filter((replicate) => !results.has(replicate));
  const each = trials * iterations;
  const meter = createMeter({ evaluations: replicates * each, evaluationsDone: results.size * each, trialsDone: results.size }, () => performance.now(),
    ({ trialsDone, evaluations, evaluationsPerSecond, secondsLeft }) =>
      job.onProgress({ replicatesDone: trialsDone, evaluations, evaluationsTotal: replicates * each, evaluationsPerSecond, secondsLeft }));

  async function runReplicate(replicate: number, ending: AbortSignal): Promise<void> {
    const result = await pool.run('recover', {
      key: data.key, spec, table, spacing, source, trials, iterations, seed, replicate, noise: noiseOfReplicate(replicate, options.noise),
    }, {
      label: `replicate ${replicate} of the recovery check`, data, signal: ending, background: true,
      onProgress: (count, points) => meter.advance(replicate, count, points),
    });
    results.set(replicate, result);
    job.onReplicate(result);
    meter.finished(replicate, each, each);
  }

  await runLanes({ pieces: missing, lanes: pool.size, work: runReplicate, signal }).finally(() => meter.end());
  return [...results.values()].sort((a, b) => a.replicate - b.replicate);
}
