import type { Problem } from '../errors.ts';
import { METHOD_FACTS, METHODS } from './methods.ts';
import type { TuningMethod } from './methods.ts';
import type { Spec } from './spec.ts';

/** Why the method cannot search what the project file leaves open; null: it can. `key`: where the method was named. */
export function methodProblem({ choices = {} }: Pick<Spec, 'choices'>, method: TuningMethod, key: string): Problem | null {
  const { label, choices: able } = METHOD_FACTS[method];
  // Lags have an order, and steps between them make sense to every method.
  const unordered = Object.keys(choices).filter((name) => !name.endsWith('.lag'));
  return able || unordered.length === 0 ? null : {
    code: 'METHOD_NO_CHOICES', severity: 'error', key,
    message: `${label} cannot search choices without an order, and the project has ${unordered.length === 1 ? 'one' : unordered.length}: ${unordered.join(', ')}.`,
    mend: `Take the choices out of the project, or use one of: ${METHODS.filter((other) => METHOD_FACTS[other].choices).join(', ')}.`,
  };
}
