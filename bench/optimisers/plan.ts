import type { TuningMethod } from '../../core/spec/methods.ts';

/** How much of each bench a method is put through: those whose own work is long get less. */
export interface Plan {
  /** Evaluations of the test functions. */
  budgets: readonly number[];
  /** Evaluations of ZDT1 and ZDT2. */
  frontBudgets: readonly number[];
  seeds: number;
  /** Evaluations of the sample's two objectives, and how many seeds each; none where the method would take too long. */
  sample: Readonly<Record<number, number>>;
}

const USUAL: Plan = { budgets: [500, 2000], frontBudgets: [500, 2000], seeds: 15, sample: { 500: 15, 2000: 15 } };

const PLANS: Partial<Record<TuningMethod, Plan>> = {
  // As many as the golden figures have.
  two_points_de: { ...USUAL, seeds: 25 },
  surrogate_rbf: { budgets: [100, 200, 500], frontBudgets: [500], seeds: 5, sample: { 500: 15, 2000: 5 } },
  bayesian: { budgets: [100, 200], frontBudgets: [200], seeds: 5, sample: { 500: 3 } },
};

export function planOf(method: TuningMethod): Plan {
  return PLANS[method] ?? USUAL;
}

/** What the command line may change. */
export interface BenchOptions {
  /** All methods unless given. */
  methods?: readonly TuningMethod[];
  /** At most so many seeds. */
  seeds?: number;
  /** Only these numbers of evaluations. */
  budgets?: readonly number[];
}
