import type { Generator } from '../../random/generator.ts';
import { axesOf, reflected } from '../axes.ts';
import { createNonDominated } from '../non-dominated.ts';
import type { NonDominatedState } from '../non-dominated.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import type { Saved } from '../saved.ts';
import { lossesFromSaved, toSaved } from '../saved.ts';

/**
 * Differential evolution (Storn and Price 1997, J. Global Optimization 11) in its current-to-best/1 form with
 * two-point crossover, after DESIGN section 6: donor = x + F·(a − b) + F·(leader − x) with x the parent and a, b
 * two others. Works straight in the unit cube; what leaves it is reflected.
 *
 * Two things differ from the reference, each for lower losses on every cell of golden/nevergrad.json: 20 members
 * in place of 30, and F drawn anew per candidate about 0.8 (dither, Das, Konar and Chakraborty 2005, GECCO).
 *
 * Levels with an order take part as their positions; a choice that comes from the donor is as the parent, the leader,
 * a or b have it. Spaces without levels draw nothing for that: what was found in them before is proposed again.
 */
export const POPULATION = 20;
export const DIFFERENTIAL_WEIGHT: readonly [lower: number, upper: number] = [0.5, 1.1];
/** Members of the non-dominated set that are kept. */
export const FRONT_LIMIT = 200;

interface Member {
  point: Float64Array;
  losses: Float64Array;
}

interface Child {
  parent: number;
  point: Float64Array;
}

interface Memory {
  members: Saved[];
  turn: number;
  best: number;
  front: NonDominatedState;
  pending: PendingState<{ parent: number; point: number[] }>;
}

export function createTwoPointsDe({ space, objectives, options, generator, memory }: OptimiserSetup): Method {
  const axes = axesOf(space);
  const { dimension } = axes;
  const saved = memory as Memory | undefined;
  const weights = normalised(options.weights ?? new Array<number>(objectives).fill(1));
  const members: Member[] = (saved?.members ?? []).map(({ point, losses }) => ({
    point: Float64Array.from(point), losses: lossesFromSaved(losses),
  }));
  const front = createNonDominated(FRONT_LIMIT, saved?.front);
  const pending = createPending<Child>(saved && {
    next: saved.pending.next,
    open: saved.pending.open.map(([id, child]) => [id, { parent: child.parent, point: Float64Array.from(child.point) }]),
  });
  let turn = saved?.turn ?? 0;
  let best = saved?.best ?? 0;

  function initial(): Child {
    const point = axes.draw(generator);
    // Infinite until told: any answer is then an improvement.
    members.push({ point, losses: new Float64Array(objectives).fill(Infinity) });
    return { parent: members.length - 1, point };
  }

  /** The point that pulls the parent: the best so far, or with several objectives one of the non-dominated. */
  function leaderOf(parent: Member): Float64Array {
    if (objectives === 1) return (members[best] as Member).point;
    if (front.size === 0 || front.admits(parent.losses)) return parent.point;
    return front.point(generator.integer(front.size));
  }

  function another(): Float64Array {
    if (objectives > 1 && front.size > 2) return front.point(generator.integer(front.size));
    return (members[generator.integer(members.length)] as Member).point;
  }

  function childOf(index: number): Child {
    const parent = members[index] as Member;
    const leader = leaderOf(parent);
    const a = another();
    const b = another();
    const [lower, upper] = DIFFERENTIAL_WEIGHT;
    const weight = lower + (upper - lower) * generator.uniform();
    const point = new Float64Array(parent.point);
    const fromDonor = crossover(dimension, generator);
    for (let i = 0; i < dimension; i++) {
      if (!fromDonor(i)) continue;
      if (axes.isChoice(i)) {
        point[i] = axes.inherit(i, [parent.point, leader, a, b], generator);
        continue;
      }
      const x = parent.point[i] as number;
      const step = (a[i] as number) - (b[i] as number) + (leader[i] as number) - x;
      point[i] = reflected(x + weight * step);
    }
    axes.settleUnlike(point, parent.point, generator);
    return { parent: index, point };
  }

  /** One objective: not worse. Several: by chance, as large as the weighted share of objectives improved. */
  function replaces(losses: Float64Array, parent: Float64Array): boolean {
    if (objectives === 1) return (losses[0] as number) <= (parent[0] as number);
    let share = 0;
    for (let i = 0; i < objectives; i++) if ((losses[i] as number) < (parent[i] as number)) share += weights[i] as number;
    return generator.uniform() < share;
  }

  return {
    ask() {
      let child: Child;
      if (members.length < POPULATION) {
        child = initial();
      } else {
        child = childOf(turn);
        turn = (turn + 1) % POPULATION;
      }
      return { id: pending.add(child), point: new Float64Array(child.point) };
    },
    tell(id, losses) {
      const { parent, point } = pending.take(id);
      const member = members[parent] as Member;
      if (replaces(losses, member.losses)) {
        member.point = point;
        member.losses = losses.slice();
        if (objectives === 1 && (losses[0] as number) <= ((members[best] as Member).losses[0] as number)) best = parent;
      }
      if (objectives > 1) front.add(point, losses);
    },
    memory(): Memory {
      const open = pending.state();
      return {
        members: members.map(({ point, losses }) => toSaved(point, losses)),
        turn, best, front: front.state(),
        pending: { next: open.next, open: open.open.map(([id, child]) => [id, { parent: child.parent, point: [...child.point] }]) },
      };
    },
  };
}

/**
 * Which coordinates come from the donor: from four on a random segment or its complement, below that each by
 * a fair coin with one for certain.
 */
function crossover(dimension: number, generator: Generator): (i: number) => boolean {
  if (dimension === 0) return () => false;
  if (dimension < 4) {
    const certain = generator.integer(dimension);
    return (i) => i === certain || generator.uniform() < 0.5;
  }
  // Two different cuts of 0..d; the complement of the whole would be empty.
  let from = generator.integer(dimension + 1);
  let to = generator.integer(dimension);
  if (to >= from) to++;
  if (from > to) [from, to] = [to, from];
  const inside = generator.uniform() < 0.5 || to - from === dimension;
  return (i) => (i >= from && i < to) === inside;
}

function normalised(weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
