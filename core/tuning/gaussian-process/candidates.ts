import type { Generator } from '../../random/generator.ts';
import { reflected } from '../axes.ts';
import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';

/** How many points are looked at per proposal: anywhere, and near the leaders. */
export const ANYWHERE = 150;
export const NEARBY = 350;
/** Dimensions a nearby point differs in, on average, in half of the cases; in the others all of them. */
const FEW = 3;
/** Bounds of the step's deviation, in units of the cube; log-uniform. */
const STEP = { least: 0.003, most: 0.3 };
/** How often a step is a fresh draw of the coordinate. */
const FRESH = 0.1;

/**
 * Random points over the whole cube, and leaders (points that are good so far, at least one, the best first) with some coordinates moved:
 * in many dimensions what is better lies a few small steps away from what is good (Regis and Shoemaker 2013, Engineering Optimization 45).
 */
export function drawCandidates(space: readonly Dimension[], leaders: readonly Float64Array[], generator: Generator): Float64Array[] {
  const points: Float64Array[] = Array.from({ length: ANYWHERE }, () => Float64Array.from(space, () => generator.uniform()));
  for (let k = 0; k < NEARBY; k++) {
    const leader = leaders[k % leaders.length] as Float64Array;
    points.push(moved(space, leader, k % 2 === 0 ? Math.min(1, FEW / space.length) : 1, generator));
  }
  return points;
}

/** A copy with every coordinate moved by the given chance, one for certain. */
function moved(space: readonly Dimension[], from: Float64Array, chance: number, generator: Generator): Float64Array {
  const point = new Float64Array(from);
  const step = STEP.least * (STEP.most / STEP.least) ** generator.uniform();
  const certain = generator.integer(Math.max(space.length, 1));
  space.forEach((dimension, i) => {
    if (i !== certain && generator.uniform() >= chance) return;
    point[i] = movedAlong(dimension, point[i] as number, step, generator);
  });
  return point;
}

function movedAlong({ levels, ordered }: Dimension, from: number, step: number, generator: Generator): number {
  if (levels > 0 && !ordered) return positionOf(generator.integer(levels), levels);
  if (generator.uniform() < FRESH) return generator.uniform();
  const by = step * generator.normal();
  if (levels === 0) return reflected(from + by);
  // At least one level up or down.
  const levelled = levelAt(from, levels) + (by < 0 ? -1 : 1) * Math.max(1, Math.round(Math.abs(by) * levels));
  return positionOf(Math.min(Math.max(levelled, 0), levels - 1), levels);
}
