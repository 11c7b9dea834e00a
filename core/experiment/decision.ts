import { responseAt } from '../allocation/curve.ts';
import type { MeanSolver } from '../allocation/general/mean-solver.ts';
import type { AllocationProblem } from '../allocation/problem.ts';
import type { Signal } from './signal.ts';
import { visitOutcomes } from './signal.ts';

/**
 * The budget decision under changing beliefs about K models. Value of a budget b under beliefs p: Σ_k p_k·R_bk, R_bk what
 * model k makes of it over all periods (less hurdle · spend where the scenario has one). It is linear in p, so that a list
 * of budgets, found once by the solver, is enough to look up the value of many beliefs: the best of the list is a lower
 * bound on the best of all.
 */
export interface Decision {
  /** Finds the best budget under these beliefs and keeps it. False: there is none that keeps the constraints. */
  consider(beliefs: Float64Array): boolean;
  budgets(): number;
  /** Value of the best budget under the prior. */
  prior(): number;
  /** Σ_k w_k·max_b R_bk − best under the prior: expected value of perfect information (Raiffa and Schlaifer 1961). */
  perfectInformation(): number;
  /** Expected value of deciding after the signal, over deciding now, at least 0; and how likely it moves more than a share of the money. */
  valueOf(signal: Signal): SignalValue;
}

export interface SignalValue {
  value: number;
  /** Probability, 0..1. */
  changes: number;
}

/** Money moved from the budget without a study, as a share of it, that counts as another decision. */
export const MOVED = 0.01;

export function createDecision(problem: AllocationProblem, weights: Float64Array, periods: number, solver: MeanSolver): Decision {
  const spends: Float64Array[] = [];
  const values: Float64Array[] = [];
  let table: GainTable | null = null;

  function gains(): GainTable {
    table ??= gainTable(spends, values, weights);
    return table;
  }

  return {
    consider(beliefs) {
      const found = solver.solve(beliefs);
      if (found === null) return false;
      if (spends.some((known) => same(known, found.spend))) return true;
      spends.push(found.spend.slice());
      values.push(valuesOf(problem, found.spend, periods));
      table = null;
      return true;
    },
    budgets: () => spends.length,
    prior: () => gains().prior,
    perfectInformation() {
      const { gain, count } = gains();
      return weights.reduce((sum, weight, k) => {
        let best = 0;
        for (let b = 0; b < count; b++) best = Math.max(best, gain[b * weights.length + k] as number);
        return sum + weight * best;
      }, 0);
    },
    valueOf: (signal) => signalValue(gains(), signal),
  };
}

interface GainTable {
  prior: number;
  count: number;
  /** (budgets) × K: what taking budget b in place of the prior's best brings under model k. */
  gain: Float64Array;
  /** Per budget: whether it moves more than MOVED from the prior's best. */
  moved: Uint8Array;
}

function gainTable(spends: readonly Float64Array[], values: readonly Float64Array[], weights: Float64Array): GainTable {
  const means = values.map((value) => value.reduce((sum, one, k) => sum + one * (weights[k] as number), 0));
  const best = means.reduce((found, value, b) => (value > (means[found] ?? -Infinity) ? b : found), 0);
  const base = values[best] ?? new Float64Array(weights.length);
  const gain = new Float64Array(values.length * weights.length);
  values.forEach((value, b) => gain.set(value.map((one, k) => one - (base[k] as number)), b * weights.length));
  const before = spends[best] ?? new Float64Array();
  const money = before.reduce((sum, value) => sum + value, 0);
  const moved = Uint8Array.from(spends, (spend) => (moneyMoved(before, spend) > MOVED * money ? 1 : 0));
  return { prior: means[best] ?? 0, count: values.length, gain, moved };
}

/** A gain smaller than this share of the prior's value is rounding, and changes nothing. */
const ROUNDING = 1e-9;

function signalValue({ prior, gain, count, moved }: GainTable, signal: Signal): SignalValue {
  const models = signal.weights.length;
  let value = 0;
  let changes = 0;
  visitOutcomes(signal, (mass, likely) => {
    let most = 0;
    let chosen = -1;
    for (let b = 0; b < count; b++) {
      let sum = 0;
      for (const k of likely) sum += (mass[k] as number) * (gain[b * models + k] as number);
      if (sum > most) [most, chosen] = [sum, b];
    }
    value += most;
    if (chosen < 0 || moved[chosen] === 0) return;
    const probability = mass.reduce((sum, one) => sum + one, 0);
    if (most > ROUNDING * Math.abs(prior) * probability) changes += probability;
  });
  return { value, changes: Math.min(1, changes) };
}

/** What goes from one channel to another counts once, and what is added or saved in all. */
function moneyMoved(from: Float64Array, to: Float64Array): number {
  let gross = 0;
  let net = 0;
  for (let i = 0; i < from.length; i++) {
    const difference = (to[i] as number) - (from[i] as number);
    gross += Math.abs(difference);
    net += difference;
  }
  return (gross + Math.abs(net)) / 2;
}

/** Every model's own value of a spend over `periods`. */
function valuesOf({ channels, scenario, models = [] }: AllocationProblem, spend: Float64Array, periods: number): Float64Array {
  const hurdle = scenario.kind === 'hurdle' ? scenario.hurdle : 0;
  return Float64Array.from(models, ({ curves }) => periods * channels.reduce((sum, { name }, i) => {
    const curve = curves[name];
    const money = spend[i] as number;
    return sum + (curve === undefined ? 0 : responseAt(curve, money)) - hurdle * money;
  }, 0));
}

/** To a millionth: two solves rarely agree to the last bit. */
function same(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] as number)) <= 1e-6 * Math.max(Math.abs(value), 1e-9));
}
