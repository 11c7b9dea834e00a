import { buildModelPage } from '../../core/report/model-page.ts';
import { modelSeries } from '../../core/model/series.ts';
import type { ModelRow } from '../contract/models.ts';
import type { Context, Handlers } from './context.ts';
import { runNamed } from './context.ts';
import { modelNamed } from './modelling.ts';
import type { StoredModel } from './store/index.ts';

export function modelCalls(context: Context): Handlers<'models.list' | 'models.page' | 'models.choose'> {
  const { store } = context;
  return {
    'models.list': ({ runId }) => {
      runNamed(context, runId);
      const chosen = new Set(store.models.chosen(runId));
      const selection = store.models.selection(runId);
      return {
        models: store.models.list(runId).map((model) => rowOf(model, chosen.has(model.id))),
        clusters: selection?.clusters ?? [],
        notes: [...(selection?.notes ?? []), ...(selection?.clusterNotes ?? [])],
      };
    },
    'models.page': ({ runId, modelId }) => {
      const { run, prepared, params, evaluation } = modelNamed(context, runId, modelId);
      const page = buildModelPage(prepared, params, evaluation, modelSeries(prepared, params), { spec: run.spec });
      return { modelId, evaluation, params, page, chosen: store.models.chosen(runId).includes(modelId) };
    },
    'models.choose': ({ runId, modelId, chosen }) => {
      modelNamed(context, runId, modelId);
      if (chosen) store.models.choose(runId, modelId, context.now());
      else store.models.drop(runId, modelId);
      return { done: true };
    },
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
