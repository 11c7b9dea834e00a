import type { CandidateParameters, Evaluation } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { candidatesOfTrials } from '../../../core/selection/candidates.ts';
import type { CandidateColumns } from '../../../core/selection/candidates.ts';
import { choiceShares } from '../../../core/selection/choice-shares.ts';
import { compareWithoutRssd } from '../../../core/selection/insight.ts';
import type { Insight } from '../../../core/selection/insight.ts';
import { bestOfTrials, searchSpread } from '../../../core/selection/search-spread.ts';
import { paretoModels } from '../../../core/selection/select.ts';
import type { Selection } from '../../../core/selection/selection.ts';
import { plausibleCandidates } from '../../../core/uncertainty/consensus.ts';
import { METRICS } from '../../../core/tuning/trial-result.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import type { StoredCluster, StoredModel } from '../store/index.ts';
import type { EnginePool } from './engine-pool.ts';
import { DEFAULT_FEATURES, groupModels } from './group-models.ts';

export interface ChosenModels {
  selection: Selection;
  /** Models of the automatic number of fronts, best error score first. */
  models: StoredModel[];
  clusters: StoredCluster[];
  clusterNotes: string[];
  insight: Insight;
}

/** After the last trial: fronts and scores of all candidates, full evaluation of the Pareto models, what they are like. */
export async function chooseModels(
  pool: EnginePool, data: { key: string; prepared: PreparedData }, trials: readonly TrialResult[], seed: number, signal?: AbortSignal,
): Promise<ChosenModels> {
  const { prepared } = data;
  const abort = signal === undefined ? {} : { signal };
  const candidates = candidatesOfTrials(trials);
  const selection = await pool.run('select', { ...candidates, weights: prepared.weights, rssdObjective: prepared.rssdObjective },
    { label: 'the selection', ...abort });
  const pareto = paretoModels(selection);
  const searched = bestOfTrials(candidates.trial, selection.score);
  const predicting = prepared.rssdObjective ? bestOfTrials(candidates.trial, candidates.nrmse) : [];
  const plausible = plausibleCandidates(candidates, selection);
  const wanted = [...new Set([...pareto, ...searched, ...predicting])];
  const places = candidatePlaces(trials);
  const parameters = new Map(wanted.flatMap((index) => {
    const place = places[index];
    return place === undefined ? [] : [[index, parametersOf(prepared, place.trial, place.row)] as const];
  }));
  const evaluations = await pool.run('evaluate', { key: data.key, candidates: [...parameters.values()] },
    { label: 'the evaluation of the chosen models', data, ...abort });
  const evaluated = new Map([...parameters].flatMap(([index, params], i) => {
    const evaluation = evaluations[i];
    return evaluation === undefined ? [] : [[index, { index, id: modelId(candidates, index), params, evaluation }] as const];
  }));
  const known = (indices: readonly number[]) => indices.flatMap((index) => evaluated.get(index) ?? []);

  const testing = prepared.validation.tuningRows < prepared.windowRows;
  const chosen = testing ? known(pareto) : [];
  const onAllRows = chosen.length === 0 ? [] : await pool.run('evaluate', { key: data.key, candidates: chosen.map(({ params }) => params), rows: 'all' },
    { label: 'the fit of the chosen models on every row', data, ...abort });
  const refits = new Map(chosen.map(({ index }, i) => [index, onAllRows[i]]));

  const models = known(pareto).map(({ index, id, params, evaluation }): StoredModel => ({
    id, front: selection.front[index] ?? 0, score: selection.score[index] ?? 0, params, evaluation, refit: refits.get(index) ?? null,
    cluster: null, representative: false,
  }));
  const consensus = plausible.length === 0 ? null : await pool.run('consensus', {
    key: data.key, seed,
    models: plausible.flatMap((index) => {
      const place = places[index];
      return place === undefined ? [] : [parametersOf(prepared, place.trial, place.row)];
    }),
  }, { label: 'what the plausible models say together', data, ...abort });
  const { grouping, ...grouped } = groupModels(models, DEFAULT_FEATURES, seed, prepared);
  const lowest = lowestErrors(candidates);
  return {
    selection, ...grouped,
    insight: {
      rssdObjective: prepared.rssdObjective,
      grouping,
      search: searchSpread(known(searched).map(({ index, id, evaluation }) => {
        const trial = candidates.trial[index] as number;
        return { trial, id, score: selection.score[index] as number, roi: evaluation.roi, lowestNrmse: lowest.get(trial) as number };
      })),
      consensus,
      ...(prepared.choices.length === 0 ? {} : { choices: choiceShares(prepared, models.map(({ params }) => params)) }),
      rssd: predicting.length === 0 || models.length === 0 ? null
        : compareWithoutRssd(evaluationsOf(models), evaluationsOf(known(predicting)), prepared.refresh === null ? 'budget' : 'earlier model'),
    },
  };
}

/** Hyperparameters by name of candidate `row` (0-based) of a trial. */
export function parametersOf(prepared: PreparedData, { width, values }: TrialResult, row: number): CandidateParameters {
  const start = row * width + METRICS.length;
  return Object.fromEntries(prepared.space.parameters.map(({ name }, k) => [name, values[start + k] as number]));
}

/** `TRIAL_ITERATION` of a row of the candidates. */
export function modelId({ trial, iteration }: CandidateColumns, index: number): string {
  return `${trial[index]}_${iteration[index]}`;
}

export function candidatePlaces(trials: readonly TrialResult[]): { trial: TrialResult; row: number }[] {
  return trials.flatMap((trial) => Array.from({ length: trial.iterations }, (_, row) => ({ trial, row })));
}

function evaluationsOf(models: readonly { evaluation: Evaluation }[]): Evaluation[] {
  return models.map(({ evaluation }) => evaluation);
}

/** Lowest finite objective NRMSE by trial. */
function lowestErrors({ trial, nrmse }: CandidateColumns): Map<number, number> {
  const lowest = new Map<number, number>();
  nrmse.forEach((value, row) => {
    const held = lowest.get(trial[row] as number) ?? Infinity;
    if (value < held) lowest.set(trial[row] as number, value);
  });
  return lowest;
}
