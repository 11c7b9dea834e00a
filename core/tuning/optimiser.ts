import { generatorFrom } from '../random/generator.ts';
import type { Generator, GeneratorState } from '../random/generator.ts';
import type { TuningMethod } from '../spec/spec.ts';
import { createRandomSearch } from './random.ts';
import { createTwoPointsDe } from './two-points-de.ts';

/**
 * Ask and tell: `ask` proposes a point of the unit cube, `tell` returns its losses, each of them to be
 * minimised. Several points may be asked for before any is told, and they may be told in any order.
 */
export interface Optimiser {
  ask(): Proposal;
  /**
   * One loss per objective; +Infinity marks a candidate that could not be evaluated, NaN is a RangeError.
   * A proposal is told once; an unknown id is a RangeError.
   */
  tell(id: number, losses: Float64Array): void;
  /** Everything there is, generator and unanswered proposals included, as JSON. */
  state(): OptimiserState;
}

export interface Proposal {
  id: number;
  /** d values in 0..1; the caller's to keep. */
  point: Float64Array;
}

export interface OptimiserState {
  method: TuningMethod;
  dimension: number;
  objectives: number;
  options: OptimiserOptions;
  generator: GeneratorState;
  /** The method's own part. */
  memory: unknown;
}

export interface OptimiserOptions {
  /** Weight of each objective in trading one for another, ≥ 0; 1 each unless given. */
  weights?: number[];
}

/** What the methods are made of; `memory` is what their `state` gave. */
export interface OptimiserSetup {
  dimension: number;
  objectives: number;
  options: OptimiserOptions;
  generator: Generator;
  memory?: unknown;
}

const METHODS: Record<TuningMethod, (setup: OptimiserSetup) => Optimiser> = {
  two_points_de: createTwoPointsDe,
  random: createRandomSearch,
};

/** RangeError for a dimension below 0, no objective, or weights that do not fit the objectives. */
export function createOptimiser(
  method: TuningMethod, dimension: number, objectives: number, generator: Generator, options: OptimiserOptions = {},
): Optimiser {
  if (!Number.isInteger(dimension) || dimension < 0) throw new RangeError(`Expected a dimension of 0 or more, got ${dimension}.`);
  if (!Number.isInteger(objectives) || objectives < 1) throw new RangeError(`Expected at least one objective, got ${objectives}.`);
  const weights = options.weights;
  if (weights !== undefined
    && (weights.length !== objectives || !weights.every((weight) => weight >= 0) || !weights.some((weight) => weight > 0))) {
    throw new RangeError(`Expected ${objectives} weights of 0 or more, one of them above 0, got ${weights.join(', ')}.`);
  }
  return METHODS[method]({ dimension, objectives, options, generator });
}

/** Goes on exactly where the optimiser stood when its state was taken. */
export function restoreOptimiser(state: OptimiserState): Optimiser {
  const { method, dimension, objectives, options, memory } = state;
  return METHODS[method]({ dimension, objectives, options, memory, generator: generatorFrom(state.generator) });
}
