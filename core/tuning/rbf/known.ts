import type { Dimension } from '../dimensions.ts';
import { mostUseful } from '../most-useful.ts';
import { createFeatures } from './features.ts';
import { createSurface } from './surface.ts';

/** A candidate that has been told; infinite losses mean that it failed. */
export interface Told {
  point: Float64Array;
  losses: Float64Array;
}

/**
 * What has been told, and one surface per objective through it. Bounded: past LIMIT points those that the fewest others
 * dominate stay with the latest, KEPT in all, so that a fit never costs more than that of LIMIT points.
 */
export interface Known {
  /** In the order in which they were told. */
  readonly told: readonly Told[];
  tell(told: Told): void;
  /** Predicted losses at the point to `out`; squared distance to the nearest point told. Fits first where something is new. */
  read(features: Float64Array, out: Float64Array): number;
  featuresOf(point: Float64Array): Float64Array;
}

export const LIMIT = 1_000;
const KEPT = 500;

export function createKnown(space: readonly Dimension[], objectives: number, from: readonly Told[] = []): Known {
  const features = createFeatures(space);
  let told: Told[] = [];
  let surface = createSurface(features.dimension);
  let stale = true;

  function add(one: Told): void {
    told.push(one);
    surface.add(features.of(one.point));
    stale = true;
  }

  function thin(): void {
    const kept = mostUseful(told, KEPT);
    told = [];
    surface = createSurface(features.dimension);
    kept.forEach(add);
  }

  from.forEach(add);
  return {
    get told() {
      return told;
    },
    tell(one) {
      add(one);
      if (told.length > LIMIT) thin();
    },
    read(point, out) {
      if (stale) surface.fit(Array.from({ length: objectives }, (_, k) => lossesToFit(told, k)));
      stale = false;
      return surface.read(point, out);
    },
    featuresOf: (point) => features.of(point),
  };
}

/** One objective's losses; of candidates that failed, the worst there is, so that the surface stays away from them. */
function lossesToFit(told: readonly Told[], k: number): Float64Array {
  const worst = told.reduce((most, { losses }) => (losses[k] === Infinity ? most : Math.max(most, losses[k] as number)), -Infinity);
  return Float64Array.from(told, ({ losses }) => Math.min(losses[k] as number, worst));
}
