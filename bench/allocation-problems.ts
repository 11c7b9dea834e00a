import { responseAt } from '../core/allocation/curve.ts';
import type { AllocationChannel, AllocationProblem, ProblemModel, Scenario } from '../core/allocation/problem.ts';
import { curvesOf, weightsOf } from '../core/allocation/general/decision.ts';
import type { Generator } from '../core/random/generator.ts';

/** Channels of every shape and scale: α from 0.3 to 10, loose and tight bounds. */
export function wildChannels(random: Generator, count: number): AllocationChannel[] {
  const isTight = random.uniform() < 0.4;
  return Array.from({ length: count }, (_, index) => {
    const spend = 10 ** (1 + 2 * random.uniform());
    return {
      name: `c${index}`, coefficient: 10 ** (1 + 2 * random.uniform()), alpha: 0.3 * (10 / 0.3) ** random.uniform(),
      inflexion: spend * 10 ** (1.6 * random.uniform() - 0.6), carryover: random.uniform() < 0.3 ? 0 : spend * random.uniform(), spend,
      lower: isTight ? 0.7 + 0.3 * random.uniform() : random.uniform() < 0.3 ? 0 : 0.8 * random.uniform(),
      upper: isTight ? 1 + 0.3 * random.uniform() : 1.2 + 5 * random.uniform(),
    };
  });
}

/** A budget between all floors (0) and all ceilings (1). */
export function budgetBetween(channels: readonly AllocationChannel[], share: number): number {
  return channels.reduce((sum, { spend, lower, upper }) => sum + spend * (lower + share * (upper - lower)), 0);
}

/** Plausible models around the channels' own curves. */
export function modelsAround(random: Generator, channels: readonly AllocationChannel[], count: number): ProblemModel[] {
  return Array.from({ length: count }, (_, m) => ({
    id: `m${m}`, weight: 0.5 + random.uniform(),
    curves: Object.fromEntries(channels.map(({ name, coefficient, alpha, inflexion, carryover }) => [name, {
      coefficient: coefficient * (0.3 + 1.4 * random.uniform()), alpha: alpha * (0.5 + random.uniform()),
      inflexion: inflexion * (0.4 + 1.6 * random.uniform()), carryover: carryover * random.uniform(),
    }])),
  }));
}

/** Responses of each channel on a list of spends, weighted over the models. */
export function responses(problem: AllocationProblem, grid: readonly (readonly number[])[]): Float64Array[] {
  const weights = weightsOf(problem);
  return curvesOf(problem).map((own, index) => Float64Array.from(grid[index] ?? [], (spend) => own.reduce((sum, curve, m) => sum + (weights[m] as number) * responseAt(curve, spend), 0)));
}

/** The value an exhaustive search compares by; −∞ where the scenario isn't kept. */
export function scored(scenario: Scenario, money: number, response: number): number {
  switch (scenario.kind) {
    case 'max_response': return money <= scenario.budget * (1 + 1e-12) ? response : -Infinity;
    case 'target_response': return response >= scenario.response * (1 - 1e-12) ? -money : -Infinity;
    case 'hurdle': return money <= (scenario.budget ?? Infinity) * (1 + 1e-12) ? response - scenario.hurdle * money : -Infinity;
    case 'target_efficiency': {
      const target = scenario.metric === 'roas' ? scenario.target : 1 / scenario.target;
      return scenario.basis === 'marginal' ? response - target * money : response >= target * money * (1 - 1e-12) ? response : -Infinity;
    }
    case 'given': return response;
  }
}
