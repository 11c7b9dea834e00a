import { candidatesOfTrials } from '../../core/selection/candidates.ts';
import { paretoModels, threeObjectiveFronts } from '../../core/selection/select.ts';
import type { ModelList, ModelListOptions, ModelRow } from '../contract/models.ts';
import type { Context } from './context.ts';
import { runNamed } from './context.ts';
import { preparedOf } from './modelling.ts';
import { modelId, parametersOf } from './runs/choose-models.ts';
import { DEFAULT_FEATURES, groupModels } from './runs/group-models.ts';
import type { GroupedModels } from './runs/group-models.ts';
import type { StoredModel, StoredRun, StoredSelection } from './store/index.ts';

/** Runs of the first schema were grouped by hyperparameters, and kept neither components nor spread. */
const FORMER_FEATURES = 'hyperparameters';

/**
 * The models of a run's chosen fronts, grouped. What was kept with the run is the default; another grouping takes milliseconds,
 * fronts of three objectives the evaluation of their models.
 */
export async function modelList(context: Context, runId: string, options: ModelListOptions): Promise<ModelList> {
  const { store } = context;
  const run = runNamed(context, runId);
  const selection = store.models.selection(runId);
  const insight = selection?.insight ?? null;
  const kept = store.models.list(runId);
  const rssdObjective = insight?.rssdObjective ?? true;
  const calibrated = run.spec.calibration.length > 0;
  // A run that goes on after a stop has candidates that nothing was selected from yet.
  const choice = calibrated && rssdObjective && selection !== null && selection.front.length === run.evaluations;
  const three = choice && options.fronts === 'three' ? await withThreeObjectives(context, run, selection, kept) : null;
  const features = options.features ?? insight?.grouping.features ?? (selection === null ? DEFAULT_FEATURES : FORMER_FEATURES);
  const grouped = three === null && selection !== null && insight?.grouping.features === features
    ? { models: kept, clusters: selection.clusters, clusterNotes: selection.clusterNotes, grouping: insight.grouping } satisfies GroupedModels
    : groupModels(three?.models ?? kept, features, run.seed, features === 'hyperparameters' ? store.runs.prepared(run.id) ?? undefined : undefined);
  const chosen = new Set(store.models.chosen(runId));
  return {
    models: grouped.models.map((model) => rowOf(model, chosen.has(model.id))),
    clusters: grouped.clusters,
    notes: [...(selection?.notes ?? []), ...grouped.clusterNotes],
    grouping: grouped.grouping,
    fronts: {
      objectives: ['nrmse', ...(rssdObjective ? ['decompRssd' as const] : []), ...(calibrated && (three !== null || !rssdObjective) ? ['mape' as const] : [])],
      count: three?.automaticFronts ?? selection?.automaticFronts ?? 0,
      front: three?.front ?? null,
      choice,
    },
    spendShare: kept[0]?.evaluation.spendShare ?? {},
    search: insight?.search ?? null,
    rssd: insight?.rssd ?? null,
    consensus: insight?.consensus ?? null,
  };
}

async function withThreeObjectives(
  context: Context, run: StoredRun, selection: StoredSelection, kept: readonly StoredModel[],
): Promise<{ models: StoredModel[]; front: Float64Array; automaticFronts: number }> {
  const prepared = preparedOf(context, run);
  const trials = context.store.runs.trials(run.id);
  const candidates = candidatesOfTrials(trials);
  const ranked = Array.from(selection.front, (front) => (Number.isNaN(front) ? null : front));
  const { front, automaticFronts } = threeObjectiveFronts(candidates, ranked);
  const score = Array.from(selection.score);
  const refits = new Map(kept.map(({ id, refit }) => [id, refit]));
  const models = paretoModels({ front, score, automaticFronts }).flatMap((index) => {
    const id = modelId(candidates, index);
    const trial = trials.find((one) => one.trial === candidates.trial[index]);
    return trial === undefined ? [] : [{
      id, front: front[index] ?? 0, score: score[index] as number, refit: refits.get(id) ?? null, cluster: null, representative: false,
      params: parametersOf(prepared, trial, (candidates.iteration[index] as number) - 1),
    }];
  });
  const evaluations = await context.pool.run('evaluate', { key: run.id, candidates: models.map(({ params }) => params) },
    { label: 'the evaluation of the models of three objectives', data: { key: run.id, prepared } });
  return {
    models: models.flatMap((model, i): StoredModel[] => {
      const evaluation = evaluations[i];
      return evaluation === undefined ? [] : [{ ...model, evaluation }];
    }),
    front: Float64Array.from(front, (number) => number ?? Number.NaN),
    automaticFronts,
  };
}

function rowOf({ id, front, score, evaluation, cluster, representative }: StoredModel, chosen: boolean): ModelRow {
  const [trial = 0, iteration = 0] = id.split('_').map(Number);
  const { nrmse, rsq, decompRssd, mape, roi } = evaluation;
  return {
    id, trial, iteration, front, score, nrmse: nrmse.validation ?? nrmse.train, decompRssd, mape,
    nrmseTrain: nrmse.train, nrmseValidation: nrmse.validation, nrmseTest: nrmse.test, rsqTrain: rsq.train,
    cluster, representative, chosen, roi,
  };
}
