import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';

/** Moves coordinates of dimensions with levels to the middle of the level they mean; changes the point and returns it. */
export function snapped(point: Float64Array, space: readonly Dimension[]): Float64Array {
  space.forEach(({ levels }, i) => {
    if (levels > 0) point[i] = positionOf(levelAt(point[i] as number, levels), levels);
  });
  return point;
}
