import { streamFor } from '../../core/random/stream.ts';
import { METHODS } from '../../core/spec/methods.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import { continuous } from '../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../core/tuning/optimiser.ts';

/** A problem of two levels with one variable on the upper one. */
export interface Bilevel {
  /** Of the upper variable. */
  lower: number;
  upper: number;
  /** What the lower level makes of the upper variable. */
  respond: (x: number) => number;
  /** The upper objective, to be minimised, at both variables. */
  objective: (x: number, y: number) => number;
  /** Where the least value is, derived beforehand. */
  optimum: { x: number; y: number; value: number };
}

export interface Found {
  x: number;
  y: number;
  value: number;
  evaluations: number;
}

/** Asks the method for points of 0..1, solves the lower level for each, and tells it what the upper level comes to. */
export function minimise(problem: Bilevel, method: TuningMethod, evaluations: number, seed = 1): Found {
  const settings = method === 'grid' ? { levels: 50 } : {};
  const optimiser = createOptimiser(method, continuous(1), 1, streamFor(seed, 1), { budget: evaluations, settings });
  let best: Found = { x: Number.NaN, y: Number.NaN, value: Infinity, evaluations: 0 };
  for (let done = 1; done <= evaluations; done++) {
    const proposal = optimiser.ask();
    if (proposal === null) break;
    const x = problem.lower + (problem.upper - problem.lower) * (proposal.point[0] ?? 0);
    const y = problem.respond(x);
    const value = problem.objective(x, y);
    optimiser.tell(proposal.id, Float64Array.of(value));
    best = value < best.value ? { x, y, value, evaluations: done } : { ...best, evaluations: done };
  }
  return best;
}

/** Every method beside the known optimum. */
export function printTable(title: string, problem: Bilevel, names: { x: string; y: string }, evaluations: number): void {
  const { optimum } = problem;
  console.log(title);
  console.log(`Known optimum: ${names.x} = ${optimum.x.toFixed(4)}, ${names.y} = ${optimum.y.toFixed(4)}, value ${optimum.value.toFixed(6)}\n`);
  console.log(`${'method'.padEnd(16)}${names.x.padStart(12)}${names.y.padStart(12)}${'value'.padStart(12)}${'too much'.padStart(12)}${'evaluations'.padStart(14)}`);
  for (const method of METHODS) {
    const { x, y, value, evaluations: used } = minimise(problem, method, evaluations);
    const cells = [x.toFixed(4), y.toFixed(4), value.toFixed(6), (value - optimum.value).toExponential(1)].map((cell) => cell.padStart(12)).join('');
    console.log(`${method.padEnd(16)}${cells}${String(used).padStart(14)}`);
  }
}
