import type { AllocationProblem } from '../allocation/problem.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { ExperimentRanking } from './experiment.ts';

export interface RankFacts {
  prepared: PreparedData;
  /** With the plausible models. */
  problem: AllocationProblem;
  /** Standard deviation of the response about the model per period. */
  residualSd: number;
  periods: number;
  seed: number;
}

/** In steps: yields the share of the work done, returns the ranking. */
export function* rankSteps({ problem, periods }: RankFacts): Generator<{ share: number; gap: null }, ExperimentRanking> {
  yield { share: 0, gap: null };
  return { periods, perfectInformation: 0, models: problem.models?.length ?? 0, channels: [], notes: [] };
}
