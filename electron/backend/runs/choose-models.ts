import type { CandidateParameters, Evaluation } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { candidatesOfTrials } from '../../../core/selection/candidates.ts';
import { clusterModels } from '../../../core/selection/clusters.ts';
import { paretoModels } from '../../../core/selection/select.ts';
import type { Selection } from '../../../core/selection/selection.ts';
import { spreadOfModels } from '../../../core/selection/spread.ts';
import { METRICS } from '../../../core/tuning/trial-result.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import type { StoredCluster, StoredModel } from '../store/index.ts';
import type { EnginePool } from './engine-pool.ts';

export interface ChosenModels {
  selection: Selection;
  /** Models of the automatic number of fronts, best error score first. */
  models: StoredModel[];
  clusters: StoredCluster[];
  clusterNotes: string[];
}

/** Fewer models than this are shown one by one. */
const MIN_MODELS_FOR_CLUSTERS = 10;

/** After the last trial: fronts and scores of all candidates, full evaluation of the Pareto models, clusters of them. */
export async function chooseModels(
  pool: EnginePool, data: { key: string; prepared: PreparedData }, trials: readonly TrialResult[], seed: number, signal?: AbortSignal,
): Promise<ChosenModels> {
  const { prepared } = data;
  const abort = signal === undefined ? {} : { signal };
  const selection = await pool.run('select', { ...candidatesOfTrials(trials), weights: prepared.weights }, { label: 'the selection', ...abort });
  const places = candidatePlaces(trials);
  const picked = paretoModels(selection).flatMap((index) => {
    const place = places[index];
    return place === undefined ? [] : [{ index, ...place, params: parametersOf(prepared, place.trial, place.row) }];
  });
  const evaluations = await pool.run('evaluate', { key: data.key, candidates: picked.map(({ params }) => params) },
    { label: 'the evaluation of the chosen models', data, ...abort });
  const models = picked.flatMap(({ index, trial, row, params }, i): StoredModel[] => {
    const evaluation = evaluations[i];
    return evaluation === undefined ? [] : [{
      id: `${trial.trial}_${row + 1}`, front: selection.front[index] ?? 0, score: selection.score[index] ?? 0, params, evaluation,
      cluster: null, representative: false,
    }];
  });
  return { selection, ...clustered(models, seed) };
}

/** Hyperparameters by name of candidate `row` (0-based) of a trial. */
export function parametersOf(prepared: PreparedData, { width, values }: TrialResult, row: number): CandidateParameters {
  const start = row * width + METRICS.length;
  return Object.fromEntries(prepared.space.parameters.map(({ name }, k) => [name, values[start + k] as number]));
}

function candidatePlaces(trials: readonly TrialResult[]): { trial: TrialResult; row: number }[] {
  return trials.flatMap((trial) => Array.from({ length: trial.iterations }, (_, row) => ({ trial, row })));
}

/** Grouped by their hyperparameters; the generator is the run's stream 0, which no trial has. */
function clustered(models: StoredModel[], seed: number): Omit<ChosenModels, 'selection'> {
  if (models.length < MIN_MODELS_FOR_CLUSTERS) {
    return { models, clusters: [], clusterNotes: [`${models.length} models are too few to be grouped; clusters need ${MIN_MODELS_FOR_CLUSTERS}.`] };
  }
  const names = Object.keys(models[0]?.params ?? {});
  const features = Float64Array.from(models.flatMap(({ params }) => names.map((name) => params[name] as number)));
  const found = clusterModels(features, models.length, names.length, models.map(({ score }) => score), streamFor(seed, 0));
  const grouped = models.map((model, i) => ({
    ...model, cluster: found.assignment[i] ?? null, representative: found.representatives.includes(i),
  }));
  const clusters = found.representatives.map((representative, index): StoredCluster => ({
    index, size: found.sizes[index] ?? 0, representative: models[representative]?.id ?? '',
    roi: roiSpread(grouped.filter(({ cluster }) => cluster === index).map(({ evaluation }) => evaluation)),
  }));
  return { models: grouped, clusters, clusterNotes: [] };
}

function roiSpread(evaluations: readonly Evaluation[]): StoredCluster['roi'] {
  return Object.fromEntries(Object.keys(evaluations[0]?.roi ?? {}).flatMap((channel) => {
    const values = evaluations.flatMap(({ roi }) => roi[channel] ?? []);
    const spread = spreadOfModels(values);
    return spread === null ? [] : [[channel, { mean: spread.mean, lower: spread.lower, upper: spread.upper }]];
  }));
}
