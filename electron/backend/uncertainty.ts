import type { Context, Handlers } from './context.ts';
import { modelNamed } from './modelling.ts';

/** Intervals take hundreds of refits: an engine makes them. The run's seed, so that they stay the same. */
export function uncertaintyCalls(context: Context): Handlers<'models.intervals'> {
  return {
    'models.intervals': ({ runId, modelId }) => {
      const { run, prepared, params } = modelNamed(context, runId, modelId);
      return context.pool.run('intervals', { key: run.id, params, seed: run.seed, rows: 'tuning' },
        { label: 'the intervals of the model', data: { key: run.id, prepared } });
    },
  };
}
