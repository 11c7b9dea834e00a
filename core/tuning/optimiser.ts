import { generatorFrom } from '../random/generator.ts';
import type { Generator, GeneratorState } from '../random/generator.ts';
import type { MethodSettings, TuningMethod } from '../spec/methods.ts';
import { METHOD_FACTS, settingsOf } from '../spec/methods.ts';
import type { Dimension } from './dimensions.ts';
import { checkLosses } from './pending.ts';
import { METHODS } from './registry.ts';

/**
 * Ask and tell: `ask` proposes a point of the unit cube, `tell` returns its losses, each of them to be
 * minimised. Several points may be asked for before any is told, and they may be told in any order.
 */
export interface Optimiser {
  /** Null: there is nothing left to propose (a grid that is used up). */
  ask(): Proposal | null;
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
  space: readonly Dimension[];
  objectives: number;
  options: OptimiserOptions;
  generator: GeneratorState;
  /** The method's own part. */
  memory: unknown;
}

export interface OptimiserOptions {
  /** Weight of each objective in trading one for another, ≥ 0; 1 each unless given. */
  weights?: number[];
  /** Of the method; those left out are at their default. */
  settings?: MethodSettings;
  /** Grid: number of values per dimension where it is not the setting `levels`; 0: as the setting says. */
  levels?: number[];
  /** How many candidates will be asked for, as far as it is known: what plans ahead (stages, shares) plans for so many. */
  budget?: number;
  /** Which of how many searches of one run this is, 0-based, and the run's seed: those that share out one set of points need it. */
  part?: { index: number; of: number; seed: number };
}

/** What the methods are made of. */
export interface OptimiserSetup {
  /** d axes of the unit cube. */
  space: readonly Dimension[];
  objectives: number;
  options: OptimiserOptions;
  /** Every setting of the method, defaults filled in. */
  settings: MethodSettings;
  generator: Generator;
  /** What the `state` of a method gave; absent at the start. */
  memory?: unknown;
}

/** What a method makes; `createOptimiser` adds the rest of the state. */
export interface Method {
  ask(): Proposal | null;
  tell(id: number, losses: Float64Array): void;
  /** The method's own part of the state, as JSON: Infinity and typed arrays do not survive that. */
  memory(): unknown;
}

export type CreateMethod = (setup: OptimiserSetup) => Method;

/**
 * RangeError for no objective, weights that do not fit the objectives, and choices in the space where the method
 * cannot search them.
 */
export function createOptimiser(
  method: TuningMethod, space: readonly Dimension[], objectives: number, generator: Generator, options: OptimiserOptions = {},
): Optimiser {
  if (!Number.isInteger(objectives) || objectives < 1) throw new RangeError(`Expected at least one objective, got ${objectives}.`);
  const weights = options.weights;
  if (weights !== undefined
    && (weights.length !== objectives || !weights.every((weight) => weight >= 0) || !weights.some((weight) => weight > 0))) {
    throw new RangeError(`Expected ${objectives} weights of 0 or more, one of them above 0, got ${weights.join(', ')}.`);
  }
  if (!METHOD_FACTS[method].choices && space.some(({ levels, ordered }) => levels > 0 && !ordered)) {
    throw new RangeError(`The method ${method} cannot search choices.`);
  }
  return optimiserOf({ method, space, objectives, options, generator: generator.state(), memory: undefined }, generator);
}

/** Goes on exactly where the optimiser stood when its state was taken. */
export function restoreOptimiser(state: OptimiserState): Optimiser {
  return optimiserOf(state, generatorFrom(state.generator));
}

function optimiserOf({ method, space, objectives, options, memory }: OptimiserState, generator: Generator): Optimiser {
  const searching = METHODS[method]({
    space, objectives, options, settings: settingsOf(method, options.settings ?? {}), generator, ...(memory === undefined ? {} : { memory }),
  });
  return {
    ask: () => searching.ask(),
    tell(id, losses) {
      checkLosses(losses, objectives);
      searching.tell(id, losses);
    },
    state: () => ({ method, space, objectives, options, generator: generator.state(), memory: searching.memory() }),
  };
}
