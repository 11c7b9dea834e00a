import { searchColumns } from '../../core/diagnosis/search-progress.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { Context, Handlers } from './context.ts';
import { runNamed } from './context.ts';
import { modelNamed, preparedOf } from './modelling.ts';

/** Diagnoses too heavy for opening a page; an engine makes them, so that the backend goes on answering. */
export function diagnosisCalls(context: Context): Handlers<'runs.diagnosis' | 'models.profile'> {
  const { store, pool } = context;
  return {
    'models.profile': ({ runId, modelId }) => {
      const { prepared, params } = modelNamed(context, runId, modelId);
      return pool.run('profile', { key: runId, params }, { label: 'the profiles of the model', data: { key: runId, prepared } });
    },
    'runs.diagnosis': ({ runId }) => {
      const run = runNamed(context, runId);
      const prepared = preparedOf(context, run);
      const selection = store.models.selection(runId);
      const models = store.models.list(runId).map(({ params }) => params);
      if (selection === null || models.length === 0) {
        throw new MixwrightError('RUN_WITHOUT_MODELS', `Run ${run.number} has no models yet. Wait until it is finished, or stop it to select from what is done.`);
      }
      return pool.run('diagnose', { key: runId, candidates: searchColumns(store.runs.trials(runId)), models, convergence: selection.convergence },
        { label: 'the diagnosis of the run', data: { key: runId, prepared } });
    },
  };
}
