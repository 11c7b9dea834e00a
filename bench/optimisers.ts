import { readFileSync } from 'node:fs';
import { streamFor } from '../core/random/stream.ts';
import { hypervolume2d } from '../core/selection/hypervolume.ts';
import { continuous } from '../core/tuning/dimensions.ts';
import { createOptimiser } from '../core/tuning/optimiser.ts';
import type { BenchRow } from './row.ts';
import type { TuningMethod } from '../core/spec/methods.ts';

type Objective = (x: Float64Array) => number;

/** Test functions as test/fixtures/golden/nevergrad.json words them: minimum 0 at `optimum`, unit cube. */
const optimum = (i: number): number => 0.2 + 0.6 * ((0.6180339887498949 * (i + 1)) % 1);
const total = (x: Float64Array, term: (z: number) => number): number => x.reduce((sum, value, i) => sum + term(value - optimum(i)), 0);

export const functions: Record<string, Objective> = {
  sphere: (x) => total(x, (z) => 100 * z * z),
  rosenbrock: (x) => {
    const w = x.map((value, i) => 1 + 4 * (value - optimum(i)));
    return w.reduce((sum, value, i) => (i + 1 < w.length ? sum + 100 * ((w[i + 1] ?? 0) - value ** 2) ** 2 + (1 - value) ** 2 : sum), 0);
  },
  rastrigin: (x) => total(x, (z) => 100 * z * z - 10 * Math.cos(20 * Math.PI * z) + 10),
  ackley: (x) => -20 * Math.exp(-0.2 * Math.sqrt(total(x, (z) => 100 * z * z) / x.length))
    - Math.exp(total(x, (z) => Math.cos(20 * Math.PI * z)) / x.length) + 20 + Math.E,
};

export function zdt1(x: Float64Array): [number, number] {
  const first = x[0] ?? 0;
  const g = 1 + (9 * (x.reduce((sum, value) => sum + value, 0) - first)) / (x.length - 1);
  return [first, g * (1 - Math.sqrt(first / g))];
}

/** Best value found within the budget. */
export function bestFound(method: TuningMethod, objective: Objective, dimension: number, budget: number, seed: number): number {
  const optimiser = createOptimiser(method, continuous(dimension), 1, streamFor(seed, 1));
  let best = Infinity;
  for (let i = 0; i < budget; i++) {
    const proposal = optimiser.ask();
    if (proposal === null) break;
    const { id, point } = proposal;
    const value = objective(point);
    best = Math.min(best, value);
    optimiser.tell(id, Float64Array.of(value));
  }
  return best;
}

/** Hypervolume of all points told, against (1, 1). */
export function zdt1Hypervolume(method: TuningMethod, dimension: number, budget: number, seed: number): number {
  const optimiser = createOptimiser(method, continuous(dimension), 2, streamFor(seed, 1));
  const told: [number, number][] = [];
  for (let i = 0; i < budget; i++) {
    const proposal = optimiser.ask();
    if (proposal === null) break;
    const { id, point } = proposal;
    const losses = zdt1(point);
    told.push(losses);
    optimiser.tell(id, Float64Array.from(losses));
  }
  return hypervolume2d(told.map((pair) => pair[0]), told.map((pair) => pair[1]), [1, 1]);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN) + (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)) / 2;
}

const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1);

/** Quality of the methods beside the medians of the golden file, and what a candidate costs them. */
export function benchOptimisers(): BenchRow[] {
  const golden = JSON.parse(readFileSync(new URL('../test/fixtures/golden/nevergrad.json', import.meta.url), 'utf8')) as Golden;
  const rows: BenchRow[] = [];
  for (const cell of golden.best.filter((entry) => entry.optimiser === 'TwoPointsDE')) {
    const objective = functions[cell.function];
    if (objective === undefined) continue;
    const value = median(SEEDS.map((seed) => bestFound('two_points_de', objective, cell.dimension, cell.budget, seed)));
    rows.push({
      name: `${cell.function} d=${cell.dimension}, ${cell.budget} evaluations`, value, unit: 'loss',
      note: `Nevergrad ${cell.median.toPrecision(4)}, ratio ${(value / cell.median).toFixed(2)}`,
    });
  }
  for (const cell of golden.hypervolume.filter((entry) => entry.optimiser === 'TwoPointsDE')) {
    const value = median(SEEDS.map((seed) => zdt1Hypervolume('two_points_de', cell.dimension, cell.budget, seed)));
    rows.push({
      name: `zdt1 d=${cell.dimension}, ${cell.budget} evaluations`, value, unit: 'hypervolume',
      note: `Nevergrad ${cell.median.toPrecision(4)}`,
    });
  }
  for (const objectives of [1, 2, 3]) {
    rows.push({
      name: `ask and tell, 26 parameters, ${objectives} ${objectives === 1 ? 'objective' : 'objectives'}`,
      value: askTellCost(objectives), unit: 'µs', note: 'best of 5, 20,000 candidates in trials of 500',
    });
  }
  return rows;
}

/** Microseconds per candidate, cheap objectives included. */
function askTellCost(objectives: number): number {
  const trials = 40;
  const iterations = 500;
  let best = Infinity;
  for (let repeat = 0; repeat < 5; repeat++) {
    const start = performance.now();
    for (let trial = 1; trial <= trials; trial++) {
      const optimiser = createOptimiser('two_points_de', continuous(26), objectives, streamFor(1, trial));
      const losses = new Float64Array(objectives);
      for (let i = 0; i < iterations; i++) {
        const proposal = optimiser.ask();
        if (proposal === null) break;
        const { id, point } = proposal;
        losses.fill(0);
        for (let j = 0; j < point.length; j++) {
          for (let k = 0; k < objectives; k++) losses[k] = (losses[k] ?? 0) + ((point[j] ?? 0) - 0.3 * (k + 1)) ** 2;
        }
        optimiser.tell(id, losses);
      }
    }
    best = Math.min(best, ((performance.now() - start) * 1000) / (trials * iterations));
  }
  return best;
}

interface Golden {
  best: GoldenCell[];
  hypervolume: GoldenCell[];
}

interface GoldenCell {
  function: string;
  dimension: number;
  optimiser: string;
  budget: number;
  median: number;
}
