import { generatorFrom } from '../../../core/random/generator.ts';
import type { Generator } from '../../../core/random/generator.ts';
import { responseAt } from '../../../core/allocation/curve.ts';
import type { AllocationChannel, AllocationProblem, Scenario } from '../../../core/allocation/problem.ts';

export type PlainScenario = Extract<Scenario, { kind: 'max_response' | 'target_efficiency' }>;

export function channel(values: Partial<AllocationChannel> & { name: string }): AllocationChannel {
  return { coefficient: 100, alpha: 2, inflexion: 10, carryover: 0, spend: 10, lower: 0.5, upper: 2, ...values };
}

export function seeded(seed: number): Generator {
  return generatorFrom([seed, 1, 2, 3]);
}

/** Channels of mixed shape, scale and bounds, about half of them S-shaped. */
export function randomChannels(random: Generator, count: number): AllocationChannel[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `channel ${index}`,
    coefficient: 10 ** (2 * random.uniform()),
    alpha: 0.5 + 2.5 * random.uniform(),
    inflexion: 10 * (0.3 + 4 * random.uniform()),
    carryover: random.uniform() < 0.3 ? 0 : 8 * random.uniform(),
    spend: 5 + 10 * random.uniform(),
    lower: 0.8 * random.uniform(),
    upper: 1.2 + 4 * random.uniform(),
  }));
}

export function withBudgetShare(channels: AllocationChannel[], share: number): AllocationProblem & { scenario: PlainScenario } {
  const budget = channels.reduce((sum, c) => sum + c.spend * (c.lower + share * (c.upper - c.lower)), 0);
  return { channels, scenario: { kind: 'max_response', budget } };
}

export function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

/** Response of a spend, or −∞ where it misses the scenario by more than rounding. */
export function valueOf(channels: AllocationChannel[], scenario: PlainScenario, spend: number[]): number {
  const response = sum(channels.map((c, index) => responseAt(c, spend[index] ?? 0)));
  const money = sum(spend);
  if (scenario.kind === 'max_response') return Math.abs(money - scenario.budget) <= 1e-9 * scenario.budget ? response : -Infinity;
  const target = scenario.metric === 'roas' ? scenario.target : 1 / scenario.target;
  return response - target * money >= -1e-12 * response ? response : -Infinity;
}
