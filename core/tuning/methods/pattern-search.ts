import { createSobolSequence, restoreSobolSequence } from '../../random/sobol-sequence.ts';
import type { SobolState } from '../../random/sobol-sequence.ts';
import { createNonDominated } from '../non-dominated.ts';
import type { NonDominatedState } from '../non-dominated.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createScales, drawWeights } from '../scales.ts';
import type { ScalesState } from '../scales.ts';
import { directions, meshPoint, stepped } from './poll.ts';
import { snapped } from './sampling.ts';

/** A run ends when its step is smaller than this: with several objectives the time is better spent on another part of the front. */
const FINEST = { one: 1e-4, several: 0.01 };
/** The step is doubled after so many successes per coordinate without a refinement between them. */
const SUCCESSES_TO_EXPAND = 2;
/** New points of a run that starts afresh; the best of them is its centre. */
const FRESH_POINTS = 5;
/** With several objectives every so many runs start afresh, the others at a member of the front. */
const FRESH_EVERY = 5;
const FRONT_LIMIT = 200;

interface Candidate {
  point: number[];
  /** −1: of the points that come before the first run. */
  run: number;
  poll: number;
  /** −1: not a step of the poll. */
  direction: number;
}

/** One descent from a centre, as JSON. */
interface Run {
  number: number;
  weights: number[];
  centre: { point: number[]; losses: number[] } | null;
  /** Its centre is the best of points of its own. */
  anew: boolean;
  /** Such points still to be asked for. */
  fresh: number;
  step: number;
  successes: number;
  poll: number;
  /** The most promising direction first. */
  order: number[];
  /** Of the present poll: directions gone through, and points not told yet. */
  taken: number;
  open: number;
  /** Points asked for about the present centre. */
  tried: string[];
}

interface Memory {
  sequence: SobolState;
  drawn: number;
  scales: ScalesState;
  front: NonDominatedState;
  run: Run;
  pending: PendingState<Candidate>;
}

/**
 * Generalised pattern search (Torczon 1997, SIAM J. Optimization 7): steps up and down each coordinate from the centre; the
 * first that is better becomes the centre at once (opportunistic polling), and the poll goes on with the directions after
 * it; when none is better the step is refined. It starts from the best of a few spread points. When the step is finest it
 * begins a new run: with one objective from fresh points; with several, which `Scales` makes one number, by new
 * weights from the member of the front that is best by them.
 *
 * While all of a poll is asked for and not yet told it proposes other points of the mesh (the search step of the method).
 */
export function createPatternSearch({ space, objectives, options, settings, generator, memory }: OptimiserSetup): Method {
  const saved = memory as Memory | undefined;
  const [firstStep, refinement, starts] = [settings['step'], settings['refinement'], settings['starts']].map(Number) as [number, number, number];
  const preferences = options.weights ?? new Array<number>(objectives).fill(1);
  const finest = objectives === 1 ? FINEST.one : FINEST.several;
  const sequence = saved === undefined ? createSobolSequence(space.length, generator) : restoreSobolSequence(space.length, saved.sequence);
  const scales = createScales(objectives, saved?.scales);
  const front = createNonDominated(FRONT_LIMIT, saved?.front);
  const pending = createPending(saved?.pending);
  let drawn = saved?.drawn ?? 0;
  let run: Run = saved === undefined ? newRun(0, preferences, false, firstStep) : copyOf(saved.run);

  function newRun(number: number, weights: number[], anew: boolean, step: number): Run {
    return {
      number, weights, anew, fresh: anew ? FRESH_POINTS : 0, step, centre: null, successes: 0, poll: 0, order: directions(space.length),
      taken: 0, open: 0, tried: [],
    };
  }

  function restart(): void {
    const anew = objectives === 1 || (run.number + 1) % FRESH_EVERY === 0;
    const weights = objectives === 1 ? preferences : drawWeights(preferences, generator);
    // Another step makes another mesh, so that no point of the last run comes again.
    run = newRun(run.number + 1, weights, anew, firstStep * (0.5 + 0.5 * generator.uniform()));
  }

  function bestKnown(): Run['centre'] {
    let least = Infinity;
    let best = -1;
    for (let i = 0; i < front.size; i++) {
      const value = scales.value(front.losses(i), run.weights);
      if (value < least) [least, best] = [value, i];
    }
    return best < 0 ? null : { point: [...front.point(best)], losses: [...front.losses(best)] };
  }

  function spread(of: number): Candidate {
    return { point: [...snapped(sequence.next(), space)], run: of, poll: -1, direction: -1 };
  }

  function next(): Candidate {
    if (drawn < starts) {
      drawn++;
      return spread(-1);
    }
    for (;;) {
      if (run.fresh > 0) {
        run.fresh--;
        return spread(run.number);
      }
      if (!run.anew) run.centre ??= bestKnown();
      if (run.centre === null || space.length === 0) return spread(run.number);
      const step = nextStep(run.centre.point) ?? (run.open > 0 ? besidePoll(run.centre.point) : null);
      if (step !== null) return step;
      run.step *= refinement;
      run.successes = 0;
      if (run.step < finest) restart();
      else nextPoll();
    }
  }

  function nextStep(centre: readonly number[]): Candidate | null {
    while (run.taken < run.order.length) {
      const direction = run.order[run.taken++] as number;
      const point = stepped(centre, direction, run.step, space);
      if (point === null || run.tried.includes(String(point))) continue;
      run.tried.push(String(point));
      run.open++;
      return { point, run: run.number, poll: run.poll, direction };
    }
    return null;
  }

  function besidePoll(centre: readonly number[]): Candidate {
    const point = meshPoint(centre, run.step, space, generator);
    const known = String(point) === String(centre) || run.tried.includes(String(point));
    return known ? spread(run.number) : { point, run: run.number, poll: -1, direction: -1 };
  }

  function nextPoll(): void {
    run.poll++;
    run.taken = 0;
    run.open = 0;
  }

  function moveTo(point: number[], losses: Float64Array, direction: number): void {
    run.centre = { point, losses: [...losses] };
    run.tried = [String(point)];
    nextPoll();
    if (direction < 0) return;
    const place = run.order.indexOf(direction) + 1;
    run.order = [...run.order.slice(place), ...run.order.slice(0, place)];
    run.successes++;
    if (run.successes < SUCCESSES_TO_EXPAND * space.length) return;
    run.successes = 0;
    run.step = Math.min(2 * run.step, firstStep);
  }

  return {
    ask() {
      const candidate = next();
      return { id: pending.add(candidate), point: Float64Array.from(candidate.point) };
    },
    tell(id, losses) {
      const candidate = pending.take(id);
      const ofRun = candidate.run === run.number;
      if (ofRun && candidate.poll === run.poll) run.open--;
      if (losses.includes(Infinity)) return;
      scales.tell(losses);
      front.add(Float64Array.from(candidate.point), losses);
      if (!ofRun) return;
      const centre = run.centre === null ? Infinity : scales.value(Float64Array.from(run.centre.losses), run.weights);
      if (scales.value(losses, run.weights) < centre) moveTo(candidate.point, losses, candidate.direction);
    },
    memory: (): Memory => ({
      sequence: sequence.state(), drawn, scales: scales.state(), front: front.state(), run: copyOf(run), pending: pending.state(),
    }),
  };
}

function copyOf(run: Run): Run {
  return { ...run, order: [...run.order], tried: [...run.tried] };
}
