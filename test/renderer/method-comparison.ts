import { compareMethods } from '../../core/comparison/compare.ts';
import type { MethodComparison } from '../../core/comparison/compare.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import type { Comparison } from '../../electron/contract/comparison.ts';

export function aComparison(changes: Partial<Comparison> = {}): Comparison {
  return {
    id: 'c1', projectId: 'p1', number: 1, options: { methods: ['two_points_de', 'random'], trials: 4, iterations: 60, seed: 1 }, own: 'two_points_de',
    state: 'running', trialsDone: 1, seconds: 2, createdAt: 1, endedAt: null, error: null, ...changes,
  };
}

/** Two methods with three trials of two checkpoints each; the second one ends with the larger hypervolume. */
export function aSummary(): MethodComparison {
  const trials = (['two_points_de', 'random'] as TuningMethod[]).flatMap((method, at) => [0.1, 0.2, 0.3].map((value, i) => ({
    method, trial: i + 1, evaluations: [1, 60], seconds: [0.01, 1 + at], hypervolume: [0.05, value + 0.5 * at], nrmse: [1, 0.5], error: [null, 0.9 - value], failed: 0,
  })));
  const summary = compareMethods(trials, { methods: ['two_points_de', 'random'], iterations: 60, trials: 3, own: 'two_points_de' });
  if (summary === null) throw new Error('Nothing to compare.');
  return summary;
}
