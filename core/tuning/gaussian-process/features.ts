import { levelAt, positionOf } from '../dimensions.ts';
import type { Dimension } from '../dimensions.ts';

/**
 * Points of the unit cube as the kernel sees them. A continuous dimension is one feature, its coordinate; ordered levels
 * are one feature, the middle of the level; a choice of k is k features of which one is 1/√2 and the others 0, so that two
 * different values are 1 apart. All features of a dimension share its length-scale.
 */
export interface Features {
  /** Number of features. */
  readonly width: number;
  /** Dimension of each feature. */
  readonly dimensionOf: Int32Array;
  /** Feature of each continuous dimension, −1 for the others. */
  readonly featureOf: Int32Array;
  /** Writes the features of a point (d values in 0..1) into `out`. */
  write(point: Float64Array, out: Float64Array): void;
  of(point: Float64Array): Float64Array;
}

export function createFeatures(space: readonly Dimension[]): Features {
  const sizes = space.map(({ levels, ordered }) => (levels > 0 && !ordered ? levels : 1));
  const dimensionOf = Int32Array.from(sizes.flatMap((size, i) => new Array<number>(size).fill(i)));
  const first = sizes.map((_, i) => dimensionOf.indexOf(i));

  function write(point: Float64Array, out: Float64Array): void {
    for (let i = 0; i < space.length; i++) {
      const { levels, ordered } = space[i] as Dimension;
      const at = first[i] as number;
      const position = point[i] as number;
      if (levels === 0) out[at] = position;
      else if (ordered) out[at] = positionOf(levelAt(position, levels), levels);
      else {
        out.fill(0, at, at + levels);
        out[at + levelAt(position, levels)] = Math.SQRT1_2;
      }
    }
  }
  return {
    width: dimensionOf.length,
    dimensionOf,
    featureOf: Int32Array.from(space, ({ levels }, i) => (levels === 0 ? first[i] as number : -1)),
    write,
    of(point) {
      const out = new Float64Array(dimensionOf.length);
      write(point, out);
      return out;
    },
  };
}
