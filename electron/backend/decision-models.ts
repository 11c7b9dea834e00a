import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { ModelCandidate } from '../../core/allocation/advice.ts';
import type { ModelScenario, ModelSet, RobustChoice } from '../../core/allocation/problem.ts';
import { candidatesOfTrials } from '../../core/selection/candidates.ts';
import { evenly, plausibleCandidates } from '../../core/uncertainty/consensus.ts';
import type { Context } from './context.ts';
import { runNamed } from './context.ts';
import { preparedOf } from './modelling.ts';
import { candidatePlaces, modelId, parametersOf } from './runs/choose-models.ts';
import type { StoredModel, StoredRun } from './store/index.ts';

/** Over the representatives of the clusters, for the most that can be expected. */
export const DEFAULT_ROBUST: RobustChoice = { models: 'representatives', objective: { kind: 'mean' } };

/** Candidates that are resampled for the set of draws, and resamples of each: about a hundred models. */
const DRAWN_MODELS = 12;
const DRAWS_PER_MODEL = 8;

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
export function decisionModels(context: Context, runId: string, { robust = DEFAULT_ROBUST }: ModelScenario): DecisionModels | null {
  if (robust === null) return null;
  const run = runNamed(context, runId);
  const { candidates, words } = FINDERS[robust.models](context, run);
  const set = { kind: robust.models, objective: robust.objective };
  if (candidates.length < 2) {
    return { ...set, candidates: [], note: `Decided by the chosen model alone: run ${run.number} has ${words}, and a decision over several models needs two or more.` };
  }
  return {
    ...set, candidates, note: `${words} of run ${run.number}`,
    ...(robust.models === 'draws' ? { draws: { perModel: DRAWS_PER_MODEL, seed: run.seed } } : {}),
  };
}

const FINDERS: Record<ModelSet, (context: Context, run: StoredRun) => Found> = {
  representatives(context, run) {
    const models = context.store.models.list(run.id);
    const found = models.filter(({ representative }) => representative);
    // Too few models to be grouped stand each for itself.
    return found.length === 0 ? ofFronts(models) : { candidates: found.map(asCandidate), words: counted(found.length, 'cluster representative') };
  },
  pareto: (context, run) => ofFronts(context.store.models.list(run.id)),
  plausible(context, run) {
    const candidates = plausibleModels(context, run);
    return { candidates, words: counted(candidates.length, 'plausible candidate') };
  },
  draws(context, run) {
    const candidates = evenly(plausibleModels(context, run), DRAWN_MODELS);
    return { candidates, words: `${DRAWS_PER_MODEL} resamples each of ${counted(candidates.length, 'plausible candidate')}` };
  },
};

function ofFronts(models: readonly StoredModel[]): Found {
  return { candidates: models.map(asCandidate), words: counted(models.length, 'model') + ' of the chosen fronts' };
}

function asCandidate({ id, params }: StoredModel): ModelCandidate {
  return { id, params };
}

/** As when the run's consensus was made: models of the chosen fronts, and candidates that predict nearly as well as the best. */
function plausibleModels(context: Context, run: StoredRun): ModelCandidate[] {
  const selection = context.store.models.selection(run.id);
  if (selection === null) return [];
  const trials = context.store.runs.trials(run.id);
  const candidates = candidatesOfTrials(trials);
  const places = candidatePlaces(trials);
  const prepared = preparedOf(context, run);
  const { automaticFronts } = selection;
  const score = Array.from(selection.score);
  const front = Array.from(selection.front, (value) => (Number.isNaN(value) ? null : value));
  return plausibleCandidates(candidates, { front, score, automaticFronts }).flatMap((index): ModelCandidate[] => {
    const place = places[index];
    return place === undefined ? [] : [{ id: modelId(candidates, index), params: parametersOf(prepared, place.trial, place.row) }];
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
