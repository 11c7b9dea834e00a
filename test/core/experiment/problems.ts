import type { Curve } from '../../../core/allocation/curve.ts';
import type { AllocationProblem, ProblemModel } from '../../../core/allocation/problem.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { RankFacts } from '../../../core/experiment/facts.ts';

/** Far below its inflexion a Hill curve of α = 1 is a line: f(s) = slope·s to 1e-8 of itself for s ≤ 20. */
export function line(slope: number): Curve {
  return { coefficient: slope * 2e9, alpha: 1, inflexion: 2e9, carryover: 0 };
}

/**
 * 20 of money for tv and search, 10 each now, each from 0 to 20. Model a sees 3 and 1 per unit of money in them, model b 1 and
 * 2; so the mean sees 2 and 1.5, and all goes to tv: a response of 40. Switching to search loses 40 under a, gains 20 under b.
 */
export const DUEL: AllocationProblem = {
  channels: [
    { name: 'tv', spend: 10, lower: 0, upper: 2, ...line(2) },
    { name: 'search', spend: 10, lower: 0, upper: 2, ...line(1.5) },
  ],
  scenario: { kind: 'max_response', budget: 20 },
  models: [{ id: 'a', curves: { tv: line(3), search: line(1) } }, { id: 'b', curves: { tv: line(1), search: line(2) } }],
};

export function facts(changes: Partial<RankFacts> = {}): RankFacts {
  // Of the data only the spacing is looked at.
  return { prepared: { spacing: 'week' } as PreparedData, problem: DUEL, residualSd: 10, periods: 1, seed: 1, ...changes };
}

/** The duel between other models. */
export function between(models: ProblemModel[]): AllocationProblem {
  return { ...DUEL, models };
}

/** Normal distribution function by its series (Abramowitz and Stegun 1964, 26.2.11). */
export function normal(z: number): number {
  if (z < 0) return 1 - normal(-z);
  let term = z;
  let sum = z;
  // Σ z^(2n+1)/(1·3·…·(2n+1)): exact to rounding for |z| ≤ 8 with so many terms.
  for (let n = 1; n < 200; n++) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}
