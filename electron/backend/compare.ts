import { adviceCurves } from '../../core/allocation/curves.ts';
import { problemFromModel } from '../../core/allocation/from-model.ts';
import { validationWords } from '../../core/report/validation-words.ts';
import { compareSpecs, type SpecDifference } from '../../core/spec/differences.ts';
import type { Context, Handlers } from './context.ts';
import { modelOrBest } from './modelling.ts';

type Found = ReturnType<typeof modelOrBest>;

export function compareCalls(context: Context): Handlers<'compare.models'> {
  return {
    'compare.models': ({ models }) => {
      const found = models.map(({ runId, modelId }) => modelOrBest(context, runId, modelId));
      return {
        models: found.map(({ run, prepared, id, params, evaluation }) => {
          const { problem } = problemFromModel(prepared, evaluation, params, { scenario: { kind: 'max_response' } });
          return {
            runId: run.id, runNumber: run.number, modelId: id, evaluation, curves: adviceCurves(prepared, problem),
            allocations: context.store.allocations.list(run.projectId).filter((saved) => saved.runId === run.id && saved.modelId === id),
          };
        }),
        specDifferences: withValidationInWords(compareSpecs(found.map(({ run }) => run.spec)), found),
        sameData: new Set(found.map(({ run }) => run.dataId)).size === 1,
      };
    },
  };
}

/** Differing settings of validation make one line in words; taken one by one they say little. */
function withValidationInWords(differences: readonly SpecDifference[], found: readonly Found[]): SpecDifference[] {
  const isValidation = ({ key }: SpecDifference): boolean => key.startsWith('tuning.validation.');
  const first = differences.find(isValidation);
  return differences.flatMap((difference) => {
    if (!isValidation(difference)) return [difference];
    if (difference !== first) return [];
    const values = found.map(({ run: { spec }, prepared }) => validationWords(spec.tuning.validation, prepared.windowRows, prepared.spacing, spec.baseline.source));
    return [{ key: 'tuning.validation', values }];
  });
}
