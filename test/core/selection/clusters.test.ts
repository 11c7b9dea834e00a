import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { clusterModels } from '../../../core/selection/clusters.ts';
import { kMeans } from '../../../core/selection/k-means.ts';
import { spreadBetweenClusters, spreadOfModels, studentQuantile } from '../../../core/selection/spread.ts';

/** `each` points about every centre, one after another; the second coordinate is in other units. */
function blobs(centres: [number, number][], each: number): Float64Array {
  const generator = streamFor(3, 1);
  return Float64Array.from(centres.flatMap(([x, y]) => Array.from({ length: each }, () => [x + 0.05 * generator.normal(), 1000 * (y + 0.05 * generator.normal())]).flat()));
}

const four: [number, number][] = [[0, 0], [0, 3], [3, 0], [3, 3]];

describe('k-means', () => {
  it('finds clusters that are there', () => {
    const { assignment, withinSquares } = kMeans(Float64Array.of(0, 1, 10, 11, 20, 21), 6, 1, 3, streamFor(1, 1));
    expect(assignment[0]).toBe(assignment[1]);
    expect(assignment[2]).toBe(assignment[3]);
    expect(assignment[4]).toBe(assignment[5]);
    expect(new Set(assignment).size).toBe(3);
    // Three pairs, each ± 0.5 about its centre: 6 · 0.25.
    expect(withinSquares).toBe(1.5);
  });

  it('leaves no cluster empty and needs no distance with a cluster per point', () => {
    const points = Float64Array.of(1, 1, 1, 1, 5, 9);
    const { assignment, withinSquares } = kMeans(points, 6, 1, 3, streamFor(1, 1));
    expect(new Set(assignment).size).toBe(3);
    expect(withinSquares).toBe(0);
  });

  it('has the total sum of squares with one cluster', () => {
    const { centres, withinSquares } = kMeans(Float64Array.of(1, 2, 6), 3, 1, 1, streamFor(1, 1));
    // 1/3 is added three times in place of one division by 3.
    expect(centres[0]).toBeCloseTo(3, 14);
    expect(withinSquares).toBeCloseTo(14, 12);
  });
});

describe('clusters of models', () => {
  const features = blobs(four, 20);
  const scores = Array.from({ length: 80 }, (_, i) => ((i * 37) % 80) / 80 + Math.floor(i / 20));

  it('takes the elbow, the best score of each cluster, and numbers by it', () => {
    const clusters = clusterModels(features, 80, 2, scores, streamFor(1, 1));
    expect(clusters.k).toBe(4);
    expect(clusters.sizes).toEqual([20, 20, 20, 20]);
    expect(clusters.assignment).toEqual(Array.from({ length: 80 }, (_, i) => Math.floor(i / 20)));
    clusters.representatives.forEach((model, c) => {
      expect(scores[model]).toBe(Math.min(...scores.slice(20 * c, 20 * c + 20)));
    });
    expect(clusters.withinSquares.length).toBe(10);
    // Two standardised columns of 80: (80 − 1)·2, summed in doubles.
    expect(clusters.withinSquares[0]).toBeCloseTo(158, 9);
  });

  it('is a function of its generator', () => {
    const run = (): unknown => clusterModels(features, 80, 2, scores, streamFor(5, 0));
    expect(run()).toEqual(run());
  });

  it('holds to three at least, and to the number of different models', () => {
    expect(clusterModels(blobs([[0, 0], [9, 9]], 30), 60, 2, scores.slice(0, 60), streamFor(1, 1)).k).toBe(3);
    const few = (points: number[]): number => clusterModels(Float64Array.from(points), points.length, 1, points, streamFor(1, 1)).k;
    expect([few([1]), few([1, 1, 1]), few([1, 2]), few([1, 1, 2, 2])]).toEqual([1, 1, 2, 2]);
  });

  it('lives with values that are not there and with constant columns', () => {
    const { k } = clusterModels(Float64Array.of(1, 7, 2, 7, Number.NaN, 7, Infinity, 7, 9, 7), 5, 2, [1, 2, 3, 4, 5], streamFor(1, 1));
    expect(k).toBeGreaterThanOrEqual(3);
  });

  it('refuses sizes that do not fit', () => {
    expect(() => clusterModels(features, 80, 3, scores, streamFor(1, 1))).toThrow(RangeError);
    expect(() => clusterModels(new Float64Array(0), 0, 2, [], streamFor(1, 1))).toThrow(RangeError);
  });
});

describe('spread of models', () => {
  it('has the quantiles of the tables', () => {
    // Five decimals as printed in tables of Student's t.
    const table: [number, number][] = [[1, 12.7062], [2, 4.30265], [3, 3.18245], [10, 2.22814], [29, 2.04523], [30, 2.04227], [1000, 1.96234]];
    for (const [freedom, expected] of table) expect(studentQuantile(0.975, freedom)).toBeCloseTo(expected, 4);
  });

  it('is t standard deviations about the mean, never under 0', () => {
    const spread = spreadOfModels([10, 12, 14, Number.NaN]);
    expect(spread?.mean).toBe(12);
    expect(spread?.count).toBe(3);
    // sd 2, t(0.975, 2) = 4.302653
    expect(spread?.lower).toBeCloseTo(12 - 2 * 4.302653, 5);
    expect(spread?.upper).toBeCloseTo(12 + 2 * 4.302653, 5);
    expect(spreadOfModels([1, 2])?.lower).toBe(0);
    expect(spreadOfModels([1])).toBeNull();
  });
});

describe('spread within and between clusters', () => {
  it('parts the variance', () => {
    // Clusters {1, 3} and {5, 7}: mean 4, means 2 and 6; squares within 4, between 4·4 = 16, of 4 models.
    const spread = spreadBetweenClusters('tv', [1, 5, null, 3, 7, Number.NaN], [0, 1, 0, 0, 1, 1], 2);
    expect(spread).toEqual({ channel: 'tv', count: 4, mean: 4, means: [2, 6], within: 1, between: 2, shareBetween: 0.8 });
  });

  it('adds up to the variance over all models', () => {
    const generator = streamFor(2, 2);
    const values = Array.from({ length: 60 }, () => generator.normal());
    const spread = spreadBetweenClusters('tv', values, values.map(() => generator.integer(4)), 4);
    const mean = values.reduce((a, b) => a + b, 0) / 60;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 60;
    // Sums of 60 doubles near 1.
    expect((spread?.within ?? 0) ** 2 + (spread?.between ?? 0) ** 2).toBeCloseTo(variance, 13);
  });

  it('knows models that agree, an empty cluster, and none', () => {
    expect(spreadBetweenClusters('tv', [2, 2], [0, 0], 2)).toMatchObject({ means: [2, null], within: 0, between: 0, shareBetween: 0 });
    expect(spreadBetweenClusters('tv', [null], [0], 1)).toBeNull();
  });
});
