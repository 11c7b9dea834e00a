import type { Generator } from '../random/generator.ts';
import { standardised } from './features.ts';
import { kMeans } from './k-means.ts';
import type { Partition } from './k-means.ts';

/** Models that are alike, after DESIGN reference definition (Robyn 3.12.1), "Clusters". */
export interface Clusters {
  /** Number of clusters. */
  k: number;
  /** Cluster of each model, 0..k − 1; the cluster with the best representative is 0. */
  assignment: number[];
  /** Per cluster the index of the model with the smallest error score. */
  representatives: number[];
  /** Per cluster the number of its models. */
  sizes: number[];
  /** Within-cluster sum of squares of 1, 2, … clusters, for the elbow chart. */
  withinSquares: number[];
}

/** A further cluster has to take off more than this share of the sum of squares of one cluster. */
const ELBOW = 0.06;
const MIN_CLUSTERS = 3;
const MAX_CLUSTERS = 10;

/**
 * @param features count × width, row-major: hyperparameters or ROAS of the models in the chosen fronts; values
 *   that are not finite count as their column's mean
 * @param scores error score of each model
 * @throws RangeError for no model or sizes that do not fit
 */
export function clusterModels(
  features: Float64Array, count: number, width: number, scores: ArrayLike<number>, generator: Generator,
): Clusters {
  if (count < 1 || features.length !== count * width || scores.length !== count) {
    throw new RangeError(`Expected ${count} × ${width} features and ${count} scores, got ${features.length} and ${scores.length}.`);
  }
  const points = standardised(features, count, width);
  const most = Math.min(MAX_CLUSTERS, differentPoints(points, count, width));
  const partitions: Partition[] = [];
  for (let k = 1; k <= most; k++) partitions.push(kMeans(points, count, width, k, generator));
  const withinSquares = partitions.map((partition) => partition.withinSquares);
  const k = Math.min(Math.max(elbow(withinSquares), MIN_CLUSTERS), most);
  return { withinSquares, ...ranked((partitions[k - 1] as Partition).assignment, k, scores) };
}

/** The largest number of clusters whose last one still pays. */
function elbow(withinSquares: readonly number[]): number {
  const whole = withinSquares[0] as number;
  let found = 1;
  for (let i = 1; i < withinSquares.length; i++) {
    if (((withinSquares[i - 1] as number) - (withinSquares[i] as number)) / whole > ELBOW) found = i + 1;
  }
  return found;
}

/** Numbers the clusters by their representatives' scores. */
function ranked(assignment: Int32Array, k: number, scores: ArrayLike<number>): Omit<Clusters, 'withinSquares'> {
  const representatives = new Array<number>(k).fill(-1);
  const sizes = new Array<number>(k).fill(0);
  assignment.forEach((c, i) => {
    sizes[c] = (sizes[c] as number) + 1;
    const held = representatives[c] as number;
    if (held < 0 || (scores[i] as number) < (scores[held] as number)) representatives[c] = i;
  });
  const scoreOf = (c: number): number => scores[representatives[c] as number] as number;
  const order = Array.from({ length: k }, (_, c) => c).sort((a, b) => (scoreOf(a) === scoreOf(b) ? a - b : scoreOf(a) - scoreOf(b)));
  return {
    k,
    assignment: Array.from(assignment, (c) => order.indexOf(c)),
    representatives: order.map((c) => representatives[c] as number),
    sizes: order.map((c) => sizes[c] as number),
  };
}

function differentPoints(points: Float64Array, count: number, width: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < count && seen.size < MAX_CLUSTERS; i++) seen.add(points.subarray(i * width, (i + 1) * width).join());
  return seen.size;
}
