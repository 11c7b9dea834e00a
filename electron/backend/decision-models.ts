import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { ModelCandidate } from '../../core/allocation/advice.ts';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import { candidatesOfTrials } from '../../core/selection/candidates.ts';
import { plausibleCandidates } from '../../core/uncertainty/consensus.ts';
import type { Context } from './context.ts';
import { runNamed } from './context.ts';
import { decisionSet } from './decision-set.ts';
import { preparedOf } from './modelling.ts';
import { candidatePlaces, modelId, parametersOf } from './runs/choose-models.ts';
import type { StoredModel, StoredRun } from './store/index.ts';

/** As `decisionSet`, of a run that is kept. */
export function decisionModels(context: Context, runId: string, scenario: ModelScenario): DecisionModels | null {
  if (scenario.robust === null) return null;
  const run = runNamed(context, runId);
  const models = context.store.models.list(run.id);
  return decisionSet({
    name: `run ${run.number}`, seed: run.seed,
    pareto: () => models.map(asCandidate),
    representatives: () => models.filter(({ representative }) => representative).map(asCandidate),
    plausible: () => plausibleModels(context, run),
  }, scenario);
}

function asCandidate({ id, params }: StoredModel): ModelCandidate {
  return { id, params };
}

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
