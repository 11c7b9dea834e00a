import type { Duel } from '../../../core/comparison/duel.ts';
import { DEFAULT_METHOD, METHOD_FACTS, METHODS } from '../../../core/spec/methods.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import { methodProblem } from '../../../core/spec/method-fit.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { Comparison, ComparisonOptions } from '../../../electron/contract/comparison.ts';
import type { Check } from '../../../electron/contract/projects.ts';

export const LEVELS = {
  clear: { label: 'CLEAR', color: 'success', icon: 'i-lucide-check' },
  probable: { label: 'PROBABLE', color: 'warning', icon: 'i-lucide-eye' },
  open: { label: 'OPEN', color: 'neutral', icon: 'i-lucide-equal' },
} as const;

export const DUEL_WORDS: Readonly<Record<Duel['word'], string>> = {
  clearly_better: 'clearly better', probably_better: 'probably better', no_difference: 'no difference', probably_worse: 'probably worse', clearly_worse: 'clearly worse',
};

/** A yardstick, the method made for fronts, and the setup's own. */
export function firstChoice(own: TuningMethod): TuningMethod[] {
  return METHODS.filter((method) => method === own || method === DEFAULT_METHOD || method === 'nsga2' || method === 'random');
}

/** Methods that cannot search the project, and why, in one sentence; null when every one can. */
export function unfitMethods(spec: Pick<Spec, 'choices'>): { methods: TuningMethod[]; reason: string } | null {
  const methods = METHODS.filter((method) => methodProblem(spec, method, '') !== null);
  return methods.length === 0 ? null : {
    methods, reason: `${methods.map((method) => METHOD_FACTS[method].label).join(', ')} cannot search choices without an order, such as the kind of adstock, and this project has some.`,
  };
}

export function trialsAsked({ methods, trials }: Pick<ComparisonOptions, 'methods' | 'trials'>): number {
  return methods.length * trials;
}

/** Those whose own work takes far longer than the evaluations at so many iterations. */
export function slowMethods(methods: readonly TuningMethod[], iterations: number): TuningMethod[] {
  return methods.filter((method) => iterations > (METHOD_FACTS[method].sensibleIterations ?? Infinity));
}

/**
 * Expected seconds: by the pace of the newest comparison of the same methods that has trials, else by that of the project's runs,
 * which leaves out what the methods themselves work; null while neither is known.
 */
export function expectedSeconds(
  options: Pick<ComparisonOptions, 'methods' | 'trials' | 'iterations'>, comparisons: readonly Comparison[], run: Check | null,
): { seconds: number; measured: boolean } | null {
  const evaluations = trialsAsked(options) * options.iterations;
  const told = comparisons.find(({ trialsDone, seconds, options: { methods } }) =>
    trialsDone > 0 && seconds > 0 && methods.length === options.methods.length && methods.every((method) => options.methods.includes(method)));
  if (told !== undefined) return { seconds: (evaluations * told.seconds) / (told.trialsDone * told.options.iterations), measured: true };
  return run === null || run.evaluations === 0 ? null : { seconds: (evaluations * run.seconds) / run.evaluations, measured: false };
}

/** Changes the project file to the method; settings belong to their method. */
export function takeMethod({ tuning }: Pick<Spec, 'tuning'>, method: TuningMethod): void {
  if (tuning.method === method) return;
  tuning.method = method;
  tuning.settings = {};
  if (method !== 'grid') delete tuning.levels;
}
