import type { Allocation, AllocationProblem } from '../../core/allocation/problem.ts';
import type { GainInterval } from '../../core/uncertainty/gain.ts';
import type { Context, Handlers } from './context.ts';
import type { FoundModel } from './modelling.ts';
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

/** @param rows those the problem's curves were fitted on */
export function gainOf(
  { pool }: Context, { run, prepared, params }: FoundModel, rows: 'tuning' | 'all', problem: AllocationProblem, allocation: Allocation,
): Promise<GainInterval> {
  return pool.run('gain', { key: run.id, params, seed: run.seed, rows, problem, allocation },
    { label: 'the interval of the gain', data: { key: run.id, prepared } });
}
