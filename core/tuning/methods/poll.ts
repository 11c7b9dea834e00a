import type { Generator } from '../../random/generator.ts';
import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';

/**
 * The moves of a pattern search on its mesh. Directions are numbered 2i (up) and 2i + 1 (down) for coordinate i; a step is
 * a share of the axis, and at least one level where there are levels.
 */
export function directions(dimension: number): number[] {
  return Array.from({ length: 2 * dimension }, (_, direction) => direction);
}

/** One step in the direction, held to the cube; null where the centre is at that end already. */
export function stepped(centre: readonly number[], direction: number, step: number, space: readonly Dimension[]): number[] | null {
  const i = direction >> 1;
  const point = [...centre];
  point[i] = moved(centre[i] as number, direction % 2 === 0 ? step : -step, space[i] as Dimension);
  return point[i] === centre[i] ? null : point;
}

/** Some other point of the mesh: every coordinate a step up, a step down or not moved, by chance. */
export function meshPoint(centre: readonly number[], step: number, space: readonly Dimension[], generator: Generator): number[] {
  return centre.map((position, i) => {
    const sign = generator.integer(3) - 1;
    return sign === 0 ? position : moved(position, sign * step, space[i] as Dimension);
  });
}

function moved(position: number, step: number, { levels }: Dimension): number {
  if (levels === 0) return held(position + step, 1);
  const count = Math.sign(step) * Math.max(1, Math.round(Math.abs(step) * levels));
  return positionOf(held(levelAt(position, levels) + count, levels - 1), levels);
}

function held(value: number, upper: number): number {
  return Math.min(Math.max(value, 0), upper);
}
