import type { ComparisonProgress } from '../../contract/comparison.ts';
import type { StoredComparison } from '../store/index.ts';
import { createBackgroundQueue } from './background-queue.ts';
import type { BackgroundContext, BackgroundQueue } from './background-queue.ts';
import { runMethodTrials } from './comparison.ts';

export interface ComparisonQueueContext extends BackgroundContext<StoredComparison> {
  onProgress: (progress: ComparisonProgress) => void;
}

/** Works on one comparison of methods at a time; each trial is kept as it is finished. */
export function createComparisonQueue(context: ComparisonQueueContext): BackgroundQueue {
  const { store, pool } = context;
  return createBackgroundQueue(context, {
    word: 'comparison',
    get: (id) => store.comparisons.get(id),
    setState: (id, state, change) => store.comparisons.setState(id, state, change),
    async work({ id, projectId, spec, options }, { data: { prepared }, signal, seconds, stop }) {
      const asked = options.methods.length * options.trials;
      const trials = await runMethodTrials({
        pool, data: { key: `comparison ${id}`, prepared }, tuning: spec.tuning, options, done: store.comparisons.trials(id), signal,
        onTrial(result) {
          // Deleting a project takes its comparisons with it.
          if (store.comparisons.get(id) === null) return stop();
          store.comparisons.addTrial(id, result, seconds());
          context.onChanged(id);
        },
        onProgress: ({ trialsDone, evaluations, evaluationsTotal, secondsLeft }) => context.onProgress({
          comparisonId: id, projectId, trialsDone, trials: asked, share: evaluations / evaluationsTotal, secondsLeft,
        }),
      });
      return trials.length === asked;
    },
  });
}
