import type { Generator } from '../../random/generator.ts';
import type { Dimension } from '../dimensions.ts';
import { createDistribution, roundState } from './cma-distribution.ts';
import type { DistributionState } from './cma-distribution.ts';
import { modelMinimum } from './cma-model.ts';
import { strategyOf } from './cma-strategy.ts';

/** One run of CMA-ES, from its start to where nothing more is to be gained from it. */
export interface Run {
  /** Generations closed. */
  readonly generation: number;
  /** Answers that it had, failed ones included. */
  readonly evaluations: number;
  /** Whether it has converged, stagnates, or cannot go on. */
  readonly ended: boolean;
  /** A point of the next candidate, not limited to the cube. */
  sample(generator: Generator): Float64Array;
  /** @param value smaller is better; asked for the answers of a generation when it closes */
  tell(drawn: { generation: number; point: ArrayLike<number> }, losses: Float64Array, value: (losses: Float64Array) => number): void;
  state(): RunState;
}

export interface RunState {
  distribution: DistributionState;
  /** λ */
  population: number;
  generation: number;
  evaluations: number;
  /** Failed candidates since the last generation. */
  failed: number;
  /** Of the generation that is not closed yet, and how many more were drawn for it. */
  answers: Told[];
  open: number;
  /** Best value of each of the last generations. */
  history: number[];
  best: number | null;
  /** Generations since the best value. */
  stale: number;
  /** What the model is made from, oldest first, and the answers since it was last asked. */
  recent: Told[];
  unmodelled: number;
}

interface Told {
  point: number[];
  losses: number[];
}

/** Deviations below it, in the unit cube, are too small to matter. */
const LEAST_DEVIATION = 1e-11;
/** A spread of the last values below this part of them is none. */
const LEAST_SPREAD = 1e-9;
/** Ratio of eigenvalues at which rounding spoils the search (Hansen 2009: ConditionCov). */
const LARGEST_CONDITION = 1e14;
/** Populations of failed candidates on end after which it is better to look elsewhere. */
const FAILED_POPULATIONS = 3;
/** Least deviation along a dimension with levels, in parts of a level: neighbours stay within reach. */
const LEVEL_DEVIATION = 0.3;

export function startOf(mean: ArrayLike<number>, step: number, population: number): RunState {
  return {
    distribution: roundState(mean, step), population, generation: 0, evaluations: 0, failed: 0, answers: [], open: 0,
    history: [], best: null, stale: 0, recent: [], unmodelled: 0,
  };
}

/** @param modelled whether some candidates are those of a quadratic model: the losses are one each and no weighted sum */
export function createRun(space: readonly Dimension[], from: RunState, modelled: boolean): Run {
  const n = space.length;
  const usual = strategyOf(Math.max(n, 1), from.population);
  const distribution = createDistribution(from.distribution);
  const answers = [...from.answers];
  const history = [...from.history];
  const recent = [...from.recent];
  let { generation, evaluations, failed, stale, open, unmodelled } = from;
  let best = from.best ?? Infinity;
  const remembered = 10 + Math.ceil((30 * n) / from.population);

  function close(value: (losses: Float64Array) => number): void {
    const valued = answers.map(({ point, losses }) => ({ point, value: value(Float64Array.from(losses)) })).sort((a, b) => a.value - b.value);
    distribution.learn(valued.map(({ point }) => point), valued.length === usual.population ? usual : strategyOf(n, valued.length));
    space.forEach(({ levels }, i) => {
      if (levels > 0) distribution.widen(i, LEVEL_DEVIATION / levels);
    });
    const least = valued[0]?.value as number;
    history.push(least);
    if (history.length > remembered) history.shift();
    stale = least < best ? 0 : stale + 1;
    best = Math.min(best, least);
    generation++;
    failed = 0;
    open = 0;
    answers.length = 0;
  }

  function flat(): boolean {
    const most = Math.max(...history);
    return history.length === remembered && most - Math.min(...history) <= LEAST_SPREAD * Math.abs(most);
  }

  const narrow = (): boolean => space.some(({ levels }) => levels === 0)
    && space.every(({ levels }, i) => levels > 0 || distribution.deviation(i) < LEAST_DEVIATION);

  /** Every n answers, once there are more than the model has slopes. */
  function modelStep(): Float64Array | null {
    if (!modelled || unmodelled < Math.max(n, 4) || recent.length < 1.5 * n + 3) return null;
    unmodelled = 0;
    return modelMinimum(recent.map(({ point }) => distribution.stepTo(point)), recent.map(({ losses }) => losses[0] as number), Math.sqrt(n));
  }

  return {
    get generation() {
      return generation;
    },
    get evaluations() {
      return evaluations;
    },
    get ended() {
      if (failed > FAILED_POPULATIONS * from.population) return true;
      return answers.length === 0 && generation > 0
        && (narrow() || flat() || stale > 5 * remembered || distribution.condition > LARGEST_CONDITION);
    },
    sample(generator) {
      open++;
      const step = modelStep() ?? Float64Array.from(space, () => generator.normal());
      return distribution.pointAt(step);
    },
    tell(drawn, losses, value) {
      evaluations++;
      unmodelled++;
      const late = drawn.generation < generation;
      if (!late) open--;
      if (losses.includes(Infinity)) {
        failed++;
        return;
      }
      const told = { point: Array.from(drawn.point), losses: [...losses] };
      recent.push(told);
      if (recent.length > 3 * n + 4) recent.shift();
      if (late) return;
      answers.push(told);
      // With many asked for at once the generation is as large as half of them.
      if (answers.length >= Math.max(from.population, open)) close(value);
    },
    state: () => ({
      distribution: distribution.state(), population: from.population, generation, evaluations, failed, stale, open,
      answers: answers.map(copied), history: [...history], best: best === Infinity ? null : best, recent: recent.map(copied), unmodelled,
    }),
  };
}

function copied({ point, losses }: Told): Told {
  return { point: [...point], losses: [...losses] };
}
