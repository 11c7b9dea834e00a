import { baselineWithVariants } from '../../core/baseline/variants.ts';
import type { ProphetFitter } from '../../core/baseline/prophet.ts';
import { allocate } from '../../core/allocation/solve.ts';
import { problemFromModel } from '../../core/allocation/from-model.ts';
import { createEvaluator } from '../../core/model/candidate.ts';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import type { CandidateParameters, Evaluation } from '../../core/model/evaluation.ts';
import { vectorToParams } from '../../core/model/params.ts';
import { prepare } from '../../core/model/prepare.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { candidatesOfTrials } from '../../core/selection/candidates.ts';
import { paretoModels, select } from '../../core/selection/select.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { DEFAULT_METHOD } from '../../core/spec/methods.ts';
import { createTrial } from '../../core/tuning/trial.ts';
import { METRICS } from '../../core/tuning/trial-result.ts';
import { bootstrapDraws } from '../../core/uncertainty/bootstrap.ts';
import { consensusOf, plausibleCandidates } from '../../core/uncertainty/consensus.ts';
import type { Consensus } from '../../core/uncertainty/consensus.ts';
import { channelDraws, gainInterval } from '../../core/uncertainty/gain.ts';
import type { GainInterval } from '../../core/uncertainty/gain.ts';
import type { ModelIntervals } from '../../core/uncertainty/interval.ts';
import { modelIntervals } from '../../core/uncertainty/intervals.ts';
import type { Advertiser } from './generator.ts';
import { suggestionsOf } from './suggestions.ts';
import type { Suggestion } from './suggestions.ts';

export const TRIALS = 4;
export const ITERATIONS = 500;

/** What a whole run says about one advertiser. */
export interface RunOutcome {
  /** The model with the smallest error score. */
  best: Evaluation;
  intervals: ModelIntervals;
  consensus: Consensus;
  /** Suggested spend per period with the same budget, by the best model. */
  suggestion: Record<string, number>;
  initial: Record<string, number>;
  gain: GainInterval;
  /** Other ways to decide the same budget; none for the reference's way of tuning. */
  suggestions: Suggestion[];
}

/** The reference's way: holdout whose split is tuned, baseline from the whole table, ridge toward 0. */
export const REFERENCE: Partial<Spec['tuning']> = {
  validation: { scheme: 'holdout', features: 'whole_table', test_periods: 0 }, ridge: 'zero', baseline_net_of: 'factors', lift_weights: 'equal',
};

export async function runOn(advertiser: Advertiser, tuning: Partial<Spec['tuning']>, prophet: ProphetFitter): Promise<RunOutcome> {
  const spec: Spec = { ...advertiser.spec, tuning: { ...advertiser.spec.tuning, ...tuning } };
  const { main, variants } = await baselineWithVariants(spec, advertiser.table, 'week', prophet);
  const prepared = prepare(spec, advertiser.table, 'week', main.columns, variants);
  const trials = tune(prepared);
  const candidates = candidatesOfTrials(trials);
  const selection = select(candidates, { weights: prepared.weights });
  const paramsAt = (index: number): CandidateParameters => {
    const { width, values } = trials[Math.floor(index / ITERATIONS)] as (typeof trials)[number];
    return vectorToParams(prepared.space, values, (index % ITERATIONS) * width + METRICS.length);
  };
  const ranked = paretoModels(selection).map(paramsAt);
  const plausible = plausibleCandidates(candidates, selection).map(paramsAt);
  const params = ranked[0] ?? paramsAt(0);
  const best = evaluateCandidate(prepared, params);
  const { problem } = problemFromModel(prepared, best, params, { scenario: { kind: 'max_response' } });
  const allocation = allocate(problem);
  const draws = bootstrapDraws(prepared, params, { seed: 1, penalty: 'none' });
  return {
    best,
    intervals: modelIntervals(prepared, params, { seed: 1 }),
    consensus: consensusOf(prepared, plausible, 1),
    suggestion: allocation.spend, initial: allocation.initial.spend,
    gain: gainInterval(problem, allocation, channelDraws(prepared, draws)),
    suggestions: tuning.validation === undefined ? suggestionsOf(prepared, ranked, plausible) : [],
  };
}

function tune(prepared: PreparedData): ReturnType<ReturnType<typeof createTrial>['result']>[] {
  const evaluator = createEvaluator(prepared);
  return Array.from({ length: TRIALS }, (_, i) => {
    const trial = createTrial(prepared, (params, out) => evaluator.evaluate(params, out),
      // The reference's scheme with the reference's method.
      { trial: i + 1, seed: 1, method: prepared.validation.scheme === 'holdout' ? 'two_points_de' : DEFAULT_METHOD, iterations: ITERATIONS });
    trial.step(ITERATIONS);
    return trial.result();
  });
}
