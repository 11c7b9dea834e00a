import { METHODS } from '../core/spec/methods.ts';
import type { TuningMethod } from '../core/spec/methods.ts';
import { planOf } from './optimisers/plan.ts';
import type { BenchOptions } from './optimisers/plan.ts';
import { hypervolumeOf, lowest, probabilityAbove, quantile, search, seedsTo } from './optimisers/quality.ts';
import type { BenchRow } from './row.ts';
import { loadSample } from './sample.ts';
import type { Sample } from './sample.ts';

/** What the others are held against, whether it is asked for or not. */
const YARDSTICK: TuningMethod = 'two_points_de';
const FRONT_BUDGETS = [500, 2000] as const;
const ONE_OBJECTIVE: { budget: number; methods: readonly TuningMethod[]; seeds: number } = {
  budget: 200, methods: ['bayesian', 'surrogate_rbf', 'tpe', 'cma_es', 'two_points_de', 'de', 'random'], seeds: 15,
};

/** One method at one task. */
interface Outcome {
  method: TuningMethod;
  /** One per seed; larger is better. */
  figures: number[];
  /** Median of one search, evaluations included. */
  seconds: number;
}

interface Task {
  title: string;
  unit: string;
  budget: number;
  outcomes: Outcome[];
  /** A figure as it is shown. */
  shown: (figure: number) => number;
}

/**
 * How well each method searches the sample: hypervolume of its two objectives against (1, 1), and the mean of both as one
 * objective where evaluations are few. Prints tables for the documents.
 */
export async function benchSearch(options: BenchOptions = {}): Promise<BenchRow[]> {
  const sample = await loadSample();
  const tasks = [
    ...FRONT_BUDGETS.map((budget) => frontTask(sample, budget, options)),
    oneObjectiveTask(sample, options),
  ].filter(({ outcomes }) => outcomes.length > 0);
  console.log(`Sample: ${sample.space.length} hyperparameters, ${sample.validation}.\n`);
  for (const task of tasks) console.log(`${tableOf(task)}\n`);
  return tasks.flatMap(rowsOf);
}

function frontTask(sample: Sample, budget: number, options: BenchOptions): Task {
  const outcomes = asked(METHODS, budget, options).flatMap((method): Outcome[] => {
    const seeds = Math.min(planOf(method).sample[budget] ?? 0, options.seeds ?? Infinity);
    return seeds === 0 ? [] : [measured(method, seeds, (seed) => hypervolumeOf(search(method, sample.space, 2, sample.losses, budget, seed)))];
  });
  return { title: `hypervolume against (1, 1), ${budget} evaluations`, unit: 'hypervolume', budget, outcomes, shown: (figure) => figure };
}

function oneObjectiveTask(sample: Sample, options: BenchOptions): Task {
  const { budget, methods, seeds } = ONE_OBJECTIVE;
  const mean = (point: Float64Array): number[] => {
    const [nrmse, rssd] = sample.losses(point);
    return [(nrmse + rssd) / 2];
  };
  const outcomes = asked(methods, budget, options).map((method) =>
    measured(method, Math.min(seeds, options.seeds ?? Infinity), (seed) => -lowest(search(method, sample.space, 1, mean, budget, seed))));
  return { title: `mean of NRMSE and decomp.RSSD, ${budget} evaluations`, unit: 'loss', budget, outcomes, shown: (figure) => -figure };
}

/** Those asked for, with the yardstick; none where the budget is not asked for. */
function asked(methods: readonly TuningMethod[], budget: number, options: BenchOptions): TuningMethod[] {
  if (options.budgets !== undefined && !options.budgets.includes(budget)) return [];
  return methods.filter((method) => method === YARDSTICK || options.methods === undefined || options.methods.includes(method));
}

function measured(method: TuningMethod, seeds: number, figureOf: (seed: number) => number): Outcome {
  const seconds: number[] = [];
  const figures = seedsTo(seeds).map((seed) => {
    const start = performance.now();
    const figure = figureOf(seed);
    seconds.push((performance.now() - start) / 1000);
    return figure;
  });
  return { method, figures, seconds: quantile(seconds, 0.5) };
}

/** Median, lower and upper quartile as they are shown, the lower number first. */
function band({ shown }: Task, { figures }: Outcome): { middle: number; from: number; to: number } {
  const quartiles = [0.25, 0.75].map((q) => shown(quantile(figures, q)));
  return { middle: shown(quantile(figures, 0.5)), from: Math.min(...quartiles), to: Math.max(...quartiles) };
}

/** Probability that the method beats the yardstick. */
function chance({ outcomes }: Task, { figures }: Outcome): number {
  return probabilityAbove(figures, outcomes.find(({ method }) => method === YARDSTICK)?.figures ?? []);
}

function tableOf(task: Task): string {
  const best = [...task.outcomes].sort((a, b) => quantile(b.figures, 0.5) - quantile(a.figures, 0.5));
  const lines = best.map((outcome) => {
    const { middle, from, to } = band(task, outcome);
    const against = outcome.method === YARDSTICK ? '' : chance(task, outcome).toFixed(2);
    return `| \`${outcome.method}\` | ${middle.toFixed(5)} | ${from.toFixed(5)} to ${to.toFixed(5)} | ${against} | ${outcome.seconds.toFixed(2)} | ${outcome.figures.length} |`;
  });
  return [
    `Sample, ${task.title}:`, '',
    `| method | median | quartiles | beats ${YARDSTICK} | seconds per trial | seeds |`, '| --- | ---: | ---: | ---: | ---: | ---: |', ...lines,
  ].join('\n');
}

function rowsOf(task: Task): BenchRow[] {
  return task.outcomes.map((outcome) => {
    const { middle, from, to } = band(task, outcome);
    return {
      name: `${outcome.method}: ${task.title}`, value: middle, unit: task.unit,
      note: `quartiles ${from.toFixed(5)} to ${to.toFixed(5)}, ${outcome.figures.length} seeds; beats ${YARDSTICK} with probability ${chance(task, outcome).toFixed(2)}`,
    };
  });
}
