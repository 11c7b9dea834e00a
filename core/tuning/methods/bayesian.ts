import { createSobolSequence, restoreSobolSequence } from '../../random/sobol-sequence.ts';
import type { SobolState } from '../../random/sobol-sequence.ts';
import { boxesOf } from '../gaussian-process/boxes.ts';
import { hypervolumeImprovement } from '../gaussian-process/hypervolume-improvement.ts';
import { expectedImprovement } from '../gaussian-process/improvement.ts';
import type { Acquisition } from '../gaussian-process/improvement.ts';
import { maximise } from '../gaussian-process/maximise.ts';
import { createSurrogate } from '../gaussian-process/surrogate.ts';
import type { Beliefs, SurrogateState } from '../gaussian-process/surrogate.ts';
import { createNonDominated } from '../non-dominated.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { snapped } from './sampling.ts';

/**
 * Bayesian optimisation: first points of a scrambled Sobol sequence, then each time the point of the largest expected
 * improvement (one objective) or expected hypervolume improvement (several) under a Gaussian process per objective.
 *
 * Open proposals are taken as told at their predicted value. Failed candidates count as the worst that was seen. Of many
 * observations the surrogate keeps the best and the latest, so that a proposal's cost stays bounded.
 */
export const INITIAL = { least: 10, most: 30 };
/** How far past the worst of the front the reference point lies, in widths of the front. */
export const MARGIN = 1;
/** Front members that count: about as many boxes for two objectives, half its square for three. */
const FRONT_LIMIT = { two: 100, more: 40 };
/** How many of the best points candidates are drawn about. */
const LEADERS = 6;
/** Unequal weights draw the reference in to this share of the front's width at most. */
const LEAST_LEAN = 0.1;

interface Memory {
  sequence: SobolState;
  surrogate: SurrogateState;
  pending: PendingState<number[]>;
}

export function createBayesian({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const saved = memory as Memory | undefined;
  const dimension = space.length;
  // Objectives of weight 0 are left out of the search.
  const weights = options.weights ?? new Array<number>(objectives).fill(1);
  const active = weights.flatMap((weight, k) => (weight > 0 ? [k] : []));
  const leans = active.map((k) => Math.max(Math.min(...active.map((each) => weights[each] as number)) / (weights[k] as number), LEAST_LEAN));
  const initial = Number(settings['initial']) || Math.min(Math.max(2 * (dimension + 1), INITIAL.least), INITIAL.most);
  const sequence = saved === undefined ? createSobolSequence(dimension, generator) : restoreSobolSequence(dimension, saved.sequence);
  const surrogate = createSurrogate(space, active.length, Number(settings['points']), saved?.surrogate);
  const pending = createPending<Float64Array>(saved && {
    next: saved.pending.next, open: saved.pending.open.map(([id, point]) => [id, Float64Array.from(point)]),
  });

  function propose(): Float64Array | null {
    const beliefs = surrogate.beliefs(pending.state().open.map(([, point]) => point));
    const { acquisition, leaders } = active.length === 1 ? towardsBest(beliefs, surrogate.features.width)
      : towardsFront(beliefs, leans, surrogate.features.width);
    const taken = (point: Float64Array): boolean => beliefs.points.some((known) => known.every((x, i) => x === point[i]));
    return maximise(acquisition, { space, features: surrogate.features }, leaders, taken, generator);
  }

  return {
    ask() {
      // A model of fewer than two values says nothing: then the sequence goes on.
      const ready = dimension > 0 && sequence.state().drawn >= initial && surrogate.succeeded >= 2;
      const point = (ready ? propose() : null) ?? snapped(sequence.next(), space);
      return { id: pending.add(point), point: point.slice() };
    },
    tell(id, losses) {
      surrogate.tell(pending.take(id), Float64Array.from(active, (k) => losses[k] as number));
    },
    memory(): Memory {
      const { next, open } = pending.state();
      return { sequence: sequence.state(), surrogate: surrogate.state(), pending: { next, open: open.map(([id, point]) => [id, [...point]]) } };
    },
  };
}

interface Aim {
  acquisition: Acquisition;
  leaders: readonly Float64Array[];
}

function towardsBest({ processes, points, values }: Beliefs, width: number): Aim {
  const process = processes[0];
  if (process === undefined) throw new RangeError('Expected a process.');
  const order = points.map((_, i) => i).sort((a, b) => ((values[a] as Float64Array)[0] as number) - ((values[b] as Float64Array)[0] as number));
  const best = (values[order[0] as number] as Float64Array)[0] as number;
  return { acquisition: expectedImprovement(process, best, width), leaders: order.slice(0, LEADERS).map((i) => points[i] as Float64Array) };
}

function towardsFront({ processes, points, values }: Beliefs, leans: readonly number[], width: number): Aim {
  const front = createNonDominated(processes.length === 2 ? FRONT_LIMIT.two : FRONT_LIMIT.more);
  points.forEach((point, i) => front.add(point, values[i] as Float64Array));
  const members = Array.from({ length: front.size }, (_, i) => i);
  const losses = members.map((i) => front.losses(i));
  return {
    acquisition: hypervolumeImprovement(processes, boxesOf(losses, referenceOf(losses, leans)), width),
    leaders: members.map((i) => front.point(i)),
  };
}

/**
 * A little past the worst of the front in every objective. Where an objective weighs more than the least of them, nearer to
 * its best value by that ratio: trade-offs that are poor in it are then worth nothing.
 */
function referenceOf(front: readonly Float64Array[], leans: readonly number[]): Float64Array {
  return Float64Array.from(leans, (lean, k) => {
    const own = front.map((losses) => losses[k] as number);
    const least = Math.min(...own);
    // One point: the deviation of the standardised values in place of a width.
    const reach = Math.max(...own) - least || 1;
    return least + (1 + MARGIN) * reach * lean;
  });
}
