import type { ModelCandidate } from '../../core/allocation/advice.ts';
import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { ModelScenario, ModelSet, RobustChoice } from '../../core/allocation/problem.ts';
import { evenly } from '../../core/uncertainty/consensus.ts';

/** Over the representatives of the clusters, for the most that can be expected. */
export const DEFAULT_ROBUST: RobustChoice = { models: 'representatives', objective: { kind: 'mean' } };

/** Candidates that are resampled for the set of draws, and resamples of each: about a hundred models. */
const DRAWN_MODELS = 12;
const DRAWS_PER_MODEL = 8;

/** Where the models of a run come from, whatever keeps them. */
export interface RunModels {
  /** For notes: "run 3". */
  name: string;
  seed: number;
  /** Of the chosen fronts. */
  pareto: () => ModelCandidate[];
  /** Of the clusters; none where there were too few models to be grouped. */
  representatives: () => ModelCandidate[];
  /** As when the run's consensus was made: models of the chosen fronts, and candidates that predict nearly as well as the best. */
  plausible: () => ModelCandidate[];
}

interface Found {
  candidates: ModelCandidate[];
  /** As in "7 cluster representatives of run 3". */
  words: string;
}

/**
 * The models of a run that a scenario is to be decided over; null: the one model alone. Every model counts alike. The model
 * whose page the question was asked on is not added: the suggestion would change with the page, and what that model has to
 * say stands beside it. A run with fewer than two such models has no candidates here and a note why.
 */
export function decisionSet(run: RunModels, { robust = DEFAULT_ROBUST }: Pick<ModelScenario, 'robust'>): DecisionModels | null {
  if (robust === null) return null;
  const { candidates, words } = FINDERS[robust.models](run);
  const set = { kind: robust.models, objective: robust.objective };
  if (candidates.length < 2) {
    return { ...set, candidates: [], note: `Decided by the chosen model alone: ${run.name} has ${words}, and a decision over several models needs two or more.` };
  }
  return {
    ...set, candidates, note: `${words} of ${run.name}`,
    ...(robust.models === 'draws' ? { draws: { perModel: DRAWS_PER_MODEL, seed: run.seed } } : {}),
  };
}

const FINDERS: Record<ModelSet, (run: RunModels) => Found> = {
  representatives(run) {
    const candidates = run.representatives();
    // Too few models to be grouped stand each for itself.
    return candidates.length === 0 ? ofFronts(run) : { candidates, words: counted(candidates.length, 'cluster representative') };
  },
  pareto: ofFronts,
  plausible(run) {
    const candidates = run.plausible();
    return { candidates, words: counted(candidates.length, 'plausible candidate') };
  },
  draws(run) {
    const candidates = evenly(run.plausible(), DRAWN_MODELS);
    return { candidates, words: `${DRAWS_PER_MODEL} resamples each of ${counted(candidates.length, 'plausible candidate')}` };
  },
};

function ofFronts(run: RunModels): Found {
  const candidates = run.pareto();
  return { candidates, words: `${counted(candidates.length, 'model')} of the chosen fronts` };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
