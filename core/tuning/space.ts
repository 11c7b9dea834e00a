import type { SearchParameter, SearchSpace } from '../model/prepared.ts';
import { levelAt, positionOf } from './dimensions.ts';
import type { Dimension } from './dimensions.ts';

/**
 * The free part of a search space, d ≤ q of its parameters, as the unit cube. Fixed parameters
 * (lower = upper) keep their value and take no dimension.
 */
export interface UnitSpace {
  /** q, fixed parameters included. */
  readonly parameters: number;
  /** d */
  readonly dimension: number;
  /** d axes, in the order of `free`. */
  readonly dimensions: readonly Dimension[];
  /** Index in the full vector of each free dimension. */
  readonly free: readonly number[];
  /** Writes the full vector (q values) of a point (d values in 0..1) into `params`. */
  toParams(point: Float64Array, params: Float64Array): void;
  /** The point of a full vector; values outside the ranges are clipped to 0..1. */
  toPoint(params: Float64Array): Float64Array;
}

/** RangeError for a range that is upside down or not finite. */
export function unitSpace(space: SearchSpace): UnitSpace {
  const lower = Float64Array.from(space.parameters, (parameter) => parameter.lower);
  const upper = Float64Array.from(space.parameters, (parameter) => parameter.upper);
  const offsets = Float64Array.from(space.parameters, (parameter) => parameter.logOffset ?? Number.NaN);
  const levels = space.parameters.map(levelsOf);
  const free: number[] = [];
  space.parameters.forEach((parameter, i) => {
    const width = parameter.upper - parameter.lower;
    if (!(width >= 0) || !Number.isFinite(width)) {
      throw new RangeError(`Range of ${parameter.name}: expected lower ≤ upper, got ${parameter.lower} to ${parameter.upper}.`);
    }
    if (width > 0) free.push(i);
  });
  return {
    parameters: lower.length,
    dimension: free.length,
    free,
    dimensions: free.map((i) => ({ levels: levels[i] as number, ordered: space.parameters[i]?.choices === undefined })),
    toParams(point, params) {
      params.set(lower);
      for (let k = 0; k < free.length; k++) {
        const i = free[k] as number;
        const low = lower[i] as number;
        const high = upper[i] as number;
        const count = levels[i] as number;
        if (count > 0) {
          params[i] = low + levelAt(point[k] as number, count);
          continue;
        }
        // Rounding may carry a value past its bounds.
        const offset = offsets[i] as number;
        const value = Number.isNaN(offset) ? low + (point[k] as number) * (high - low)
          : (low + offset) * ((high + offset) / (low + offset)) ** (point[k] as number) - offset;
        params[i] = Math.min(Math.max(value, low), high);
      }
    },
    toPoint: (params) => Float64Array.from(free, (i) => {
      const low = lower[i] as number;
      const offset = offsets[i] as number;
      const value = params[i] as number;
      const high = upper[i] as number;
      const count = levels[i] as number;
      if (count > 0) return positionOf(Math.min(Math.max(Math.round(value - low), 0), count - 1), count);
      const position = Number.isNaN(offset) ? (value - low) / (high - low)
        : Math.log((value + offset) / (low + offset)) / Math.log((high + offset) / (low + offset));
      return Math.min(Math.max(position, 0), 1);
    }),
  };
}

function levelsOf({ lower, upper, choices, whole }: SearchParameter): number {
  return choices !== undefined || whole === true ? upper - lower + 1 : 0;
}
