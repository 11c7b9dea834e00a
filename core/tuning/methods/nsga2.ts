import { axesOf } from '../axes.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createRanked } from '../ranked.ts';
import type { Saved } from '../saved.ts';
import { polynomialMutation, simulatedBinary } from '../simulated-binary.ts';

/**
 * NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002): members by non-dominated rank and crowding distance, parents by
 * binary tournament, simulated binary crossover and polynomial mutation. In its steady-state form (Durillo, Nebro, Luna
 * and Alba 2009, EMO): every candidate told enters at once and the worst member leaves, so that candidates can be
 * asked for at any time, and fronts of some hundred evaluations are further along than with generations.
 */
const CROSSED = 0.9;
/** Each coordinate of a crossed pair. */
const EACH = 0.5;
const ENOUGH = 2;

interface Memory {
  members: Saved[];
  drawn: number;
  pending: PendingState<number[]>;
}

export function createNsga2({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const axes = axesOf(space);
  const { dimension } = axes;
  const population = settings['population'] as number;
  const nearness = settings['nearness'] as number;
  const saved = memory as Memory | undefined;
  const members = createRanked(population, options.weights ?? new Array<number>(objectives).fill(1), saved?.members);
  const pending = createPending<Float64Array>(saved && {
    next: saved.pending.next, open: saved.pending.open.map(([id, point]) => [id, Float64Array.from(point)]),
  });
  let drawn = saved?.drawn ?? 0;

  function parent(): Float64Array {
    const i = generator.integer(members.size);
    const j = generator.integer(members.size);
    return members.point(members.better(j, i) ? j : i);
  }

  function cross(point: Float64Array, other: Float64Array): void {
    for (let i = 0; i < dimension; i++) {
      const x = point[i] as number;
      const y = other[i] as number;
      if (x === y || generator.uniform() >= EACH) continue;
      if (axes.isChoice(i)) point[i] = y;
      else point[i] = simulatedBinary(x, y, nearness, generator.uniform());
    }
  }

  /** Each coordinate with probability 1/d. */
  function mutate(point: Float64Array): void {
    for (let i = 0; i < dimension; i++) {
      if (generator.uniform() * dimension >= 1) continue;
      const x = point[i] as number;
      point[i] = axes.levels(i) > 0 ? axes.change(i, x, generator) : polynomialMutation(x, nearness, generator.uniform());
    }
  }

  function child(): Float64Array {
    const first = parent();
    const point = new Float64Array(first);
    if (generator.uniform() < CROSSED) cross(point, parent());
    mutate(point);
    axes.settleUnlike(point, first, generator);
    return point;
  }

  return {
    ask() {
      const initial = drawn < population || members.size < ENOUGH || dimension === 0;
      if (initial) drawn++;
      const point = initial ? axes.draw(generator) : child();
      return { id: pending.add(point), point: new Float64Array(point) };
    },
    tell(id, losses) {
      members.insert(pending.take(id), losses.slice());
    },
    memory(): Memory {
      const open = pending.state();
      return { members: members.state(), drawn, pending: { next: open.next, open: open.open.map(([id, point]) => [id, [...point]]) } };
    },
  };
}
