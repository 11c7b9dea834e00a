import { problemFromModel } from '../../core/allocation/from-model.ts';
import { compareSpecs } from '../../core/spec/differences.ts';
import type { Context, Handlers } from './context.ts';
import { curvesOf, modelOrBest } from './modelling.ts';

export function compareCalls(context: Context): Handlers<'compare.models'> {
  return {
    'compare.models': ({ models }) => {
      const found = models.map(({ runId, modelId }) => modelOrBest(context, runId, modelId));
      return {
        models: found.map(({ run, prepared, id, params, evaluation }) => {
          const { problem } = problemFromModel(prepared, evaluation, params, { scenario: { kind: 'max_response' } });
          return {
            runId: run.id, runNumber: run.number, modelId: id, evaluation, curves: curvesOf(prepared, problem),
            allocations: context.store.allocations.list(run.projectId).filter((saved) => saved.runId === run.id && saved.modelId === id),
          };
        }),
        specDifferences: compareSpecs(found.map(({ run }) => run.spec)),
        sameData: new Set(found.map(({ run }) => run.dataId)).size === 1,
      };
    },
  };
}
