import type { Generator } from '../random/generator.ts';

/**
 * k-means: Lloyd's iterations (1982, IEEE Trans. Inf. Theory 28) from k-means++ starts (Arthur and
 * Vassilvitskii 2007, SODA), the best of several starts.
 */
export interface Partition {
  /** Cluster of each point, 0..k − 1. */
  assignment: Int32Array;
  /** k × width, row-major. */
  centres: Float64Array;
  /** Sum over points of the squared distance to the centre of their cluster. */
  withinSquares: number;
}

const STARTS = 10;
const MAX_ROUNDS = 100;

/**
 * @param points count × width, row-major, finite
 * @param k 1..number of different points; no cluster is left empty then
 */
export function kMeans(points: Float64Array, count: number, width: number, k: number, generator: Generator): Partition {
  let best: Partition | undefined;
  for (let start = 0; start < STARTS; start++) {
    const partition = refined(points, count, width, spreadCentres(points, count, width, k, generator));
    if (best === undefined || partition.withinSquares < best.withinSquares) best = partition;
  }
  return best as Partition;
}

/** Each centre a point drawn with probability as its squared distance to the centres so far. */
function spreadCentres(points: Float64Array, count: number, width: number, k: number, generator: Generator): Float64Array {
  const centres = new Float64Array(k * width);
  const nearest = new Float64Array(count).fill(Infinity);
  let chosen = generator.integer(count);
  for (let c = 0; ; c++) {
    centres.set(points.subarray(chosen * width, (chosen + 1) * width), c * width);
    if (c === k - 1) return centres;
    let total = 0;
    for (let i = 0; i < count; i++) {
      nearest[i] = Math.min(nearest[i] as number, squaredDistance(points, i, centres, c, width));
      total += nearest[i] as number;
    }
    let left = generator.uniform() * total;
    for (let i = 0; i < count; i++) {
      if (nearest[i] === 0) continue;
      chosen = i;
      left -= nearest[i] as number;
      if (left < 0) break;
    }
  }
}

function refined(points: Float64Array, count: number, width: number, centres: Float64Array): Partition {
  const k = centres.length / width;
  const assignment = new Int32Array(count).fill(-1);
  const distance = new Float64Array(count);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!assign(points, width, centres, k, assignment, distance)) break;
    const sizes = fillEmpty(assignment, distance, k);
    centres.fill(0);
    assignment.forEach((c, i) => {
      for (let j = 0; j < width; j++) {
        const share = (points[i * width + j] as number) / (sizes[c] as number);
        centres[c * width + j] = (centres[c * width + j] as number) + share;
      }
    });
  }
  const withinSquares = assignment.reduce((sum, c, i) => sum + squaredDistance(points, i, centres, c, width), 0);
  return { assignment, centres, withinSquares };
}

/** Each point to its nearest centre; whether any point moved. */
function assign(
  points: Float64Array, width: number, centres: Float64Array, k: number, assignment: Int32Array, distance: Float64Array,
): boolean {
  let moved = false;
  for (let i = 0; i < assignment.length; i++) {
    let nearest = 0;
    let least = Infinity;
    for (let c = 0; c < k; c++) {
      const squared = squaredDistance(points, i, centres, c, width);
      if (squared < least) {
        least = squared;
        nearest = c;
      }
    }
    moved ||= assignment[i] !== nearest;
    assignment[i] = nearest;
    distance[i] = least;
  }
  return moved;
}

/** Gives each empty cluster the point farthest from its centre; returns the sizes. */
function fillEmpty(assignment: Int32Array, distance: Float64Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (const c of assignment) sizes[c] = (sizes[c] as number) + 1;
  for (let empty = sizes.indexOf(0); empty >= 0; empty = sizes.indexOf(0)) {
    let farthest = -1;
    assignment.forEach((c, i) => {
      if ((sizes[c] as number) > 1 && (farthest < 0 || (distance[i] as number) > (distance[farthest] as number))) farthest = i;
    });
    sizes[assignment[farthest] as number] = (sizes[assignment[farthest] as number] as number) - 1;
    sizes[empty] = 1;
    assignment[farthest] = empty;
    distance[farthest] = 0;
  }
  return sizes;
}

function squaredDistance(points: Float64Array, i: number, centres: Float64Array, c: number, width: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += ((points[i * width + j] as number) - (centres[c * width + j] as number)) ** 2;
  return sum;
}
