import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { levelAt } from '../../../../core/tuning/dimensions.ts';
import { neighbour } from '../../../../core/tuning/rbf/candidates.ts';
import { createFeatures, settle } from '../../../../core/tuning/rbf/features.ts';
import { createKnown, LIMIT } from '../../../../core/tuning/rbf/known.ts';
import { symmetricLatinHypercube } from '../../../../core/tuning/rbf/latin-hypercube.ts';
import { createStep, LARGEST_STEP, LEAST_STEP } from '../../../../core/tuning/rbf/step.ts';

const SPACE: readonly Dimension[] = [{ levels: 0, ordered: true }, { levels: 4, ordered: true }, { levels: 3, ordered: false }];

describe('symmetric Latin hypercube', () => {
  it.each([10, 11])('has one of %i points in each part of an axis, and the mirror image of each', (count) => {
    const points = symmetricLatinHypercube(count, 4, streamFor(1, 1));
    const parts = Array.from({ length: count }, (_, i) => i);
    for (let j = 0; j < 4; j++) {
      expect(points.map((point) => levelAt(point[j] ?? 0, count)).sort((a, b) => a - b)).toEqual(parts);
      // Rounding of (k + ½)/n and its mirror image.
      points.forEach((point, i) => expect((point[j] ?? 0) + (points[count - 1 - i]?.[j] ?? 0)).toBeCloseTo(1, 12));
    }
  });
});

describe('features of a point', () => {
  it('keep what has an order and give a choice a column per value', () => {
    const { dimension, of } = createFeatures(SPACE);
    expect(dimension).toBe(5);
    const a = of(settle(Float64Array.of(0.2, 0.6, 0.1), SPACE));
    const b = of(settle(Float64Array.of(0.2, 0.6, 0.9), SPACE));
    expect([...a]).toEqual([0.2, 0.625, Math.SQRT1_2, 0, 0]);
    // Two values of a choice are one axis apart.
    expect(Math.hypot(...a.map((x, j) => x - (b[j] ?? 0)))).toBeCloseTo(1, 12);
  });
});

describe('neighbours', () => {
  it('move at least one coordinate, each to another value, and stay in the cube', () => {
    const generator = streamFor(2, 1);
    const from = settle(Float64Array.of(0.99, 0.9, 0.5), SPACE);
    for (let i = 0; i < 300; i++) {
      const moved = neighbour(from, 0, 0.2, SPACE, generator);
      expect(moved.filter((x, j) => x !== from[j]).length).toBe(1);
      expect(moved.every((x) => x >= 0 && x <= 1)).toBe(true);
    }
    // With share 1 all of them: also the smallest step leaves a level.
    for (let i = 0; i < 50; i++) expect(neighbour(from, 1, 1e-6, SPACE, generator).filter((x, j) => x === from[j]).length).toBe(0);
  });
});

describe('step', () => {
  it('doubles after three improvements, halves after as many failures as coordinates, and starts anew when collapsed', () => {
    const step = createStep(7);
    const tell = (better: boolean, times: number): void => Array.from({ length: times }).forEach(() => step.tell(better));
    tell(false, 6);
    expect(step.size).toBe(LARGEST_STEP);
    tell(false, 1);
    expect(step.size).toBe(LARGEST_STEP / 2);
    tell(true, 2);
    tell(false, 1);
    tell(true, 3);
    expect(step.size).toBe(LARGEST_STEP);
    tell(true, 3);
    expect(step.size).toBe(LARGEST_STEP);
    tell(false, 6 * 7);
    expect(step.size).toBe(LEAST_STEP);
    tell(false, 7);
    expect(step.size).toBe(LARGEST_STEP);
  });
});

describe('what is known', () => {
  it('keeps the best and the latest when there is too much', () => {
    const known = createKnown([{ levels: 0, ordered: true }], 1);
    for (let i = 0; i <= LIMIT; i++) {
      // The best is the third that is told; the rest get worse.
      known.tell({ point: Float64Array.of((i + 0.5) / (LIMIT + 1)), losses: Float64Array.of(i === 2 ? -1 : i) });
    }
    const losses = known.told.map((told) => told.losses[0]);
    expect(losses.length).toBe(LIMIT / 2);
    expect(losses.slice(0, 4)).toEqual([0, 1, -1, 3]);
    expect(losses.at(-1)).toBe(LIMIT);
  });

  it('takes a failure for as bad as the worst, so that the surface keeps away from it', () => {
    const known = createKnown([{ levels: 0, ordered: true }], 1);
    [[0, 1], [0.5, Infinity], [1, 4]].forEach(([x = 0, loss = 0]) => known.tell({ point: Float64Array.of(x), losses: Float64Array.of(loss) }));
    const out = new Float64Array(1);
    known.read(Float64Array.of(0.5), out);
    expect(out[0]).toBeCloseTo(4, 6); // ridge on the slopes
  });
});
