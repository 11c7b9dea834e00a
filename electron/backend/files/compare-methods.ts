import { performance } from 'node:perf_hooks';
import { nearestName } from '../../../core/data/nearest.ts';
import { MixwrightError } from '../../../core/errors.ts';
import { METHODS } from '../../../core/spec/methods.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import type { ComparisonOptions } from '../../contract/comparison.ts';
import { refuseUnfit, summaryOf } from '../comparison.ts';
import { runMethodTrials } from '../runs/comparison.ts';
import type { MethodTrialsProgress } from '../runs/comparison.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import { readTable } from '../tables.ts';
import type { Warn } from './commands.ts';
import { prepareOn, withEngines } from './engines.ts';
import { fileError, readBytes } from './reading.ts';
import type { Project } from './reading.ts';

export interface CompareMethodsWork {
  launch: EngineLauncher;
  workers: number;
  version: string;
  /** Ends the comparison; finished trials are kept. */
  signal: AbortSignal;
  onProgress: (progress: MethodTrialsProgress) => void;
  warn: Warn;
}

/** Names with commas between. Throws INPUT_OPTION for an unknown name, one given twice, and fewer than two. */
export function readMethods(text: string): TuningMethod[] {
  const option = '--methods';
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const methods = names.map((name) => {
    const method = METHODS.find((known) => known === name);
    if (method !== undefined) return method;
    const nearest = nearestName(name, METHODS);
    throw fileError('INPUT_OPTION', `There is no tuning method "${name}".`, `${nearest === null ? '' : `Did you mean "${nearest}"? `}There are: ${METHODS.join(', ')}.`, option);
  });
  const twice = methods.find((method, i) => methods.indexOf(method) < i);
  if (twice !== undefined) throw fileError('INPUT_OPTION', `"${twice}" is named twice.`, 'Name each method once.', option);
  if (methods.length < 2) throw fileError('INPUT_OPTION', 'There is nothing to compare with.', `Name at least two of ${METHODS.join(', ')}, with commas between.`, option);
  return methods;
}

/** A whole comparison without a database; stopped early it tells of the finished trials, without one of two methods it rejects with CANCELLED. */
export function compareMethodsOf(project: Project, options: ComparisonOptions, work: CompareMethodsWork) {
  const { spec } = project;
  refuseUnfit(spec, options.methods, readTable(readBytes(project.dataPath, 'table'), project.dataOptions));
  const asked = options.methods.length * options.trials;
  return withEngines(work.launch, Math.min(work.workers, asked), async (pool) => {
    const begun = performance.now();
    pool.warm();
    const { prepared, notes } = await prepareOn(pool, project, work.signal);
    work.warn(notes);
    const trials = await runMethodTrials({
      pool, data: { key: 'compare-methods', prepared }, tuning: spec.tuning, options, done: [], onTrial: () => undefined, onProgress: work.onProgress, signal: work.signal,
    });
    const summary = summaryOf({ options, own: spec.tuning.method }, trials);
    if (summary === null) throw new MixwrightError('CANCELLED', 'Cancelled before two methods had a finished trial; there is nothing to tell.');
    return {
      state: trials.length === asked ? 'finished' as const : 'stopped' as const, version: work.version, options, own: spec.tuning.method,
      trialsDone: trials.length, seconds: (performance.now() - begun) / 1000, workers: pool.size, ...summary,
    };
  });
}
