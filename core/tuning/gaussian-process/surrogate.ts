import type { Dimension } from '../dimensions.ts';
import { mostUseful } from '../most-useful.ts';
import { lossesFromSaved, toSaved } from '../saved.ts';
import type { Saved } from '../saved.ts';
import { createFeatures } from './features.ts';
import type { Features } from './features.ts';
import { fitHyperparameters } from './fit.ts';
import { createOutputs } from './outputs.ts';
import { createProcess } from './process.ts';
import type { Process } from './process.ts';

export interface Observation {
  point: Float64Array;
  features: Float64Array;
  /** All infinite where the candidate failed. */
  losses: Float64Array;
}

/** What is believed of every objective after what was told, with what is being evaluated taken as predicted. */
export interface Beliefs {
  /** One per objective, independent of one another. */
  processes: readonly Process[];
  /** Observed points, then the open ones. */
  points: readonly Float64Array[];
  /** Per point the posterior mean of every objective, in units of the processes. */
  values: readonly Float64Array[];
}

/** Observations and a Gaussian process per objective that is fitted to them anew whenever they have grown enough. */
export interface Surrogate {
  readonly features: Features;
  /** Candidates told that did not fail. */
  readonly succeeded: number;
  tell(point: Float64Array, losses: Float64Array): void;
  /** @param open points that are asked for and not told */
  beliefs(open: readonly Float64Array[]): Beliefs;
  state(): SurrogateState;
}

export interface SurrogateState {
  observations: Saved[];
  succeeded: number;
  /** Hyperparameters of each objective's process (likelihood.ts); null before the first fit. */
  thetas: number[][] | null;
  /** Observations there were at the last fit. */
  fitted: number;
}

/** The hyperparameters are fitted anew when there are this share more observations, at least two. */
const GROWTH = 0.05;

/** @param limit observations kept at a fit at most, so that its cost is bounded; which: `mostUseful` */
export function createSurrogate(space: readonly Dimension[], objectives: number, limit: number, saved?: SurrogateState): Surrogate {
  const features = createFeatures(space);
  const observation = (point: Float64Array, losses: Float64Array): Observation => ({ point, features: features.of(point), losses });
  let observations = (saved?.observations ?? []).map(({ point, losses }) => observation(Float64Array.from(point), lossesFromSaved(losses)));
  let thetas: Float64Array[] | null = saved?.thetas?.map((theta) => Float64Array.from(theta)) ?? null;
  let fitted = saved?.fitted ?? 0;
  let succeeded = saved?.succeeded ?? 0;
  // Follow from the state and may be made anew at any time: a grown factor is the same bits as a new one.
  let processes: readonly Process[] = [];

  function targetsOf(objective: number): Float64Array {
    const losses = Float64Array.from(observations, (each) => each.losses[objective] as number);
    return losses.map(createOutputs(losses));
  }

  function fit(): Float64Array[] {
    observations = mostUseful(observations, limit);
    fitted = observations.length;
    processes = [];
    const rows = new Float64Array(fitted * features.width);
    observations.forEach((each, i) => rows.set(each.features, i * features.width));
    return Array.from({ length: objectives }, (_, k) => fitHyperparameters({
      features: rows, targets: targetsOf(k), width: features.width, dimensionOf: features.dimensionOf, dimensions: space.length,
    }, thetas?.[k] ?? null));
  }

  return {
    features,
    get succeeded() {
      return succeeded;
    },
    tell(point, losses) {
      const failed = losses.includes(Infinity);
      if (!failed) succeeded++;
      observations.push(observation(point, failed ? losses.map(() => Infinity) : losses));
    },
    beliefs(open) {
      if (thetas === null || observations.length >= fitted + Math.max(2, GROWTH * fitted)) thetas = fit();
      if (processes.length === 0) processes = thetas.map((theta) => createProcess(theta, features));
      const known = observations.map((each) => each.features);
      const opened = open.map((point) => features.of(point));
      processes.forEach((process, k) => believe(process, known, targetsOf(k), opened));
      const points = [...observations.map(({ point }) => point), ...open];
      return { processes, points, values: points.map((_, i) => Float64Array.from(processes, (process) => process.smoothed(i))) };
    },
    state: () => ({
      observations: observations.map(({ point, losses }) => toSaved(point, losses)), succeeded,
      thetas: thetas?.map((theta) => [...theta]) ?? null, fitted,
    }),
  };
}

/**
 * Open points enter at the value predicted for them (the kriging believer: Ginsbourger, Le Riche and Carraro 2010), which
 * leaves the mean as it is and takes away the doubt around them: the next proposal goes elsewhere.
 */
function believe(process: Process, known: Float64Array[], targets: Float64Array, open: Float64Array[]): void {
  process.observe(known, targets);
  if (open.length === 0) return;
  const predicted = open.map((each) => process.at(each).mean);
  process.observe([...known, ...open], Float64Array.of(...targets, ...predicted));
}
