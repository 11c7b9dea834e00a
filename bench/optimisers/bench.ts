import { METHODS } from '../../core/spec/methods.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import type { BenchRow } from '../row.ts';
import { costRows } from './cost.ts';
import { fronts, functions } from './functions.ts';
import { cellsOf, counterpartOf, readGolden } from './golden.ts';
import type { Golden, GoldenCell } from './golden.ts';
import { planOf } from './plan.ts';
import type { BenchOptions } from './plan.ts';
import { bestFound, frontHypervolume, median, seedsTo } from './quality.ts';

const DIMENSIONS = [5, 18] as const;
const FRONT_DIMENSION = 10;
/** Losses below count as equal. */
const EQUAL = 1e-3;

/**
 * Quality of the methods on test functions beside the medians of the golden file, and what a candidate costs the
 * evolutionary ones beside its evaluation.
 */
export async function benchOptimisers(options: BenchOptions = {}): Promise<BenchRow[]> {
  const golden = readGolden();
  const rows: BenchRow[] = [];
  for (const method of options.methods ?? METHODS) {
    const ratios: number[] = [];
    rows.push(...functionRows(method, golden, options, ratios), ...frontRows(method, golden, options));
    if (ratios.length > 0) rows.push(summaryOf(method, ratios));
  }
  return [...rows, ...await costRows(options)];
}

/** Appends to `ratios` one of ours to the golden figure per cell that has one. */
function functionRows(method: TuningMethod, golden: Golden, options: BenchOptions, ratios: number[]): BenchRow[] {
  const seeds = seedsOf(method, options);
  return Object.entries(functions).flatMap(([name, objective]) => DIMENSIONS.flatMap((dimension) =>
    budgetsOf(planOf(method).budgets, options).map((budget) => {
      const value = median(seeds.map((seed) => bestFound(method, objective, dimension, budget, seed)));
      const cells = cellsOf(golden.best, name, dimension, budget);
      const same = cells.find(({ optimiser }) => optimiser === counterpartOf(method));
      if (same !== undefined) ratios.push(Math.max(value, EQUAL) / Math.max(same.median, EQUAL));
      return {
        name: `${method}: ${name} d=${dimension}, ${budget} evaluations`, value, unit: 'loss',
        note: `${seeds.length} seeds; ${beside(value, same, cells)}`,
      };
    })));
}

function frontRows(method: TuningMethod, golden: Golden, options: BenchOptions): BenchRow[] {
  const seeds = seedsOf(method, options);
  return Object.entries(fronts).flatMap(([name, { objectives, hypervolume }]) =>
    budgetsOf(planOf(method).frontBudgets, options).map((budget) => {
      const value = median(seeds.map((seed) => frontHypervolume(method, objectives, FRONT_DIMENSION, budget, seed)));
      const cells = cellsOf(golden.hypervolume, name, FRONT_DIMENSION, budget);
      const same = cells.find(({ optimiser }) => optimiser === counterpartOf(method));
      return {
        name: `${method}: ${name} d=${FRONT_DIMENSION}, ${budget} evaluations`, value, unit: 'hypervolume',
        note: `${seeds.length} seeds; of ${hypervolume.toFixed(3)}; ${beside(value, same, cells)}`,
      };
    }));
}

/** How a figure compares with Nevergrad's of the same kind, and all others of Nevergrad's. */
function beside(value: number, same: GoldenCell | undefined, cells: readonly GoldenCell[]): string {
  if (same === undefined) return 'no golden figure';
  const others = cells.filter((cell) => cell !== same).map(({ optimiser, median: figure }) => `${optimiser} ${figure.toPrecision(3)}`);
  const ratio = same.median === 0 ? '' : `, ratio ${(value / same.median).toPrecision(3)}`;
  return `Nevergrad ${same.optimiser} ${same.median.toPrecision(4)}${ratio}; ${others.join(', ')}`;
}

function summaryOf(method: TuningMethod, ratios: readonly number[]): BenchRow {
  return {
    name: `${method}: cells at least as good as ${counterpartOf(method)}`, value: ratios.filter((ratio) => ratio <= 1).length, unit: `of ${ratios.length}`,
    note: `worst ratio ${Math.max(...ratios).toPrecision(3)}, losses under ${EQUAL} counted as equal`,
  };
}

function seedsOf(method: TuningMethod, { seeds = Infinity }: BenchOptions): number[] {
  return seedsTo(Math.min(planOf(method).seeds, seeds));
}

function budgetsOf(planned: readonly number[], { budgets }: BenchOptions): number[] {
  return planned.filter((budget) => budgets === undefined || budgets.includes(budget));
}
