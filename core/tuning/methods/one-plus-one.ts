import { axesOf, reflected } from '../axes.ts';
import { createNonDominated } from '../non-dominated.ts';
import type { NonDominatedState } from '../non-dominated.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createScales, drawWeights } from '../scales.ts';
import type { ScalesState } from '../scales.ts';

/**
 * The (1+1) evolution strategy (Rechenberg 1973, "Evolutionsstrategie"): a child by normal steps from the parent, which it
 * replaces when not worse. One success in five keeps the step width, in the smooth form of Kern et al. 2004
 * ("Learning probability distributions in continuous evolutionary algorithms", Natural Computing 3): times e^(c/√(d+1))
 * on success, times the fourth root of its inverse otherwise. Levels change with probability 1/d each.
 *
 * It starts in the middle of the cube, and at random where a run has come to nothing more. Several objectives: runs are
 * short, each with weights of its own from the non-dominated point that is best by them.
 */
const START_STEP = 0.25;
const LARGEST_STEP = 0.5;
const SMALLEST_STEP = 1e-9;
/** c */
const ADAPTATION = 1.3;
/** A run's step width where it starts from a point that another run has found, at least. */
const RESUMED_STEP = 0.05;
/** Share of runs that start at random nevertheless. */
const AFRESH = 0.1;
/** Less than this part of the loss gained in a stretch: the run is at its end. */
const LEAST_GAIN = 1e-4;
const FRONT_LIMIT = 200;

interface Parent {
  point: Float64Array;
  losses: Float64Array;
}

interface Child {
  point: Float64Array;
  run: number;
  /** Only its continuous part differs from the parent: it tells something about the step width. */
  plain: boolean;
}

interface Memory {
  parent: { point: number[]; losses: number[] } | null;
  weights: number[];
  step: number;
  run: number;
  /** Told in this stretch, and the loss at its beginning. */
  stretch: { told: number; from: number | null };
  begun: boolean;
  scales: ScalesState;
  front: NonDominatedState;
  pending: PendingState<{ point: number[]; run: number; plain: boolean }>;
}

export function createOnePlusOne({ space, objectives, options, generator, memory }: OptimiserSetup): Method {
  const axes = axesOf(space);
  const { dimension } = axes;
  const saved = memory as Memory | undefined;
  const preferences = options.weights ?? new Array<number>(objectives).fill(1);
  const damping = 1 / Math.sqrt(1 + space.filter(({ levels }) => levels === 0).length);
  const length = objectives === 1 ? 20 + 5 * dimension : 10 + dimension;
  const scales = createScales(objectives, saved?.scales);
  const front = createNonDominated(FRONT_LIMIT, saved?.front);
  const pending = createPending<Child>(saved && {
    next: saved.pending.next, open: saved.pending.open.map(([id, child]) => [id, { ...child, point: Float64Array.from(child.point) }]),
  });
  let parent: Parent | null = saved?.parent ? { point: Float64Array.from(saved.parent.point), losses: Float64Array.from(saved.parent.losses) } : null;
  let weights = saved?.weights ?? drawWeights(preferences, generator);
  let step = saved?.step ?? START_STEP;
  let run = saved?.run ?? 0;
  let told = saved?.stretch.told ?? 0;
  let from = saved?.stretch.from ?? null;
  let begun = saved?.begun ?? false;

  function start(): Child {
    const point = begun ? axes.draw(generator) : new Float64Array(dimension).fill(0.5);
    begun = true;
    axes.settle(point);
    return { point, run, plain: false };
  }

  function childOf(before: Float64Array): Child {
    const point = new Float64Array(before);
    let plain = true;
    for (let i = 0; i < dimension; i++) {
      const x = before[i] as number;
      if (axes.levels(i) === 0) {
        point[i] = reflected(x + step * generator.normal());
      } else if (generator.uniform() * dimension < 1) {
        point[i] = axes.change(i, x, generator);
        plain = false;
      }
    }
    axes.settleUnlike(point, before, generator);
    return { point, run, plain };
  }

  function settle(next: Parent): void {
    parent = next;
    told = 0;
    from = scales.value(next.losses, weights);
  }

  function bestOfFront(): number {
    let best = 0;
    let least = Infinity;
    for (let i = 0; i < front.size; i++) {
      const value = scales.value(front.losses(i), weights);
      if (value >= least) continue;
      least = value;
      best = i;
    }
    return best;
  }

  function restart(): void {
    run++;
    weights = drawWeights(preferences, generator);
    parent = null;
    if (front.size === 0 || generator.uniform() < AFRESH) {
      step = START_STEP;
      return;
    }
    const best = bestOfFront();
    step = Math.max(step, RESUMED_STEP);
    settle({ point: front.point(best), losses: front.losses(best) });
  }

  /** At the end of a stretch of one objective: whether it has gained what is worth going on for. */
  function gained(value: number): boolean {
    return objectives === 1 && from !== null && from - value > LEAST_GAIN * Math.abs(from);
  }

  return {
    ask() {
      const child = parent === null ? start() : childOf(parent.point);
      return { id: pending.add(child), point: new Float64Array(child.point) };
    },
    tell(id, losses) {
      const child = pending.take(id);
      const next = { point: child.point, losses: losses.slice() };
      scales.tell(next.losses);
      if (objectives > 1) front.add(next.point, next.losses);
      if (child.run !== run) return;
      if (parent === null) {
        if (!losses.includes(Infinity)) settle(next);
        return;
      }
      const better = scales.value(next.losses, weights) <= scales.value(parent.losses, weights);
      if (better) parent = next;
      if (child.plain) step = Math.min(step * Math.exp(ADAPTATION * damping * (better ? 1 : -0.25)), LARGEST_STEP);
      told++;
      if (told < length && step > SMALLEST_STEP) return;
      const value = scales.value(parent.losses, weights);
      if (step > SMALLEST_STEP && gained(value)) {
        told = 0;
        from = value;
      } else {
        restart();
      }
    },
    memory(): Memory {
      const open = pending.state();
      return {
        parent: parent && { point: [...parent.point], losses: [...parent.losses] }, weights, step, run, stretch: { told, from }, begun,
        scales: scales.state(), front: front.state(),
        pending: { next: open.next, open: open.open.map(([id, { point, ...rest }]) => [id, { ...rest, point: [...point] }]) },
      };
    },
  };
}
