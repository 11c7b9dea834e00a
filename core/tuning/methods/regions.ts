import type { Generator } from '../../random/generator.ts';
import { drawWeights } from '../scales.ts';
import type { Scales } from '../scales.ts';

/** Centres of the boxes that are searched more closely, and the points that may become one. */
export interface Regions {
  readonly size: number;
  /** Null where there is none with this number. */
  centre(region: number): readonly number[] | null;
  /** A candidate of a region (−1: of none) with finite losses. */
  tell(region: number, point: readonly number[], losses: Float64Array): void;
  /** New centres, at most so many. @param reach with one objective, two centres differ by more than this in some coordinate */
  renew(count: number, reach: number): void;
  state(): RegionsState;
}

interface Told {
  point: readonly number[];
  losses: number[];
}

interface Region {
  weights: number[];
  /** With several objectives it is the best by the weights. */
  centre?: Told;
}

export interface RegionsState {
  known: Told[];
  regions: Region[];
}

/** Points kept to choose centres from: enough that many lie outside of one another's boxes. */
const KNOWN = 200;

interface Setup {
  objectives: number;
  preferences: readonly number[];
  scales: Scales;
  generator: Generator;
}

export function createRegions({ objectives, preferences, scales, generator }: Setup, saved?: RegionsState): Regions {
  let known: Told[] = [...(saved?.known ?? [])];
  let regions: Region[] = (saved?.regions ?? []).map((region) => ({ ...region }));

  /** With one objective the best, in order; with several those that no other dominates, the latest so many. */
  function keep(told: Told): void {
    if (objectives === 1) {
      const at = known.findIndex((other) => first(told) < first(other));
      known.splice(at < 0 ? known.length : at, 0, told);
      known.length = Math.min(known.length, KNOWN);
      return;
    }
    if (known.some(({ losses }) => covers(losses, told.losses))) return;
    known = [...known.filter(({ losses }) => !covers(told.losses, losses)), told].slice(-KNOWN);
  }

  function best(weights: readonly number[]): Told | undefined {
    let least = Infinity;
    let found: Told | undefined;
    for (const told of known) {
      const size = scales.value(Float64Array.from(told.losses), weights);
      if (size < least) [least, found] = [size, told];
    }
    return found;
  }

  function apart(count: number, reach: number): Told[] {
    const chosen: Told[] = [];
    for (const told of known) {
      if (chosen.length === count) break;
      if (!chosen.some(({ point }) => point.every((x, i) => Math.abs(x - (told.point[i] as number)) <= reach))) chosen.push(told);
    }
    return chosen;
  }

  return {
    get size() {
      return regions.length;
    },
    centre(region) {
      const own = regions[region];
      if (own === undefined) return null;
      return (own.centre ?? best(own.weights))?.point ?? null;
    },
    tell(region, point, losses) {
      const told = { point, losses: [...losses] };
      keep(told);
      const own = regions[region];
      if (own?.centre !== undefined && first(told) < first(own.centre)) own.centre = told;
    },
    renew(count, reach) {
      if (known.length === 0) regions = [];
      else if (objectives === 1) regions = apart(count, reach).map((centre) => ({ weights: [1], centre }));
      else regions = Array.from({ length: count }, () => ({ weights: drawWeights(preferences, generator) }));
    },
    state: () => ({ known: [...known], regions: regions.map((region) => ({ ...region })) }),
  };
}

function first({ losses }: Told): number {
  return losses[0] as number;
}

/** Whether a is at least as good as b in every loss. */
function covers(a: readonly number[], b: readonly number[]): boolean {
  return a.every((loss, k) => loss <= (b[k] as number));
}
