import type { Generator } from '../../random/generator.ts';
import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createRanked } from '../ranked.ts';
import { lossesFromSaved, toSaved } from '../saved.ts';
import type { Saved } from '../saved.ts';
import { createMixture } from './tpe-kernels.ts';

/**
 * Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011, NeurIPS; its parts as weighed in Watanabe 2023,
 * arXiv:2304.11127): the observations are split into the good and the others, each get a density, and of a few draws from
 * the density of the good the one is proposed where the good are most common beside the others. Several objectives: the
 * good are the first by non-domination (Ozaki, Tanigaki, Watanabe and Onishi 2020, GECCO), of one rank those with the most
 * room about them.
 *
 * Begins with a Latin hypercube. Proposals without an answer count among the others, so that a batch spreads out. Failed
 * candidates are among the others for good.
 */

/** Largest number of good observations: more would only blur where the best are. */
const MOST_GOOD = 25;
/** Ranks are kept of so many: the first of all observations are the first of these, but for crowding on long fronts. */
const RANKED = 100;
/**
 * Components of the density of the others. Of more observations every so many-th is taken, by age, so that the cost of a
 * candidate does not grow with their number.
 */
const MOST_OTHERS = 150;

interface Memory {
  told: Saved[];
  /** Of the Latin hypercube, still to be asked. */
  design: number[][];
  pending: PendingState<number[]>;
}

export function createTpe({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const saved = memory as Memory | undefined;
  const points: Float64Array[] = [];
  const told: Float64Array[] = [];
  const ranked = createRanked(RANKED, options.weights ?? new Array<number>(objectives).fill(1));
  const pending = createPending<number[]>(saved?.pending);
  const open = new Map(saved?.pending.open.map(([id, point]) => [id, Float64Array.from(point)]));
  const design = saved?.design.map((point) => [...point]) ?? latinHypercube(space, settings.startup as number, generator);
  // Told again in the same order, the ranks come out the same.
  for (const { point, losses } of saved?.told ?? []) learn(Float64Array.from(point), lossesFromSaved(losses));

  function learn(point: Float64Array, losses: Float64Array): void {
    points.push(point);
    told.push(losses);
    ranked.insert(point, losses);
  }

  function good(): Float64Array[] {
    const count = Math.min(Math.ceil((settings.share as number) * points.length), MOST_GOOD);
    const order = Array.from({ length: ranked.size }, (_, i) => i);
    order.sort((i, j) => Number(ranked.better(j, i)) - Number(ranked.better(i, j)));
    return order.slice(0, count).map((i) => ranked.point(i));
  }

  /** Observations that are not good, thinned out, and the newest of the unanswered proposals. */
  function others(except: ReadonlySet<Float64Array>): Float64Array[] {
    const unanswered = [...open.values()].slice(-MOST_OTHERS);
    const room = Math.max(MOST_OTHERS - unanswered.length, 1);
    const count = points.length - except.size;
    let seen = 0;
    const thinned = points.filter((point) => {
      if (except.has(point)) return false;
      seen++;
      // Evenly by age: whenever the number that is due passes a whole one.
      return count <= room || Math.floor((seen * room) / count) > Math.floor(((seen - 1) * room) / count);
    });
    return [...thinned, ...unanswered];
  }

  function promising(): Float64Array {
    const best = good();
    const near = createMixture(space, best);
    const far = createMixture(space, others(new Set(best)));
    let chosen = near.sample(generator);
    let most = near.logDensity(chosen) - far.logDensity(chosen);
    for (let i = 1; i < (settings.candidates as number); i++) {
      const point = near.sample(generator);
      const ratio = near.logDensity(point) - far.logDensity(point);
      if (ratio <= most) continue;
      chosen = point;
      most = ratio;
    }
    return chosen;
  }

  return {
    ask() {
      const planned = design.shift();
      const point = planned === undefined ? promising() : Float64Array.from(planned);
      const id = pending.add([...point]);
      open.set(id, point.slice());
      return { id, point };
    },
    tell(id, losses) {
      const point = Float64Array.from(pending.take(id));
      open.delete(id);
      learn(point, losses.slice());
    },
    memory: (): Memory => ({
      told: points.map((point, i) => toSaved(point, told[i] as Float64Array)),
      design: design.map((point) => [...point]),
      pending: pending.state(),
    }),
  };
}

/** Each axis cut into as many parts as there are points, one point in each (McKay, Beckman and Conover 1979, Technometrics 21). */
function latinHypercube(space: readonly Dimension[], count: number, generator: Generator): number[][] {
  const axes = space.map(({ levels }) => {
    const parts = generator.shuffle(Array.from({ length: count }, (_, i) => i));
    return parts.map((part) => {
      const position = (part + generator.uniform()) / count;
      return levels === 0 ? position : positionOf(levelAt(position, levels), levels);
    });
  });
  return Array.from({ length: count }, (_, i) => axes.map((axis) => axis[i] as number));
}
