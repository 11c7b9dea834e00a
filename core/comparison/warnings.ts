import { METHOD_FACTS } from '../spec/methods.ts';
import type { TuningMethod } from '../spec/methods.ts';
import type { ComparisonOptions, MethodFigures } from './compare.ts';
import { FEW_TRIALS } from './duel.ts';

/** Candidates that could not be evaluated are worth a word from this share on. */
const MANY_FAILED = 0.05;

/** Why a method takes far longer than the others for so many iterations; null when it does not. */
export function slowAt(method: TuningMethod, iterations: number): string | null {
  const { label, sensibleIterations } = METHOD_FACTS[method];
  return sensibleIterations === null || iterations <= sensibleIterations ? null
    : `${label} is made for up to ${sensibleIterations} iterations; with ${iterations} its own work takes far longer than the evaluations.`;
}

export function warningsOf(methods: readonly MethodFigures[], { methods: asked, iterations, trials }: ComparisonOptions): string[] {
  const label = (method: TuningMethod): string => METHOD_FACTS[method].label;
  const counts = methods.map((method) => method.trials);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const missing = asked.filter((method) => !methods.some((one) => one.method === method));
  return [
    ...(least < FEW_TRIALS ? [`With ${least === 1 ? 'one trial' : `${least} trials`} ${least < most ? 'of some methods' : 'per method'} this is a first impression only: nothing is called clear below ${FEW_TRIALS}.`] : []),
    ...(missing.length > 0 ? [`Not a trial of ${missing.map(label).join(', ')} is finished.`]
      : least < trials ? [`${least === most ? least : `${least} to ${most}`} of ${trials} trials per method are finished.`] : []),
    ...methods.flatMap(({ method, finals, failed }) => {
      const evaluated = finals.reduce((sum, { evaluations }) => sum + evaluations, 0);
      const short = finals.filter(({ evaluations }) => evaluations < iterations).length;
      return [
        ...(short > 0 ? [`${label(method)} had nothing left to try before the last evaluation in ${short} of ${finals.length} trials; the value it ended with stands.`] : []),
        ...(failed > MANY_FAILED * evaluated ? [`${label(method)}: ${Math.round((100 * failed) / evaluated)} % of its candidates could not be evaluated.`] : []),
      ];
    }),
    ...asked.flatMap((method) => slowAt(method, iterations) ?? []),
  ];
}
