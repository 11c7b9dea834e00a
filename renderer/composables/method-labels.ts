import { METHOD_FACTS, METHODS } from '../../core/spec/methods.ts';

/** One in a row of runs; a method of another version by its own name. */
export function methodLabel(method: string): string {
  const known = METHODS.find((name) => name === method);
  return known === undefined ? method : METHOD_FACTS[known].label;
}
