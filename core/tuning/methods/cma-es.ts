import { axesOf, reflected } from '../axes.ts';
import { createNonDominated } from '../non-dominated.ts';
import type { NonDominatedState } from '../non-dominated.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createScales, drawWeights } from '../scales.ts';
import type { ScalesState } from '../scales.ts';
import { firstRegime, nextRegime } from './cma-restarts.ts';
import type { Regime, Restarts } from './cma-restarts.ts';
import { createRun, startOf } from './cma-run.ts';
import type { Run, RunState } from './cma-run.ts';
import { usualPopulation } from './cma-strategy.ts';

/**
 * CMA-ES with restarts. Starts at the middle. Points are drawn without regard to the bounds and mirrored into the cube
 * where they are evaluated: the search sees losses that are mirrored at 0 and 1. Values of dimensions with levels are the
 * middles of their parts.
 *
 * A generation closes with λ answers, or more where many are asked for at once: not before there are as many answers as open
 * proposals. What is answered later does not move the distribution any more. Failed candidates are left out, which is to draw again
 * in their place.
 *
 * Several objectives are one number at a time (scales.ts): the first run has the user's weights, each later one weights
 * drawn at random and a few generations; it starts from the non-dominated point that is best by them.
 */

/** First step of runs that start where nothing is known, in parts of the setting, which is made for the middle of the ranges. */
const WIDE = 5;
/** First step of a run that starts from the front, in parts of the setting. */
const FROM_FRONT = 1.5;
/** Generations of the first run and of each later one with several objectives. */
const FIRST_GENERATIONS = 20;
const GENERATIONS = 10;
/** Members of the non-dominated set that are kept. */
const FRONT_LIMIT = 200;

interface Child {
  run: number;
  generation: number;
  /** As drawn; the candidate is the mirrored one. */
  point: number[];
}

interface Memory {
  scales: ScalesState;
  front: NonDominatedState;
  pending: PendingState<Child>;
  runs: number;
  regime: Regime;
  weights: number[];
  run: RunState;
}

export function createCmaEs({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const n = space.length;
  const axes = axesOf(space);
  const saved = memory as Memory | undefined;
  const several = objectives > 1;
  const preferences = normalised(options.weights ?? new Array<number>(objectives).fill(1));
  const step = settings.sigma as number;
  const usual = Math.max((settings.population as number) || usualPopulation(n), 2);
  const scales = createScales(objectives, saved?.scales);
  const front = createNonDominated(FRONT_LIMIT, saved?.front);
  const pending = createPending<Child>(saved?.pending);
  let runs = saved?.runs ?? 0;
  let regime = saved?.regime ?? firstRegime(usual);
  let weights = saved?.weights ?? preferences;
  let run = started(saved?.run ?? startOf(new Array<number>(n).fill(0.5), several ? step * WIDE : step, usual));

  function started(from: RunState): Run {
    return createRun(space, from, !several);
  }

  function restart(): void {
    runs++;
    if (several) weights = drawWeights(preferences, generator);
    if (several && front.size > 0) {
      run = started(startOf(best(), step * FROM_FRONT, usual));
      return;
    }
    regime = nextRegime(regime, settings.restarts as Restarts, usual, run.evaluations, generator);
    const start = Float64Array.from({ length: n }, () => generator.uniform());
    run = started(startOf(start, step * WIDE * regime.step, regime.population));
  }

  /** The member of the front that is best by the weights. */
  function best(): Float64Array {
    let least = Infinity;
    let chosen = 0;
    for (let i = 0; i < front.size; i++) {
      const value = scales.value(front.losses(i), weights);
      if (value >= least) continue;
      least = value;
      chosen = i;
    }
    return front.point(chosen);
  }

  function over(): boolean {
    return run.ended || (several && run.generation >= (runs === 0 ? FIRST_GENERATIONS : GENERATIONS));
  }

  function candidate(drawn: ArrayLike<number>): Float64Array {
    const point = Float64Array.from(drawn, reflected);
    axes.settle(point);
    return point;
  }

  return {
    ask() {
      const drawn = n === 0 ? new Float64Array() : run.sample(generator);
      return { id: pending.add({ run: runs, generation: run.generation, point: [...drawn] }), point: candidate(drawn) };
    },
    tell(id, losses) {
      const child = pending.take(id);
      if (n === 0) return;
      scales.tell(losses);
      if (several) front.add(candidate(child.point), losses);
      if (child.run !== runs) return;
      run.tell(child, losses, (each) => scales.value(each, weights));
      if (over()) restart();
    },
    memory: (): Memory => ({
      scales: scales.state(), front: front.state(), pending: pending.state(), runs, regime, weights, run: run.state(),
    }),
  };
}

function normalised(weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
