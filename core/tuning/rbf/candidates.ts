import type { Generator } from '../../random/generator.ts';
import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';

/** A point anywhere in the cube, levels settled. */
export function anywhere(space: readonly Dimension[], generator: Generator): Float64Array {
  return Float64Array.from(space, ({ levels }) => {
    const position = generator.uniform();
    return levels === 0 ? position : positionOf(levelAt(position, levels), levels);
  });
}

/**
 * A neighbour of the point: each coordinate is moved with probability `share`, at least one is (Regis and Shoemaker
 * 2013, Engineering Optimization 45(5), DYCORS). A move is normal with deviation `step`, reflected at the ends;
 * an ordered level moves by at least one, a choice goes to any other value.
 */
export function neighbour(
  point: Float64Array, share: number, step: number, space: readonly Dimension[], generator: Generator,
): Float64Array {
  const moved = point.slice();
  const certain = generator.integer(space.length);
  for (let j = 0; j < space.length; j++) {
    if (j !== certain && generator.uniform() >= share) continue;
    moved[j] = movedAlong(space[j] as Dimension, point[j] as number, step, generator);
  }
  return moved;
}

function movedAlong({ levels, ordered }: Dimension, from: number, step: number, generator: Generator): number {
  if (levels === 1) return from;
  if (levels > 0 && !ordered) {
    const other = generator.integer(levels - 1);
    return positionOf(other < levelAt(from, levels) ? other : other + 1, levels);
  }
  const by = step * generator.normal();
  if (levels === 0) return reflected(from + by);
  const level = levelAt(from, levels);
  const steps = Math.max(1, Math.round(Math.abs(by) * levels)) * (by < 0 ? -1 : 1);
  const inside = level + steps >= 0 && level + steps < levels ? level + steps : level - steps;
  return positionOf(Math.min(Math.max(inside, 0), levels - 1), levels);
}

/** Mirrored at 0 and 1 until it is inside. */
function reflected(value: number): number {
  const folded = Math.abs(value) % 2;
  return folded > 1 ? 2 - folded : folded;
}
