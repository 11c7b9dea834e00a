import type { CandidateParameters } from '../model/evaluation.ts';
import { vectorToParams } from '../model/params.ts';
import type { PreparedData } from '../model/prepared.ts';
import { candidatesOfTrials } from '../selection/candidates.ts';
import { paretoModels, select } from '../selection/select.ts';
import { METRICS } from '../tuning/trial-result.ts';
import type { TrialResult } from '../tuning/trial-result.ts';
import { consensusOf, plausibleCandidates } from '../uncertainty/consensus.ts';
import type { Interval } from '../uncertainty/interval.ts';

export interface EffectEstimate {
  /** Per paid channel; null: undefined (nothing was spent). */
  roas: Record<string, number | null>;
  /** At LEVEL; null: there is none. */
  intervals: Record<string, Interval | null>;
  /** The suggested model. */
  params: CandidateParameters;
}

/**
 * What a run would tell its user about the channels: what its plausible models say together, and the suggested model. The recovery
 * check holds this, and nothing else, against the truth. Throws RangeError without a candidate.
 */
export function estimateEffects(prepared: PreparedData, trials: readonly TrialResult[], seed: number): EffectEstimate {
  const candidates = candidatesOfTrials(trials);
  const selection = select(candidates, { weights: prepared.weights, rssdObjective: prepared.rssdObjective });
  const [best = 0] = paretoModels(selection);
  const params = parametersAt(prepared, trials, best);
  const plausible = plausibleCandidates(candidates, selection).map((index) => parametersAt(prepared, trials, index));
  const { channels } = consensusOf(prepared, plausible, seed);
  return {
    roas: Object.fromEntries(channels.map(({ channel, roas }) => [channel, roas?.estimate ?? null])),
    intervals: Object.fromEntries(channels.map(({ channel, roas }) => [channel, roas === null ? null : { lower: roas.lower, upper: roas.upper }])),
    params,
  };
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
