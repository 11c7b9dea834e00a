import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';

/** Points of the unit cube as the surfaces see them. */
export interface Features {
  /** D ≥ d */
  readonly dimension: number;
  /** D coordinates in 0..1 of a point whose levels are settled. */
  of(point: Float64Array): Float64Array;
}

/** Two values of a choice are 1 apart, as far as the ends of an axis. */
const CHOSEN = Math.SQRT1_2;

/** A choice of k becomes k columns, 0 but for the one that is chosen; all else is as it is. */
export function createFeatures(space: readonly Dimension[]): Features {
  const widths = space.map(({ levels, ordered }) => (ordered || levels === 0 ? 1 : levels));
  const dimension = widths.reduce((sum, width) => sum + width, 0);
  return {
    dimension,
    of(point) {
      const features = new Float64Array(dimension);
      let at = 0;
      for (let j = 0; j < widths.length; j++) {
        const width = widths[j] as number;
        if (width === 1) features[at] = point[j] as number;
        else features[at + levelAt(point[j] as number, width)] = CHOSEN;
        at += width;
      }
      return features;
    },
  };
}

/** Moves every coordinate with levels to the middle of its level, in place. */
export function settle(point: Float64Array, space: readonly Dimension[]): Float64Array {
  for (let j = 0; j < space.length; j++) {
    const levels = (space[j] as Dimension).levels;
    if (levels > 0) point[j] = positionOf(levelAt(point[j] as number, levels), levels);
  }
  return point;
}
