import type { Generator } from '../../random/generator.ts';
import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';
import type { CreateMethod, Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { createScales } from '../scales.ts';
import type { ScalesState } from '../scales.ts';
import { createGrid } from './grid.ts';
import { createRandomSearch } from './random.ts';
import { createRegions } from './regions.ts';
import type { RegionsState } from './regions.ts';
import { snapped } from './sampling.ts';
import { createSobol } from './sobol.ts';

/** Share of the candidates that look everywhere; the other stages have the rest in equal parts. Measured: 0.2 does worse nearly everywhere. */
const FIRST_SHARE = 0.1;
/** Candidates of all stages together where nobody says how many there will be; after them the last goes on. */
const USUAL_BUDGET = 500;
/** So many hyperparameters change at a time, beside one that always does: with all at once hardly any candidate is better. */
const CHANGED = 2;
/** Chance that a choice is drawn anew, where it may change. */
const OTHER_CHOICE = 0.3;

const STARTS: Readonly<Record<string, CreateMethod>> = { sobol: createSobol, random: createRandomSearch, grid: createGrid };

interface Candidate {
  /** -1: of the first stage. */
  region: number;
  point: number[];
}

interface Memory {
  asked: number;
  stage: number;
  start: unknown;
  scales: ScalesState;
  regions: RegionsState;
  pending: PendingState<Candidate>;
}

/**
 * Search in stages: the first is spread over everything; each later one draws from boxes around the best points so far,
 * `zoom` times as wide as those of the stage before. One objective: the boxes begin at the best points that are not in one
 * another's, move to whatever better they find, and are half as many in every stage. Several: each box has weights of its
 * own, drawn anew for every stage, and lies about the point that is best by them.
 */
export function createCoarseToFine(setup: OptimiserSetup): Method {
  const { space, objectives, options, settings, generator } = setup;
  const saved = setup.memory as Memory | undefined;
  const [stages, zoom, count] = [settings['stages'], settings['zoom'], settings['regions']].map(Number) as [number, number, number];
  const starting = startingMethod(setup, saved?.start);
  const scales = createScales(objectives, saved?.scales);
  const regions = createRegions({ objectives, preferences: options.weights ?? new Array<number>(objectives).fill(1), scales, generator }, saved?.regions);
  const pending = createPending(saved?.pending);
  const ends = stageEnds(stages, options.budget ?? USUAL_BUDGET);
  let asked = saved?.asked ?? 0;
  let stage = saved?.stage ?? 0;

  function next(): Candidate {
    const running = ends.findIndex((end) => asked < end);
    const now = running < 0 ? stages - 1 : running;
    const width = zoom ** now;
    // Again where nothing had been told yet when the stage began.
    if (now > stage || (now > 0 && regions.size === 0)) {
      regions.renew(objectives === 1 ? Math.ceil(count / 2 ** (now - 1)) : count, width / 2);
      stage = now;
    }
    const first = now === 0 ? starting.ask() : null;
    if (first !== null) {
      starting.tell(first.id, NOTHING);
      return { region: -1, point: [...first.point] };
    }
    const region = asked % Math.max(1, regions.size);
    const centre = regions.centre(region);
    const point = centre === null
      ? [...snapped(Float64Array.from(space, () => generator.uniform()), space)]
      : around(centre, width, space, generator);
    return { region, point };
  }

  return {
    ask() {
      const candidate = next();
      asked++;
      return { id: pending.add(candidate), point: Float64Array.from(candidate.point) };
    },
    tell(id, losses) {
      const { region, point } = pending.take(id);
      if (losses.includes(Infinity)) return;
      scales.tell(losses);
      regions.tell(region, point, losses);
    },
    memory: (): Memory => ({
      asked, stage, start: starting.memory(), scales: scales.state(), regions: regions.state(), pending: pending.state(),
    }),
  };
}

/** What the methods of the first stage are told: they don't look at it. */
const NOTHING = new Float64Array();

function startingMethod(setup: OptimiserSetup, memory: unknown): Method {
  const create = STARTS[String(setup.settings['start'])] ?? createSobol;
  const options = { ...setup.options };
  // A grid it begins with is its own, not shared with other trials.
  delete options.part;
  return create({ ...setup, options, settings: { levels: 3 }, memory });
}

/** Candidates after which each stage is over. */
function stageEnds(stages: number, budget: number): number[] {
  const first = stages === 1 ? 1 : FIRST_SHARE;
  return Array.from({ length: stages }, (_, stage) => Math.ceil(budget * (first + ((1 - first) * stage) / Math.max(1, stages - 1))));
}

/** A point of the box of this width about the centre; the box is pushed back where it would leave the cube. */
function around(centre: readonly number[], width: number, space: readonly Dimension[], generator: Generator): number[] {
  const point = [...centre];
  const certain = space.length > 0 ? generator.integer(space.length) : 0;
  space.forEach((dimension, i) => {
    if (i !== certain && generator.uniform() >= CHANGED / space.length) return;
    point[i] = moved(point[i] as number, width, dimension, generator);
  });
  return point;
}

function moved(position: number, width: number, { levels, ordered }: Dimension, generator: Generator): number {
  if (levels > 0 && !ordered) return generator.uniform() < OTHER_CHOICE ? positionOf(generator.integer(levels), levels) : position;
  // Wide enough to reach the neighbouring levels.
  const box = Math.min(1, Math.max(width, levels > 0 ? 3 / levels : 0));
  const from = Math.min(Math.max(position - box / 2, 0), 1 - box);
  const drawn = from + box * generator.uniform();
  return levels > 0 ? positionOf(levelAt(drawn, levels), levels) : drawn;
}
