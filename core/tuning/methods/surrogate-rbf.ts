import type { Generator } from '../../random/generator.ts';
import type { MethodSettings } from '../../spec/methods.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { anywhere, neighbour } from '../rbf/candidates.ts';
import { settle } from '../rbf/features.ts';
import { createKnown } from '../rbf/known.ts';
import type { Told } from '../rbf/known.ts';
import { symmetricLatinHypercube } from '../rbf/latin-hypercube.ts';
import { createStep } from '../rbf/step.ts';
import type { StepState } from '../rbf/step.ts';
import { createScales, drawWeights } from '../scales.ts';
import type { ScalesState } from '../scales.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';

/**
 * Stochastic search on a surrogate (Regis and Shoemaker 2007, INFORMS J. Computing 19(4); 2013, Engineering
 * Optimization 45(5), DYCORS): after a symmetric Latin hypercube, each proposal is the best of CANDIDATES, most of them
 * neighbours of the best point told and some from anywhere, by a weighted sum of what the surrogate predicts and how
 * far the candidate lies from all that is known. The weight of the prediction goes round a cycle, from exploring to
 * the lowest prediction itself. The share of coordinates that a neighbour differs in falls with every proposal.
 *
 * Each objective has a surface of its own. With several, every cycle draws weights, and both what is known and what is
 * predicted count by their scaled Chebyshev value: every evaluation serves every trade-off. Some cycles follow one
 * objective alone: without them the ends of the front are found late, and a concave one may be seen as one point.
 *
 * Open proposals count in the distance only: told at its predicted value, a point would leave the surface as it is.
 */
const CYCLES: Readonly<Record<string, readonly number[]>> = {
  balanced: [0.5, 0.8, 0.95, 1],
  explore: [0.3, 0.5, 0.8, 0.95],
  refine: [0.8, 0.95, 1],
};
const CANDIDATES = 300;
const FROM_ANYWHERE = 30;
/** Share of the cycles that follow one objective alone. */
const ALONE = 1 / 3;
/** Proposals for which the share of coordinates is planned when nobody says how many there will be. */
const USUAL_BUDGET = 500;
/** An improvement by less than this part of the best value does not count (2013, section 2.2). */
const LEAST_GAIN = 1e-3;

/** A proposal; `near` when it was chosen on the surrogate, so that the step learns from it. */
interface Open {
  point: number[];
  near: boolean;
}

interface Memory {
  design: number[][];
  asked: number;
  turn: number;
  weights: number[];
  step: StepState;
  scales: ScalesState;
  told: { point: number[]; losses: (number | null)[] }[];
  pending: PendingState<Open>;
}

export function createSurrogateRbf({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const saved = memory as Memory | undefined;
  const dimension = space.length;
  const preferences = options.weights ?? new Array<number>(objectives).fill(1);
  const cycle = CYCLES[settings.cycle as string] ?? (CYCLES.balanced as readonly number[]);
  const designed = initialOf(settings, dimension);
  const design = saved?.design.map((point) => Float64Array.from(point))
    ?? symmetricLatinHypercube(designed, dimension, generator).map((point) => settle(point, space));
  const known = createKnown(space, objectives, saved?.told.map(({ point, losses }): Told => ({
    point: Float64Array.from(point), losses: Float64Array.from(losses, (loss) => loss ?? Infinity),
  })));
  const scales = createScales(objectives, saved?.scales);
  const step = createStep(dimension, saved?.step);
  const pending = createPending<Open>(saved?.pending);
  let asked = saved?.asked ?? 0;
  let turn = saved?.turn ?? 0;
  let weights = saved?.weights ?? preferences;

  function propose(): Open {
    const given = design.shift();
    if (given !== undefined) return { point: [...given], near: false };
    const centre = centreOf();
    if (dimension === 0 || centre === null) return { point: [...anywhere(space, generator)], near: false };
    return { point: [...chosen(centre, cycle[turn++ % cycle.length] as number)], near: true };
  }

  /** The best point told under the weights of this cycle; null below two that did not fail. */
  function centreOf(): Float64Array | null {
    if (turn % cycle.length === 0) weights = weightsOfCycle(preferences, generator);
    let centre: Float64Array | null = null;
    let least = Infinity;
    let sound = 0;
    for (const { point, losses } of known.told) {
      if (losses.includes(Infinity)) continue;
      sound++;
      const value = scales.value(losses, weights);
      if (centre !== null && value >= least) continue;
      least = value;
      centre = point;
    }
    return sound < 2 ? null : centre;
  }

  /** The candidate with the least score; `trust` is the weight of the prediction in it, 0..1. */
  function chosen(centre: Float64Array, trust: number): Float64Array {
    const candidates = Array.from({ length: CANDIDATES }, (_, i) =>
      (i < FROM_ANYWHERE ? anywhere(space, generator) : neighbour(centre, shareOf(), step.size, space, generator)));
    const open = pending.state().open.map(([, { point }]) => known.featuresOf(Float64Array.from(point)));
    const predicted = new Float64Array(objectives);
    const values = new Float64Array(CANDIDATES);
    const distances = new Float64Array(CANDIDATES);
    candidates.forEach((candidate, i) => {
      const features = known.featuresOf(candidate);
      const nearest = known.read(features, predicted);
      values[i] = scales.value(predicted, weights);
      distances[i] = Math.sqrt(open.reduce((least, other) => Math.min(least, squaredDistance(features, other)), nearest));
    });
    const value = onUnit(values);
    const distance = onUnit(distances);
    let best = 0;
    let least = Infinity;
    for (let i = 0; i < CANDIDATES; i++) {
      const score = trust * value(i) + (1 - trust) * (1 - distance(i));
      // A point that is known already teaches nothing; in a space that is used up there is no other.
      if (distances[i] === 0 || score >= least) continue;
      least = score;
      best = i;
    }
    return candidates[best] as Float64Array;
  }

  /** Probability with which a neighbour moves each coordinate (2013, equation 3), never under one coordinate's. */
  function shareOf(): number {
    const planned = Math.max((options.budget ?? USUAL_BUDGET) - designed, 2);
    const share = Math.min(20 / dimension, 1) * (1 - Math.log(Math.max(asked - designed, 0) + 1) / Math.log(planned));
    return Math.max(share, 1 / dimension);
  }

  /** Whether the losses are better than all that is known: clearly lower, or dominated by none. */
  function improves(losses: Float64Array): boolean {
    if (losses.includes(Infinity)) return false;
    if (objectives > 1) return !known.told.some((told) => told.losses.every((loss, k) => loss <= (losses[k] as number)));
    const best = known.told.reduce((least, told) => Math.min(least, told.losses[0] as number), Infinity);
    return (losses[0] as number) < (best === Infinity ? Infinity : best - LEAST_GAIN * Math.abs(best));
  }

  return {
    ask() {
      const open = propose();
      asked++;
      return { id: pending.add(open), point: Float64Array.from(open.point) };
    },
    tell(id, losses) {
      const { point, near } = pending.take(id);
      if (near) step.tell(improves(losses));
      scales.tell(losses);
      if (dimension > 0) known.tell({ point: Float64Array.from(point), losses: losses.slice() });
    },
    memory: (): Memory => ({
      design: design.map((point) => [...point]), asked, turn, weights, step: step.state(), scales: scales.state(),
      told: known.told.map(({ point, losses }) => ({
        point: [...point], losses: Array.from(losses, (loss) => (loss === Infinity ? null : loss)),
      })),
      pending: pending.state(),
    }),
  };
}

/** Points of the initial design: the setting, or twice what a linear surface needs. */
function initialOf({ initial }: MethodSettings, dimension: number): number {
  return Number(initial) > 0 ? Number(initial) : 2 * (dimension + 1);
}

/** Of one objective alone, each as often as it is preferred, or drawn from all trade-offs. */
function weightsOfCycle(preferences: readonly number[], generator: Generator): number[] {
  if (preferences.length === 1 || generator.uniform() >= ALONE) return drawWeights(preferences, generator);
  let left = generator.uniform() * preferences.reduce((sum, preference) => sum + preference, 0);
  const alone = preferences.findIndex((preference) => (left -= preference) < 0);
  return preferences.map((_, k) => (k === alone ? 1 : 0));
}

/** The values as 0 for the least to 1 for the largest. */
function onUnit(values: Float64Array): (i: number) => number {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const width = values.reduce((a, b) => Math.max(a, b), -Infinity) - least;
  return (i) => (width > 0 ? ((values[i] as number) - least) / width : 0);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += ((a[j] as number) - (b[j] as number)) ** 2;
  return sum;
}
