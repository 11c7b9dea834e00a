import type { ModelCandidate } from '../../core/allocation/advice.ts';
import { advise } from '../../core/allocation/advise.ts';
import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { ModelScenario, Objective } from '../../core/allocation/problem.ts';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../core/model/evaluation.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import { streamFor } from '../../core/random/stream.ts';
import { clusterModels } from '../../core/selection/clusters.ts';
import { modelFeatures } from '../../core/selection/features.ts';
import { evenly } from '../../core/uncertainty/consensus.ts';
import type { Interval } from '../../core/uncertainty/interval.ts';

/** One way to decide the present budget anew, within half and twice each channel's spend. */
export interface Suggestion {
  way: string;
  /** Per period. */
  spend: Record<string, number>;
  /** The promised gain, per period; null where none was promised. */
  gain: Interval | null;
}

/** As the product: 12 plausible candidates and 8 resamples of each. */
const DRAWN_MODELS = 12;
const DRAWS = { perModel: 8, seed: 1 };

/** @param ranked Pareto models by error score, best first; at least one. Their `plausible` fellows in the order of the consensus. */
export function suggestionsOf(prepared: PreparedData, ranked: readonly CandidateParameters[], plausible: readonly CandidateParameters[]): Suggestion[] {
  const named = (list: readonly CandidateParameters[]): ModelCandidate[] => list.map((params, i) => ({ id: `${i}`, params }));
  const [best = { id: '', params: {} }] = named(ranked);
  const representatives = representativesOf(prepared, ranked);
  const drawn = evenly(plausible, DRAWN_MODELS);
  const mean: Objective = { kind: 'mean' };
  const tail: Objective = { kind: 'tail', share: 0.2 };
  const ways: [way: string, set: DecisionModels | null, curve?: ModelScenario['curve']][] = [
    ['best error score', null],
    ['representatives, mean (default)', { kind: 'representatives', objective: mean, candidates: named(representatives) }],
    ['representatives, worst', { kind: 'representatives', objective: { kind: 'worst' }, candidates: named(representatives) }],
    ['representatives, tail', { kind: 'representatives', objective: tail, candidates: named(representatives) }],
    ['Pareto, mean', { kind: 'pareto', objective: mean, candidates: named(evenly(ranked, 40)) }],
    ['plausible, mean', { kind: 'plausible', objective: mean, candidates: named(plausible) }],
    ['draws, mean', { kind: 'draws', objective: mean, candidates: named(drawn), draws: DRAWS }],
    ['draws, mean, steady curves', { kind: 'draws', objective: mean, candidates: named(drawn), draws: DRAWS }, 'steady'],
    ['representatives, mean, steady curves', { kind: 'representatives', objective: mean, candidates: named(representatives) }, 'steady'],
  ];
  return ways.map(([way, set, curve = 'mean_carryover']): Suggestion => {
    const { allocation, gain } = advise(prepared, best, set, { scenario: { kind: 'max_response' }, curve }, 1);
    return { way, spend: allocation.spend, gain: gain?.gain ?? null };
  });
}

/** As the models of a finished run are grouped: by ROAS; too few to be grouped stand each for itself. */
function representativesOf(prepared: PreparedData, ranked: readonly CandidateParameters[]): CandidateParameters[] {
  if (ranked.length < 10) return [...ranked];
  const { names, values } = modelFeatures(ranked.map((params) => ({ params, evaluation: evaluateCandidate(prepared, params) })), 'roas', prepared);
  const { representatives } = clusterModels(values, ranked.length, names.length, Array.from(ranked.keys()), streamFor(1, 0));
  return representatives.flatMap((index) => ranked.slice(index, index + 1));
}
