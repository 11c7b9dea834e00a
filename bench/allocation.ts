import type { AllocationChannel, Scenario } from '../core/allocation/problem.ts';
import { allocate } from '../core/allocation/solve.ts';
import { createMeanSolver } from '../core/allocation/general/mean-solver.ts';
import { streamFor } from '../core/random/stream.ts';
import { checkConstrained } from './allocation-constrained.ts';
import { budgetBetween, modelsAround, wildChannels } from './allocation-problems.ts';
import { proveAllocation } from './allocation-proof.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 30;

/** Time to a proven optimum over random problems, half of whose curves are S-shaped. */
export function benchAllocation(): BenchRow[] {
  return [...times(), ...repeated(), ...lookAlikes()];
}

function times(): BenchRow[] {
  return [7, 40].flatMap((count) => [
    timed(`allocate, ${count} channels, budget`, count, (channels) => ({ kind: 'max_response', budget: 1.1 * channels.reduce((sum, c) => sum + c.spend, 0) })),
    timed(`allocate, ${count} channels, target ROAS`, count, () => ({ kind: 'target_efficiency', metric: 'roas', target: 1.5 })),
  ]);
}

/** One problem of several models, solved again with other weights. */
function repeated(): BenchRow[] {
  return ([[7, 10], [15, 30]] as const).map(([count, models]) => {
    const random = streamFor(2, count);
    const channels = wildChannels(random, count);
    const solver = createMeanSolver({ channels, models: modelsAround(random, channels, models), scenario: { kind: 'max_response', budget: budgetBetween(channels, 0.4) } });
    const solve = () => solver.solve(Array.from({ length: models }, () => random.uniform()));
    for (let round = 0; round < ROUNDS; round++) solve();
    const spent = Array.from({ length: 10 * ROUNDS }, () => {
      const start = performance.now();
      solve();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    return { name: `mean of ${models} models, ${count} channels, other weights`, value: spent[spent.length >> 1] ?? NaN, unit: 'ms', note: `median of ${spent.length}; slowest ${(spent.at(-1) ?? NaN).toFixed(2)} ms` };
  });
}

/** The hardest for a branch and bound: 40 S-curves of nearly one shape, of which some are used and the others not. */
function lookAlikes(): BenchRow[] {
  const random = streamFor(3, 3);
  const channels = Array.from({ length: 40 }, (_, i) => ({ name: `c${i}`, coefficient: 10 + 1e-3 * random.uniform(), alpha: 3, inflexion: 20, carryover: 1, spend: 10, lower: 0, upper: 10 }));
  const start = performance.now();
  const { gap } = allocate({ channels, scenario: { kind: 'max_response', budget: 417 } });
  return [{ name: 'allocate, 40 look-alikes', value: performance.now() - start, unit: 'ms', note: `gap ${gap.toExponential(1)}` }];
}

/** Everything an answer promises, on random problems: `npm run bench -- allocation-proof` (some minutes). */
export function benchAllocationProof(): BenchRow[] {
  const rows: BenchRow[] = [];
  const add = (name: string, value: number, note = '') => rows.push({ name, value, unit: '', note });
  const proof = proveAllocation(1000);
  add('problems', proof.problems, `plain solver: median ${proof.median.toFixed(2)} ms, slowest ${proof.slowest.toFixed(1)} ms, of 38 channels and more ${proof.slowestOf40.toFixed(1)} ms`);
  add('bounds and budget missed by', proof.missed);
  add('largest gap', proof.gap, `${proof.gapsOver} over 1e-6`);
  add('best of 200 local starts better by', proof.beatenByLocal, `worse than the answer in ${proof.worseLocal}`);
  add('refined grid differs by', proof.beatenByGrid, `${proof.grids} problems of 2 and 3 channels`);
  add('fall with a larger budget or target', proof.falls);
  add('plain and general solver differ by', proof.differ, `general: median ${proof.generalMedian.toFixed(2)} ms, slowest ${proof.generalSlowest.toFixed(1)} ms`);
  for (const checked of checkConstrained(200)) {
    add(`${checked.kind}: exhaustive search better by`, checked.beaten,
      `${checked.feasible} of ${checked.problems} feasible, wrong bounds ${checked.wrongBounds}, wrong refusals ${checked.wrongRefusals}, largest gap ${checked.gap.toExponential(1)}, median ${checked.median.toFixed(2)} ms, slowest ${checked.slowest.toFixed(1)} ms`);
  }
  return rows;
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
  const spent = problems.map((problem) => {
    const start = performance.now();
    worstGap = Math.max(worstGap, allocate(problem).gap);
    return performance.now() - start;
  });
  const mean = spent.reduce((sum, time) => sum + time, 0) / spent.length;
  return { name, value: mean, unit: 'ms', note: `mean of ${ROUNDS}; slowest ${Math.max(...spent).toFixed(2)} ms; largest gap ${worstGap.toExponential(1)}` };
}
