import type { Generator } from '../../random/generator.ts';
import type { Dimension } from '../dimensions.ts';
import { snapped } from '../methods/sampling.ts';
import { drawCandidates } from './candidates.ts';
import type { Features } from './features.ts';
import type { Acquisition } from './improvement.ts';
import { minimise } from './minimise.ts';

/** How many of the candidates are refined, and for how many steps. */
export const REFINED = 4;
const ITERATIONS = 25;

export interface SearchSpace {
  space: readonly Dimension[];
  features: Features;
}

/**
 * The point of the largest acquisition that random candidates and climbs from the best of them along its gradient find; climbs
 * move the continuous dimensions. Null when all candidates are among the points that `taken` knows.
 */
export function maximise(
  acquisition: Acquisition, { space, features }: SearchSpace, leaders: readonly Float64Array[],
  taken: (point: Float64Array) => boolean, generator: Generator,
): Float64Array | null {
  const buffer = new Float64Array(features.width);
  const score = (point: Float64Array): number => {
    features.write(point, buffer);
    return acquisition.at(buffer);
  };
  const scored = drawCandidates(space, leaders, generator).map((point) => ({ point: snapped(point, space), value: -Infinity }));
  for (const each of scored) each.value = score(each.point);
  scored.sort((a, b) => b.value - a.value);
  const ends = scored.slice(0, REFINED).map(({ point }) => climb(acquisition, features, point));
  const ranked = [...ends.map((point) => ({ point, value: score(point) })).sort((a, b) => b.value - a.value), ...scored];
  return ranked.find(({ point }) => !taken(point))?.point ?? null;
}

function climb(acquisition: Acquisition, { width, featureOf, write }: Features, start: Float64Array): Float64Array {
  const slopes = new Float64Array(width);
  const buffer = new Float64Array(width);
  const free = featureOf.some((feature) => feature >= 0);
  if (!free) return start;
  return minimise((point, gradient) => {
    write(point, buffer);
    const value = acquisition.slopes(buffer, slopes);
    featureOf.forEach((feature, i) => {
      gradient[i] = feature < 0 ? 0 : -(slopes[feature] as number);
    });
    return -value;
  }, start, {
    lower: start.map((x, i) => ((featureOf[i] as number) < 0 ? x : 0)),
    upper: start.map((x, i) => ((featureOf[i] as number) < 0 ? x : 1)),
    iterations: ITERATIONS, firstStep: 0.02,
  }).x;
}
