import { advise } from '../../core/allocation/advise.ts';
import { profileObjective } from '../../core/diagnosis/profile.ts';
import { diagnoseRun } from '../../core/diagnosis/run.ts';
import { hypervolumeCurve } from '../../core/diagnosis/search-progress.ts';
import { describeProblem } from '../../core/errors.ts';
import { createEvaluator } from '../../core/model/candidate.ts';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import { prepare } from '../../core/model/prepare.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { refreshNotes } from '../../core/refresh/objective.ts';
import { select } from '../../core/selection/select.ts';
import type { Evaluate } from '../../core/tuning/trial.ts';
import { consensusOf } from '../../core/uncertainty/consensus.ts';
import { modelIntervals } from '../../core/uncertainty/intervals.ts';
import type { EngineTasks, PrepareResult } from '../contract/engine.ts';
import * as decide from './decide.ts';
import type { TaskMessage } from './messages.ts';
import { runMethodTrial } from './method-trial.ts';
import { recoverReplicate } from './recover.ts';
import { runTrial } from './trial.ts';
import type { TrialWatch } from './trial.ts';

/** Prepared data with the evaluator's memory for it. */
export interface LoadedData {
  prepared: PreparedData;
  evaluate: Evaluate;
}

export interface TaskContext extends TrialWatch {
  data(key: string): LoadedData;
}

export function loadData(prepared: PreparedData): LoadedData {
  const evaluator = createEvaluator(prepared);
  return { prepared, evaluate: (params, out) => evaluator.evaluate(params, out) };
}

/** Runs one task; rejects with MixwrightError for what the user can mend. */
export async function runTask(message: TaskMessage, context: TaskContext): Promise<EngineTasks[TaskMessage['task']]['result']> {
  switch (message.task) {
    case 'prepare':
      return prepareData(message.request);
    case 'trial': {
      const { key, ...options } = message.request;
      const { prepared, evaluate } = context.data(key);
      return runTrial(prepared, evaluate, options, context);
    }
    case 'select': {
      const { calibrationConstraint, weights, rssdObjective, ...candidates } = message.request;
      return select(candidates, {
        ...(calibrationConstraint === undefined ? {} : { calibrationConstraint }), ...(weights === undefined ? {} : { weights }),
        ...(rssdObjective === undefined ? {} : { rssdObjective }),
      });
    }
    case 'evaluate': {
      const { key, candidates, rows } = message.request;
      const { prepared } = context.data(key);
      return candidates.map((params) => evaluateCandidate(prepared, params, rows));
    }
    case 'intervals': {
      const { key, params, ...options } = message.request;
      return modelIntervals(context.data(key).prepared, params, options);
    }
    case 'advise': {
      const { key, model, set, scenario, seed, words } = message.request;
      return advise(context.data(key).prepared, model, set, scenario, seed, words);
    }
    case 'frontier':
      return decide.frontier(context.data(message.request.key).prepared, message.request);
    case 'sensitivity':
      return decide.sensitivity(context.data(message.request.key).prepared, message.request);
    case 'plan':
      return decide.plan(context.data(message.request.key).prepared, message.request, context);
    case 'experiments':
      return decide.experiments(context.data(message.request.key).prepared, message.request, context);
    case 'consensus': {
      const { key, models, seed } = message.request;
      return consensusOf(context.data(key).prepared, models, seed);
    }
    case 'profile':
      return profileObjective(context.data(message.request.key).prepared, message.request.params);
    case 'diagnose': {
      const { key, candidates, models, convergence } = message.request;
      const { prepared } = context.data(key);
      const hypervolume = hypervolumeCurve(candidates, { rssdObjective: prepared.rssdObjective, studies: prepared.studies.length });
      return diagnoseRun({ prepared, models: models.map((params) => ({ params })), convergence, hypervolume });
    }
    case 'recover':
      return recoverReplicate(context.data(message.request.key).prepared, message.request,
        { prepare: prepareData, evaluator: (prepared) => loadData(prepared).evaluate }, context);
    case 'methodTrial': {
      const { key, ...options } = message.request;
      const { prepared, evaluate } = context.data(key);
      return runMethodTrial(prepared, evaluate, options, context);
    }
  }
}

async function prepareData({ spec, table, spacing }: EngineTasks['prepare']['request']): Promise<PrepareResult> {
  // Loaded by the one engine that prepares: Prophet and the calendars of holidays are most of an engine's memory.
  const { baselineWithVariants } = await import('../../core/baseline/variants.ts');
  const prophet = spec.baseline.source === 'prophet' ? await (await import('./prophet/load.ts')).loadProphet() : null;
  const { main: { columns, notes }, variants } = await baselineWithVariants(spec, table, spacing, prophet);
  const prepared = prepare(spec, table, spacing, columns, variants);
  return { prepared, baseline: columns, notes: [...notes.map(describeProblem), ...refreshNotes(spec, prepared.terms)] };
}
