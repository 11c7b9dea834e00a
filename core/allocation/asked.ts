import { evaluateCandidate } from '../model/evaluate.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { REFITTED, refitted } from '../report/page-validation.ts';
import type { ModelCandidate } from './advice.ts';
import { drawnModels } from './drawn-models.ts';
import { problemFromModel, todayRows } from './from-model.ts';
import { modelCurves } from './model-curves.ts';
import type { AllocationProblem, ModelScenario, ModelSet, Objective, ProblemModel } from './problem.ts';

/** Models to decide over, as the host found them. */
export interface DecisionModels {
  kind: ModelSet;
  candidates: ModelCandidate[];
  objective: Objective;
  /** Set for the kind `draws`: that many resamples of each candidate, seeded. */
  draws?: { perModel: number; seed: number };
  /** What the set is, in words. */
  note?: string;
}

/** A scenario turned into problems: by the chosen model alone, and over all models where there are several. */
export interface Asked {
  own: AllocationProblem;
  problem: AllocationProblem;
  evaluation: Evaluation;
  /** The chosen model with every row trained on; null where tuning left none out. */
  refit: Evaluation | null;
  /** Rows of the whole table that count as today. */
  rows: number[];
  notes: string[];
}

/**
 * Models are fitted on every row: budgets are for the time after the last of them.
 * MixwrightError as `problemFromModel` and `evaluateCandidate`.
 */
export function askedProblem(prepared: PreparedData, model: ModelCandidate, set: DecisionModels | null, scenario: ModelScenario): Asked {
  const evaluation = evaluateCandidate(prepared, model.params);
  const refit = refitted(prepared, model.params, evaluation);
  const { problem: own, notes } = problemFromModel(prepared, refit ?? evaluation, model.params, scenario);
  if (refit !== null) notes.push(REFITTED);
  return {
    own, evaluation, refit, rows: todayRows(prepared, scenario.dates), notes,
    problem: set === null || set.candidates.length === 0 ? own : { ...own, models: problemModels(prepared, set, scenario), objective: set.objective },
  };
}

/** Each candidate as its own page has it, with every row where tuning left some out, as curves; where draws are asked for, as many curves of its shapes as it has draws. */
function problemModels(prepared: PreparedData, { candidates, draws }: DecisionModels, { curve }: ModelScenario): ProblemModel[] {
  return candidates.flatMap(({ id, params, weight }, index): ProblemModel[] => {
    const evaluation = evaluateCandidate(prepared, params);
    const curves = modelCurves(prepared, refitted(prepared, params, evaluation) ?? evaluation, params, curve);
    const own = { id, curves, ...(weight === undefined ? {} : { weight }) };
    return draws === undefined ? [own] : drawnModels(prepared, params, own, draws.perModel, draws.seed * candidates.length + index);
  });
}
