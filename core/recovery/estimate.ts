import { evaluateCandidate } from '../model/evaluate.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import { vectorToParams } from '../model/params.ts';
import type { PreparedData } from '../model/prepared.ts';
import { candidatesOfTrials } from '../selection/candidates.ts';
import { paretoModels, select } from '../selection/select.ts';
import { METRICS } from '../tuning/trial-result.ts';
import type { TrialResult } from '../tuning/trial-result.ts';
import { LEVEL } from '../uncertainty/interval.ts';
import type { Interval } from '../uncertainty/interval.ts';
import { modelIntervals } from '../uncertainty/intervals.ts';

export interface EffectEstimate {
  /** Per paid channel; null: undefined (nothing was spent). */
  roas: Record<string, number | null>;
  /** At LEVEL; null: there is none. */
  intervals: Record<string, Interval | null>;
  /** The suggested model. */
  params: CandidateParameters;
}

/**
 * What a run would tell its user about the channels: the suggested model, its ROAS and their intervals. The recovery
 * check holds this, and nothing else, against the truth. Throws RangeError without a candidate.
 */
export function estimateEffects(prepared: PreparedData, trials: readonly TrialResult[], seed: number): EffectEstimate {
  const selection = select(candidatesOfTrials(trials), { weights: prepared.weights, rssdObjective: prepared.rssdObjective });
  const [best = 0] = paretoModels(selection);
  const params = parametersAt(prepared, trials, best);
  const { roi } = evaluateCandidate(prepared, params);
  return { roas: roi, intervals: modelIntervals(prepared, params, { seed, level: LEVEL }).roas, params };
}

/** Hyperparameters of the candidate at `index` of all trials, one after another. */
function parametersAt(prepared: PreparedData, trials: readonly TrialResult[], index: number): CandidateParameters {
  let before = 0;
  for (const { iterations, width, values } of trials) {
    if (index < before + iterations) return vectorToParams(prepared.space, values, (index - before) * width + METRICS.length);
    before += iterations;
  }
  throw new RangeError(`Expected a candidate from 0 to ${before - 1}, got ${index}.`);
}
