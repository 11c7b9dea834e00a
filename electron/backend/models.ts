import { buildModelPage } from '../../core/report/model-page.ts';
import { refitted } from '../../core/report/page-validation.ts';
import { modelSeries } from '../../core/model/series.ts';
import type { Context, Handlers } from './context.ts';
import { modelList } from './model-list.ts';
import { modelNamed } from './modelling.ts';

export function modelCalls(context: Context): Handlers<'models.list' | 'models.page' | 'models.choose'> {
  const { store } = context;
  return {
    'models.list': ({ runId, ...options }) => modelList(context, runId, options),
    'models.page': ({ runId, modelId }) => {
      const { run, prepared, params, evaluation } = modelNamed(context, runId, modelId);
      const page = buildModelPage(prepared, params, evaluation, modelSeries(prepared, params), { spec: run.spec });
      return { modelId, evaluation, refit: refitted(prepared, params, evaluation), params, page, chosen: store.models.chosen(runId).includes(modelId) };
    },
    'models.choose': ({ runId, modelId, chosen }) => {
      modelNamed(context, runId, modelId);
      if (chosen) store.models.choose(runId, modelId, context.now());
      else store.models.drop(runId, modelId);
      return { done: true };
    },
  };
}
