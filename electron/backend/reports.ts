import { MixwrightError } from '../../core/errors.ts';
import { candidatesOfTrials } from '../../core/selection/candidates.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, notFound } from './context.ts';
import { buildReport } from './exports/report.ts';
import { modelOrBest } from './modelling.ts';

export function reportCalls(context: Context): Handlers<'report.build'> {
  const { store } = context;
  return {
    'report.build': async ({ runId, modelId, allocationId, format }) => {
      if (format === 'xlsx') throw new MixwrightError('NOT_YET', 'Reports as xlsx are not available yet.');
      const { run, prepared, id, params, evaluation } = modelOrBest(context, runId, modelId);
      const project = store.projects.get(run.projectId, true);
      const allocation = allocationId === undefined ? null : store.allocations.get(allocationId);
      if (allocationId !== undefined && allocation === null) throw notFound('allocation');
      const selection = store.models.selection(runId);
      // As `models.intervals`: the report says what the page says.
      const intervals = await context.pool.run('intervals', { key: run.id, params, seed: run.seed, rows: 'tuning' },
        { label: 'the intervals of the report', data: { key: run.id, prepared } });
      return buildReport({
        spec: { ...run.spec, name: project?.name ?? run.spec.name }, prepared,
        model: { id, params, evaluation, chosen: store.models.chosen(runId).includes(id), intervals },
        consensus: selection?.insight?.consensus ?? null,
        data: { name: run.spec.data ?? project?.fileName ?? 'table', rows: dataNamed(context, run.dataId).table.rows },
        run: { ...run.spec.tuning, evaluations: run.evaluations, seconds: run.seconds },
        convergence: selection?.convergence ?? {}, candidates: candidatesOfTrials(store.runs.trials(runId)),
        models: store.models.list(runId), allocation, notes: [...run.notes, ...(selection?.notes ?? [])],
        version: context.options.version, createdAt: context.now(),
      }, format);
    },
  };
}
