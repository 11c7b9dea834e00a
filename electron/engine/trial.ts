import { performance } from 'node:perf_hooks';
import { createTrial } from '../../core/tuning/trial.ts';
import type { Evaluate, TrialOptions } from '../../core/tuning/trial.ts';
import { METRICS } from '../../core/tuning/trial-result.ts';
import type { TrialResult } from '../../core/tuning/trial-result.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { PROGRESS_POINTS, PROGRESS_PER_SECOND } from '../contract/engine.ts';

/** Between chunks of about this length messages are read, so that cancel takes effect. */
export const CHUNK_MS = 25;
export const FIRST_CHUNK = 10;
const POINT = ['nrmse', 'decompRssd', 'mape'].map((name) => METRICS.findIndex((metric) => metric === name));

export interface TrialWatch {
  cancelled(): boolean;
  /** Iterations so far, and (trial, iteration, nrmse, decompRssd, mape) of a sample of those since the last call. */
  progress(iterations: number, points: Float64Array): void;
}

/** Cancelled: what is done so far. */
export async function runTrial(
  prepared: PreparedData, evaluate: Evaluate, options: TrialOptions, watch: TrialWatch,
): Promise<TrialResult> {
  const trial = createTrial(prepared, evaluate, options);
  let chunk = FIRST_CHUNK;
  let told = 0;
  let toldAt = performance.now();
  while (!trial.done && !watch.cancelled()) {
    const start = performance.now();
    const replaying = trial.replaying;
    const ran = trial.step(chunk);
    const end = performance.now();
    // The pace of replaying says nothing about that of evaluating.
    if (replaying && !trial.replaying) chunk = FIRST_CHUNK;
    else chunk = Math.max(1, Math.min(10_000, Math.round((ran * CHUNK_MS) / Math.max(end - start, 0.1))));
    if (end - toldAt >= 1000 / PROGRESS_PER_SECOND) {
      watch.progress(trial.iterations, samplePoints(trial.result(), told));
      told = trial.iterations;
      toldAt = end;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const result = trial.result();
  if (result.iterations > told) watch.progress(result.iterations, samplePoints(result, told));
  return result;
}

function samplePoints({ trial, iterations, width, values }: TrialResult, from: number): Float64Array {
  const count = Math.min(PROGRESS_POINTS, iterations - from);
  const points = new Float64Array(count * 5);
  for (let i = 0; i < count; i++) {
    const row = from + Math.floor(((i + 1) * (iterations - from)) / count) - 1;
    points[i * 5] = trial;
    points[i * 5 + 1] = row + 1;
    POINT.forEach((metric, k) => {
      points[i * 5 + 2 + k] = values[row * width + metric] as number;
    });
  }
  return points;
}
