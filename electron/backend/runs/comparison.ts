import { performance } from 'node:perf_hooks';
import type { MethodTrial } from '../../../core/comparison/track.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import type { TuningSpec } from '../../../core/spec/spec.ts';
import type { ComparisonOptions } from '../../contract/comparison.ts';
import type { EnginePool } from './engine-pool.ts';
import { runLanes } from './lanes.ts';
import { createMeter } from './progress.ts';
import type { TuningProgress } from './progress.ts';

export interface MethodTrialsJob {
  pool: EnginePool;
  data: { key: string; prepared: PreparedData };
  /** The project file's; settings are those of its own method. */
  tuning: Pick<TuningSpec, 'method' | 'settings' | 'levels'>;
  options: ComparisonOptions;
  /** Of an earlier part of the comparison; they are not run again. */
  done: readonly MethodTrial[];
  /** Called as each trial finishes, in any order. When it throws, the comparison ends with that error. */
  onTrial: (result: MethodTrial) => void;
  onProgress: (progress: MethodTrialsProgress) => void;
  /** Aborts the trials in flight; they are lost. */
  signal: AbortSignal;
}

export interface MethodTrialsProgress extends Pick<TuningProgress, 'trialsDone' | 'evaluations' | 'evaluationsPerSecond' | 'secondsLeft'> {
  evaluationsTotal: number;
}

interface Piece {
  method: TuningMethod;
  trial: number;
}

/**
 * Runs the trials that are missing, as many at a time as there are engines, and returns all of them. The methods take
 * turns, so that a stopped comparison has nearly as many trials of each. They yield to everything else that waits for an
 * engine. But for its seconds a trial depends on data, project file, seed, method and number alone. Fewer than asked for
 * come back when it was stopped. Rejects with the error of an engine.
 */
export async function runMethodTrials({ pool, data, tuning, options, done, onTrial, onProgress, signal }: MethodTrialsJob): Promise<MethodTrial[]> {
  const { methods, trials, iterations, seed } = options;
  const results = [...done];
  const pieces = Array.from({ length: trials }, (_, i) => methods.map((method): Piece => ({ method, trial: i + 1 }))).flat();
  const nameOf = ({ method, trial }: Piece): string => `${method} ${trial}`;
  const known = new Set(done.map(nameOf));
  const missing = pieces.filter((piece) => !known.has(nameOf(piece)));
  const evaluationsTotal = pieces.length * iterations;
  const meter = createMeter({ evaluations: evaluationsTotal, evaluationsDone: done.length * iterations, trialsDone: done.length }, () => performance.now(),
    ({ trialsDone, evaluations, evaluationsPerSecond, secondsLeft }) => onProgress({ trialsDone, evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft }));

  async function runTrial(piece: Piece, ending: AbortSignal): Promise<void> {
    const { method, trial } = piece;
    const own = method === tuning.method ? { settings: tuning.settings } : {};
    const place = pieces.indexOf(piece);
    const result = await pool.run('methodTrial', { key: data.key, method, ...own, levels: tuning.levels, trial, trials, seed, iterations }, {
      label: `trial ${trial} of ${method}`, data, signal: ending, background: true, onProgress: (count, points) => meter.advance(place, count, points),
    });
    results.push(result);
    onTrial(result);
    // Counted whole: a grid that is used up early is no faster for it.
    meter.finished(place, iterations, iterations);
  }

  await runLanes({ pieces: missing, lanes: pool.size, work: runTrial, signal }).finally(() => meter.end());
  return results;
}
