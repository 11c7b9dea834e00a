import { performance } from 'node:perf_hooks';
import { MixwrightError } from '../../../core/errors.ts';
import { candidatesOfTrials, parameterRows } from '../../../core/selection/candidates.ts';
import { writeCandidates } from '../../../core/selection/candidates-csv.ts';
import { chooseModels } from '../runs/choose-models.ts';
import { gridPoints } from '../../../core/spec/check-search.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import type { TuningProgress } from '../runs/progress.ts';
import { runTrials } from '../runs/tuning.ts';
import type { Warn } from './commands.ts';
import { prepareOn, withEngines } from './engines.ts';
import type { Project } from './reading.ts';
import { runFileOf } from './run-file.ts';
import type { RunFile } from './run-file.ts';

export interface TuneOptions {
  launch: EngineLauncher;
  workers: number;
  version: string;
  /** Ends the run; what is finished is kept. */
  signal: AbortSignal;
  onProgress: (progress: TuningProgress & { evaluationsTotal: number }) => void;
  warn: Warn;
}

/**
 * A whole run without a database: its run.json, and candidates.csv as text. Stopped early it selects from what
 * there is; without any candidate it rejects with CANCELLED.
 */
export function tuneProject(project: Project, options: TuneOptions): Promise<{ run: RunFile; candidates: string }> {
  const { tuning } = project.spec;
  return withEngines(options.launch, Math.min(options.workers, tuning.trials), async (pool) => {
    const begun = performance.now();
    pool.warm();
    const { prepared, notes } = await prepareOn(pool, project, options.signal);
    const points = gridPoints(project.spec);
    options.warn([...notes, ...(points === null ? [] : [`The grid has ${points} points.`])]);
    const data = { key: 'tune', prepared };
    const tuned = performance.now();
    const evaluationsTotal = tuning.trials * tuning.iterations;
    const { trials, complete } = await runTrials({
      pool, data, tuning, done: [], signal: options.signal, draining: () => false, onTrial: () => undefined,
      onProgress: (progress) => options.onProgress({ ...progress, evaluationsTotal }),
    });
    const selected = performance.now();
    if (trials.length === 0) throw new MixwrightError('CANCELLED', 'Ended before the first candidate was evaluated; there is nothing to keep.');
    const chosen = await chooseModels(pool, data, trials, tuning.seed);
    const candidates = candidatesOfTrials(trials);
    const { parameters } = prepared.space;
    const run = runFileOf({
      project, parameters, version: options.version, workers: pool.size, trials, complete, chosen, notes,
      timings: { prepare: tuned - begun, tune: selected - tuned, select: performance.now() - selected },
    });
    const names = parameters.map(({ name }) => name);
    return { run, candidates: writeCandidates(candidates, chosen.selection.front, chosen.selection.score, {
      names, values: parameterRows(trials, names.length), choices: parameters.map(({ choices }) => choices),
    }) };
  });
}
