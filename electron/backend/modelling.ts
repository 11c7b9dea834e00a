import { MixwrightError } from '../../core/errors.ts';
import type { CandidateParameters, Evaluation } from '../../core/model/evaluation.ts';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { parametersOf } from './runs/choose-models.ts';
import type { Context } from './context.ts';
import { notFound, runNamed } from './context.ts';
import type { StoredRun } from './store/index.ts';

/** One model of a run with all that pages, allocations and reports are made of. */
export interface FoundModel {
  run: StoredRun;
  prepared: PreparedData;
  id: string;
  params: CandidateParameters;
  evaluation: Evaluation;
}

export function preparedOf({ store }: Context, run: StoredRun): PreparedData {
  const prepared = store.runs.prepared(run.id);
  if (prepared === null) throw new MixwrightError('RUN_NOT_PREPARED', `Run ${run.number} ended before its data was prepared. Resume it first.`);
  return prepared;
}

/** Any candidate of a run: Pareto models are kept with their evaluation, the others are evaluated now. */
export function modelNamed(context: Context, runId: string, id: string): FoundModel {
  const run = runNamed(context, runId);
  const prepared = preparedOf(context, run);
  const kept = context.store.models.get(runId, id);
  if (kept !== null) return { run, prepared, id, params: kept.params, evaluation: kept.evaluation };
  const [trialNumber = 0, iteration = 0] = id.split('_').map(Number);
  const trial = context.store.runs.trial(runId, trialNumber);
  if (trial === null || iteration < 1 || iteration > trial.iterations) throw notFound('model');
  const params = parametersOf(prepared, trial, iteration - 1);
  return { run, prepared, id, params, evaluation: evaluateCandidate(prepared, params) };
}

/** The model asked for; else the first chosen one; else the one with the best error score. */
export function modelOrBest(context: Context, runId: string, id: string | undefined): FoundModel {
  const picked = id ?? context.store.models.chosen(runId)[0] ?? context.store.models.list(runId)[0]?.id;
  if (picked !== undefined) return modelNamed(context, runId, picked);
  const run = runNamed(context, runId);
  throw new MixwrightError('RUN_WITHOUT_MODELS', `Run ${run.number} has no models yet. Wait until it is finished, or stop it to select from what is done.`);
}
