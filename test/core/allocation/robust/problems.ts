import { responseAt } from '../../../../core/allocation/curve.ts';
import type { AllocationProblem, Objective, ProblemModel } from '../../../../core/allocation/problem.ts';
import { leastMean, riskOf } from '../../../../core/allocation/robust/risk.ts';
import { channel, randomChannels, seeded, sum } from '../problems.ts';

/**
 * h(100) = 1/2, h(200) = 2/3, h(300) = 3/4 for both channels. In steps of 100 and with 300 to spend there are four splits of
 * (a, b); their gains over the present (100, 200), counted by hand:
 *
 *              (0, 300)  (100, 200)  (200, 100)  (300, 0)
 *   model 1      −55         0          10          −10
 *   model 2      −24.5       0          −1          −29
 */
export function splitByHand(objective: Objective): AllocationProblem {
  const curve = { alpha: 1, inflexion: 100, carryover: 0 };
  const rules = { ...curve, coefficient: 1, lower: 0, upper: 300, unit: 'money' as const, step: 100 };
  const model = (id: string, a: number, b: number): ProblemModel => ({ id, curves: { a: { ...curve, coefficient: a }, b: { ...curve, coefficient: b } } });
  return {
    channels: [{ ...rules, name: 'a', spend: 100 }, { ...rules, name: 'b', spend: 200 }],
    models: [model('1', 120, 60), model('2', 60, 66)], objective, scenario: { kind: 'max_response', budget: 300 },
  };
}

/** Models that see the same channels each in its own way, about half of the curves S-shaped; the present budget. */
export function randomModels(seed: number, channels: number, models: number, objective: Objective): AllocationProblem {
  const random = seeded(seed);
  const drawn = Array.from({ length: models }, () => randomChannels(random, channels));
  const own = (drawn[0] ?? []).map(({ name, spend }) => channel({ name, spend }));
  return {
    channels: own, objective, scenario: { kind: 'max_response', budget: sum(own.map(({ spend }) => spend)) },
    models: drawn.map((list, m) => ({
      id: `${m}`, weight: 1 + (m % 2), curves: Object.fromEntries(list.map(({ name, coefficient, alpha, inflexion, carryover }) => [name, { coefficient, alpha, inflexion, carryover }])),
    })),
  };
}

/** The objective of a spend, straight from the curves. */
export function objectiveAt({ channels, models = [], objective = { kind: 'mean' } }: AllocationProblem, spend: readonly number[]): number {
  const gains = Float64Array.from(models, ({ curves }) => sum(channels.map(({ name, spend: now }, c) => {
    const curve = curves[name];
    return curve === undefined ? 0 : responseAt(curve, spend[c] ?? 0) - responseAt(curve, now);
  })));
  return leastMean(riskOf(models.map(({ weight }) => weight ?? 1), objective), gains).value;
}

/** Best objective over a grid of all splits of the budget within the bounds. */
export function bruteForce(problem: AllocationProblem, points: number): number {
  const { channels, scenario } = problem;
  const budget = scenario.kind === 'max_response' ? scenario.budget : 0;
  let best = -Infinity;
  const visit = (spend: readonly number[], left: number): void => {
    const next = channels[spend.length];
    if (next === undefined) return;
    const [low, high] = [next.spend * next.lower, next.spend * next.upper];
    if (spend.length === channels.length - 1) {
      if (left >= low - 1e-9 && left <= high + 1e-9) best = Math.max(best, objectiveAt(problem, [...spend, left]));
      return;
    }
    for (let i = 0; i <= points; i++) {
      const value = low + ((high - low) * i) / points;
      visit([...spend, value], left - value);
    }
  };
  visit([], budget);
  return best;
}
