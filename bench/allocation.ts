import type { AllocationChannel, Scenario } from '../core/allocation/problem.ts';
import { allocate } from '../core/allocation/solve.ts';
import { streamFor } from '../core/random/stream.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 30;

/** Time to a proven optimum over random problems, half of whose curves are S-shaped. */
export function benchAllocation(): BenchRow[] {
  return [7, 40].flatMap((count) => [
    timed(`allocate, ${count} channels, budget`, count, (channels) => ({ kind: 'max_response', budget: 1.1 * channels.reduce((sum, c) => sum + c.spend, 0) })),
    timed(`allocate, ${count} channels, target ROAS`, count, () => ({ kind: 'target_efficiency', metric: 'roas', target: 1.5 })),
  ]);
}

function timed(name: string, count: number, scenarioOf: (channels: AllocationChannel[]) => Scenario): BenchRow {
  const random = streamFor(1, count);
  const problems = Array.from({ length: ROUNDS }, () => {
    const channels = Array.from({ length: count }, (_, index) => ({
      name: `c${index}`, coefficient: 10 ** (2 * random.uniform()), alpha: 0.5 + 2.5 * random.uniform(),
      inflexion: 3 + 40 * random.uniform(), carryover: 8 * random.uniform(), spend: 5 + 10 * random.uniform(), lower: 0.3, upper: 4,
    }));
    return { channels, scenario: scenarioOf(channels) };
  });
  for (const problem of problems) allocate(problem); // warm-up
  let worstGap = 0;
  const times = problems.map((problem) => {
    const start = performance.now();
    worstGap = Math.max(worstGap, allocate(problem).gap);
    return performance.now() - start;
  });
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return { name, value: mean, unit: 'ms', note: `mean of ${ROUNDS}; slowest ${Math.max(...times).toFixed(2)} ms; largest gap ${worstGap.toExponential(1)}` };
}
