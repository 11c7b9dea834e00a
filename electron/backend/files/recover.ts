import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { MixwrightError } from '../../../core/errors.ts';
import type { WrittenParameters } from '../../../core/model/labels.ts';
import { leftOut } from '../../../core/recovery/replicate.ts';
import type { TruthSource } from '../../../core/recovery/replicate.ts';
import { spendFacts } from '../../../core/recovery/spend-facts.ts';
import { summariseRecovery } from '../../../core/recovery/summary.ts';
import type { RecoveryOptions } from '../../contract/recovery.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import { runReplicates } from '../runs/recovery.ts';
import type { ReplicatesProgress } from '../runs/recovery.ts';
import type { Warn } from './commands.ts';
import { numberedCandidates } from './candidates.ts';
import { evaluateOn, prepareOn, withEngines } from './engines.ts';
import { fileError, readCandidateParameters, readJson } from './reading.ts';
import type { Project } from './reading.ts';
import { parseRunFile } from './run-file.ts';

/** Where the known effects come from. None given: drawn anew for each replicate. */
export interface TruthChoice {
  /** Folder that `tune --out` wrote. */
  runFolder: string | undefined;
  /** Of that run; the best error score when absent. */
  modelId: string | undefined;
  /** File with the hyperparameters of one model. */
  paramsPath: string | undefined;
}

/** A source of truth with its hyperparameters as people write them. */
type WrittenTruth = { model: string | null } & ({ kind: 'model'; params: WrittenParameters } | { kind: 'grid' });

/** Throws INPUT_OPTION, MODEL_NOT_FOUND, CANDIDATE, FILE_*, RUN_FILE. */
export function readTruth({ runFolder, modelId, paramsPath }: TruthChoice): WrittenTruth {
  if (runFolder !== undefined && paramsPath !== undefined) throw fileError('INPUT_OPTION', 'Got both --run and --params.', 'Give one of the two.', '--params');
  if (modelId !== undefined && runFolder === undefined) {
    throw fileError('INPUT_OPTION', `--model ${modelId} needs the run it belongs to.`, 'Say --run RUN_DIR, the folder that "tune --out" wrote.', '--model');
  }
  if (paramsPath !== undefined) {
    const [params, ...others] = readCandidateParameters(paramsPath);
    if (params === undefined || others.length > 0) {
      throw fileError('CANDIDATE', `Expected one candidate, got ${params === undefined ? 0 : others.length + 1}.`, 'Give the hyperparameters of the one model to take for the truth.');
    }
    return { kind: 'model', params, model: null };
  }
  if (runFolder === undefined) return { kind: 'grid', model: null };
  const path = join(runFolder, 'run.json');
  const { models } = parseRunFile(readJson(path), path);
  const model = modelId === undefined ? models[0] : models.find(({ id }) => id === modelId);
  if (model === undefined) {
    throw fileError('MODEL_NOT_FOUND', `The run has no Pareto model ${modelId ?? ''}.`,
      `There are ${models.length}: ${models.slice(0, 5).map(({ id }) => id).join(', ')} …`, '--model');
  }
  return { kind: 'model', params: model.params, model: model.id };
}

export interface RecoverWork {
  launch: EngineLauncher;
  workers: number;
  version: string;
  /** Ends the check; finished replicates are kept. */
  signal: AbortSignal;
  onProgress: (progress: ReplicatesProgress) => void;
  warn: Warn;
}

/** A whole recovery check without a database; stopped early it tells of the finished replicates, without any it rejects with CANCELLED. */
export function recoverProject(project: Project, truth: ReturnType<typeof readTruth>, options: RecoveryOptions, work: RecoverWork) {
  const { spec, table, spacing } = project;
  const { model, ...written } = truth;
  return withEngines(work.launch, Math.min(work.workers, options.replicates), async (pool) => {
    const begun = performance.now();
    pool.warm();
    const { prepared, notes } = await prepareOn(pool, project, work.signal);
    work.warn(notes);
    const [params = {}] = written.kind === 'grid' ? [] : numberedCandidates(prepared, [written.params]);
    const source: TruthSource = written.kind === 'grid' ? written : { ...written, params };
    // Parameters that do not fit are told before the work, by name.
    if (source.kind === 'model') await evaluateOn(pool, prepared, [source.params]);
    const replicates = await runReplicates({
      pool, data: { key: 'recover', prepared }, spec, table, spacing, source, options, done: [], onReplicate: () => undefined,
      onProgress: work.onProgress, signal: work.signal,
    });
    const summary = summariseRecovery(replicates, spendFacts(spec, table));
    if (summary === null) throw new MixwrightError('CANCELLED', 'Cancelled before the first replicate was finished; there is nothing to tell.');
    const { verdict, overall, channels, byNoise, level } = summary;
    return {
      state: replicates.length === options.replicates ? 'finished' as const : 'stopped' as const, version: work.version,
      truth: written.kind === 'grid' ? { kind: written.kind } : { ...written, model }, options, replicatesDone: replicates.length,
      seconds: (performance.now() - begun) / 1000, level, verdict, overall, channels, byNoise, replicates, notes: leftOut(spec),
    };
  });
}
