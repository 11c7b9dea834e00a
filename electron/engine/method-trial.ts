import { performance } from 'node:perf_hooks';
import { checkpointsOf, trackTrial } from '../../core/comparison/track.ts';
import type { MethodTrial } from '../../core/comparison/track.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { createTrial, objectivesOf } from '../../core/tuning/trial.ts';
import type { Evaluate } from '../../core/tuning/trial.ts';
import { PROGRESS_PER_SECOND } from '../contract/engine.ts';
import type { EngineTasks } from '../contract/engine.ts';
import { CHUNK_MS, FIRST_CHUNK } from './trial.ts';
import type { TrialWatch } from './trial.ts';

const NO_POINTS = new Float64Array();

/**
 * One trial as a run would make it, stopped at every checkpoint to look at the time. Seconds are those of the trial's own
 * work: neither reading messages between chunks nor measuring counts. Rejects with CANCELLED: half a trial compares with nothing.
 */
export async function runMethodTrial(
  prepared: Pick<PreparedData, 'space' | 'studies' | 'weights' | 'rssdObjective'>, evaluate: Evaluate,
  options: Omit<EngineTasks['methodTrial']['request'], 'key'>, watch: TrialWatch,
): Promise<MethodTrial> {
  let worked = 0;
  const timed = <T>(work: () => T): T => {
    const start = performance.now();
    const result = work();
    worked += performance.now() - start;
    return result;
  };
  const trial = timed(() => createTrial(prepared, evaluate, options));
  const evaluations: number[] = [];
  const seconds: number[] = [];
  const note = (): void => {
    evaluations.push(trial.iterations);
    seconds.push(worked / 1000);
  };
  let chunk = FIRST_CHUNK;
  let toldAt = performance.now();
  for (const checkpoint of checkpointsOf(options.iterations)) {
    while (trial.iterations < checkpoint && !trial.done) {
      const before = worked;
      const ran = timed(() => trial.step(Math.min(chunk, checkpoint - trial.iterations)));
      chunk = Math.max(1, Math.round((ran * CHUNK_MS) / Math.max(worked - before, 0.1)));
      if (performance.now() - toldAt >= 1000 / PROGRESS_PER_SECOND) {
        watch.progress(trial.iterations, NO_POINTS);
        toldAt = performance.now();
      }
      await new Promise((resolve) => setImmediate(resolve));
      if (watch.cancelled()) throw new MixwrightError('CANCELLED', `Cancelled: trial ${options.trial} of ${options.method}.`);
    }
    if (trial.iterations === checkpoint) note();
    if (trial.done) break;
  }
  // A grid that is used up ends between two checkpoints.
  if (trial.iterations > (evaluations.at(-1) ?? 0)) note();
  const metrics = objectivesOf(prepared);
  const objectives = { metrics, weights: metrics.map((metric) => prepared.weights[metric] ?? 0) };
  return { method: options.method, trial: options.trial, seconds, ...trackTrial(trial.result(), evaluations, objectives) };
}
