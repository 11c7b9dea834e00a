import type { Context, Handlers } from './context.ts';
import { buildReport } from './exports/report.ts';
import { modelOrBest } from './modelling.ts';

export function reportCalls(context: Context): Handlers<'report.build'> {
  return {
    'report.build': ({ runId, modelId, allocationId, format }) => {
      const { run, prepared, id, params, evaluation } = modelOrBest(context, runId, modelId);
      const project = context.store.projects.get(run.projectId, true);
      const allocation = allocationId === undefined ? null : context.store.allocations.get(allocationId);
      return buildReport({
        name: project?.name ?? run.spec.name, spec: run.spec, prepared, modelId: id, params, evaluation, allocation,
        version: context.options.version, createdAt: context.now(),
      }, format);
    },
  };
}
