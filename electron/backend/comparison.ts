import { randomUUID } from 'node:crypto';
import { compareMethods } from '../../core/comparison/compare.ts';
import type { MethodTrial } from '../../core/comparison/track.ts';
import { MixwrightError } from '../../core/errors.ts';
import type { Problem } from '../../core/errors.ts';
import { methodProblem } from '../../core/spec/method-fit.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Comparison, ComparisonDetail } from '../contract/comparison.ts';
import { backgroundCalls } from './background-calls.ts';
import type { Context, Handlers } from './context.ts';
import { dataNamed, notFound, projectNamed } from './context.ts';
import { examine, readySpec } from './spec-checks.ts';
import type { CheckedData } from './spec-checks.ts';
import type { StoredComparison } from './store/index.ts';

type Calls = 'comparison.start' | 'comparison.list' | 'comparison.get' | 'comparison.cancel' | 'comparison.resume' | 'comparison.remove';

export function comparisonCalls(context: Context): Handlers<Calls> {
  const { store, comparisons } = context;
  const named = (id: string): StoredComparison => {
    const comparison = store.comparisons.get(id);
    if (comparison === null) throw notFound('comparison of methods');
    return comparison;
  };
  const jobs = backgroundCalls({
    queue: comparisons, word: 'comparison', code: 'COMPARISON_STATE', named,
    setState: (id, state) => store.comparisons.setState(id, state), remove: (id) => store.comparisons.remove(id),
  });

  return {
    'comparison.list': ({ projectId }) => store.comparisons.list(projectNamed(context, projectId).id).map(comparisonOf),
    'comparison.start': ({ projectId, ...options }) => {
      const id = randomUUID();
      const { dataId } = projectNamed(context, projectId);
      const data = dataNamed(context, dataId);
      const spec = readySpec(store.projects.spec(projectId).spec, data);
      refuseUnfit(spec, options.methods, data);
      store.comparisons.add({ id, projectId, dataId, spec, options, createdAt: context.now() });
      comparisons.enqueue(id);
      return comparisonOf(named(id));
    },
    'comparison.get': ({ comparisonId }): ComparisonDetail => {
      const comparison = named(comparisonId);
      return { ...comparisonOf(comparison), summary: summaryOf(comparison, store.comparisons.trials(comparisonId)) };
    },
    'comparison.cancel': async ({ comparisonId }) => comparisonOf(await jobs.cancel(comparisonId)),
    'comparison.resume': ({ comparisonId }) => comparisonOf(jobs.resume(comparisonId)),
    'comparison.remove': ({ comparisonId }) => jobs.remove(comparisonId),
  };
}

export function summaryOf({ options, own }: Pick<Comparison, 'options' | 'own'>, trials: readonly MethodTrial[]): ComparisonDetail['summary'] {
  return compareMethods(trials, { ...options, own });
}

/** Throws MixwrightError with a reason for each method that cannot search the project. */
export function refuseUnfit(spec: Spec, methods: readonly TuningMethod[], data: CheckedData): void {
  const problems = methods.flatMap((method): Problem[] => {
    const unfit = methodProblem(spec, method, method);
    if (unfit !== null) return [unfit];
    if (method === spec.tuning.method) return [];
    // What a run with this method would be refused for: a grid of absurd size, for instance.
    return examine({ ...spec, tuning: { ...spec.tuning, method, settings: {} } }, data).problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => ({ ...problem, key: method, mend: 'Leave the method out, or make it the one of the setup and change its settings there.' }));
  });
  if (problems.length > 0) throw MixwrightError.ofProblems(problems);
}

export function comparisonOf(comparison: StoredComparison): Comparison {
  const { id, projectId, number, options, own, state, trialsDone, seconds, createdAt, endedAt, error } = comparison;
  return { id, projectId, number, options, own, state, trialsDone, seconds, createdAt, endedAt, error };
}
