import type { Generator } from '../../random/generator.ts';

/**
 * How large the population and the first step of the next run are. `ipop`: twice the population every time (Auger and
 * Hansen 2005, CEC). `bipop`: turns between that and runs with a small population and a small step, whichever kind has had
 * fewer evaluations (Hansen 2009, GECCO workshop on BBOB). `same`: as at first.
 */
export type Restarts = 'ipop' | 'bipop' | 'same';

export interface Regime {
  population: number;
  /** First step in parts of the usual one. */
  step: number;
  kind: 'large' | 'small';
  /** Population of the last large run. */
  large: number;
  /** Evaluations that runs of each kind have had; the very first run counts for neither. */
  spent: { large: number; small: number };
  first: boolean;
}

export function firstRegime(population: number): Regime {
  return { population, step: 1, kind: 'large', large: population, spent: { large: 0, small: 0 }, first: true };
}

/** @param evaluations how many the run that has ended had */
export function nextRegime(before: Regime, restarts: Restarts, usual: number, evaluations: number, generator: Generator): Regime {
  const spent = { ...before.spent };
  if (!before.first) spent[before.kind] += evaluations;
  if (restarts === 'same') return { ...before, spent, first: false };
  if (restarts === 'bipop' && spent.small < spent.large) {
    const population = Math.max(2, Math.floor(usual * (before.large / (2 * usual)) ** (generator.uniform() ** 2)));
    return { population, step: 10 ** (-2 * generator.uniform()), kind: 'small', large: before.large, spent, first: false };
  }
  const large = before.large * 2;
  return { population: large, step: 1, kind: 'large', large, spent, first: false };
}
