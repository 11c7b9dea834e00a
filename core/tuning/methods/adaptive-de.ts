import { axesOf } from '../axes.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createRanked } from '../ranked.ts';
import type { Saved } from '../saved.ts';
import { lossesFromSaved, lossesToSaved } from '../saved.ts';
import { createSuccessHistory } from '../success-history.ts';
import type { SuccessHistoryState } from '../success-history.ts';

/**
 * Self-adaptive differential evolution: the current-to-pbest/1 form with an archive of replaced parents (JADE, Zhang and
 * Sanderson 2009, IEEE Trans. Evol. Comput. 13(5)), F and CR from a history of what succeeded (SHADE, Tanabe and Fukunaga
 * 2013, IEEE CEC): donor = x + F·(p − x) + F·(a − b) with x the parent, p the best of a few drawn, a a member, b a
 * member or of the archive. The population does not shrink with the budget (as in L-SHADE): what is proposed does not
 * depend on how long the search will be, so that a search can be gone on with.
 *
 * Ours: a child does not compete with its parent but with the worst member, in the order of NSGA-II, so that one
 * procedure serves one objective and several, and budgets of some hundreds; and one candidate in ten has a coordinate
 * drawn anew, without which a population that has lost all difference along an axis never gets it back.
 */
/** Members that p is the best of. */
const DRAWN = 4;
const REDRAWN = 0.1;
/** Parent, a and b differ, and there is one more. */
const ENOUGH = 4;

interface Child {
  point: Float64Array;
  /** Null: drawn at random. */
  from: { parent: Float64Array; losses: Float64Array; weight: number; rate: number } | null;
}

interface SavedChild {
  point: number[];
  from: { parent: number[]; losses: (number | null)[]; weight: number; rate: number } | null;
}

interface Memory {
  members: Saved[];
  archive: number[][];
  history: SuccessHistoryState;
  drawn: number;
  told: number;
  turn: number;
  pending: PendingState<SavedChild>;
}

export function createAdaptiveDe({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const axes = axesOf(space);
  const saved = memory as Memory | undefined;
  const population = settings['population'] as number;
  const members = createRanked(population, options.weights ?? new Array<number>(objectives).fill(1), saved?.members);
  const archive: Float64Array[] = (saved?.archive ?? []).map((point) => Float64Array.from(point));
  const history = createSuccessHistory(saved?.history);
  const pending = createPending<Child>(saved && { next: saved.pending.next, open: saved.pending.open.map(([id, child]) => [id, childFrom(child)]) });
  let told = saved?.told ?? 0;
  let drawn = saved?.drawn ?? 0;
  let turn = saved?.turn ?? 0;

  function bestOfFew(): number {
    let best = generator.integer(members.size);
    for (let i = 1; i < DRAWN; i++) {
      const other = generator.integer(members.size);
      if (members.better(other, best)) best = other;
    }
    return best;
  }

  function otherThan(count: number, taken: number, alsoTaken = taken): number {
    for (;;) {
      const index = generator.integer(count);
      if (index !== taken && index !== alsoTaken) return index;
    }
  }

  function child(): Child {
    const { size } = members;
    turn = (turn + 1) % size;
    const parent = members.point(turn);
    const { weight, rate } = history.draw(generator);
    const leader = members.point(bestOfFew());
    const plus = otherThan(size, turn);
    const minus = otherThan(size + archive.length, turn, plus);
    const a = members.point(plus);
    const b = minus < size ? members.point(minus) : archive[minus - size] as Float64Array;
    const point = new Float64Array(parent);
    const certain = generator.integer(axes.dimension);
    for (let i = 0; i < axes.dimension; i++) {
      if (i !== certain && generator.uniform() >= rate) continue;
      if (axes.isChoice(i)) {
        point[i] = axes.inherit(i, [leader, a, b], generator);
        continue;
      }
      const x = parent[i] as number;
      point[i] = halfway(x, x + weight * ((leader[i] as number) - x + (a[i] as number) - (b[i] as number)));
    }
    if (generator.uniform() < REDRAWN) {
      const i = generator.integer(axes.dimension);
      point[i] = axes.drawAt(i, generator);
    }
    axes.settleUnlike(point, parent, generator);
    return { point, from: { parent, losses: members.losses(turn), weight, rate } };
  }

  function keep(replaced: Float64Array): void {
    if (archive.length < population) archive.push(replaced);
    else archive[generator.integer(archive.length)] = replaced;
  }

  function learn(from: NonNullable<Child['from']>, losses: Float64Array): void {
    // Several objectives: to be kept is the success, whatever was traded for what.
    const gain = objectives === 1 ? (from.losses[0] as number) - (losses[0] as number) : 1;
    if (gain > 0) history.succeed(from.weight, from.rate, gain);
    if (losses.every((loss, k) => loss <= (from.losses[k] as number))) keep(from.parent);
  }

  return {
    ask() {
      const initial = drawn < population || members.size < ENOUGH || axes.dimension === 0;
      if (initial) drawn++;
      const next: Child = initial ? { point: axes.draw(generator), from: null } : child();
      return { id: pending.add(next), point: new Float64Array(next.point) };
    },
    tell(id, losses) {
      const { point, from } = pending.take(id);
      const kept = losses.slice();
      if (members.insert(point, kept) >= 0 && from !== null) learn(from, kept);
      told++;
      if (told % population === 0) history.turn();
    },
    memory(): Memory {
      const open = pending.state();
      return {
        members: members.state(), archive: archive.map((point) => [...point]), history: history.state(), drawn, told, turn,
        pending: { next: open.next, open: open.open.map(([id, each]) => [id, childSaved(each)]) },
      };
    },
  };
}

/** What leaves the cube goes half the way from the parent to the face (JADE, equation 8). */
function halfway(from: number, to: number): number {
  if (to < 0) return from / 2;
  return to > 1 ? (from + 1) / 2 : to;
}

function childSaved({ point, from }: Child): SavedChild {
  return { point: [...point], from: from && { ...from, parent: [...from.parent], losses: lossesToSaved(from.losses) } };
}

function childFrom({ point, from }: SavedChild): Child {
  return {
    point: Float64Array.from(point), from: from && { ...from, parent: Float64Array.from(from.parent), losses: lossesFromSaved(from.losses) },
  };
}
