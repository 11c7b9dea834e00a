import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import type { TuningMethod } from '../../../core/spec/spec.ts';
import { createOptimiser, restoreOptimiser } from '../../../core/tuning/optimiser.ts';
import type { Optimiser, OptimiserState, Proposal } from '../../../core/tuning/optimiser.ts';

/** Losses that disagree with one another: squared distances to a different target each. */
function lossesOf(point: Float64Array, objectives: number): Float64Array {
  return Float64Array.from({ length: objectives }, (_, k) => point.reduce((sum, x, i) => sum + (x - (0.2 + 0.3 * k) * (i % 2 === 0 ? 1 : 0.5)) ** 2, 0.01));
}

function run(optimiser: Optimiser, count: number, objectives: number, batch = 1): number[][] {
  const points: number[][] = [];
  while (points.length < count) {
    const asked: Proposal[] = Array.from({ length: Math.min(batch, count - points.length) }, () => optimiser.ask());
    for (const { id, point } of asked.toReversed()) optimiser.tell(id, lossesOf(point, objectives));
    points.push(...asked.map(({ point }) => [...point]));
  }
  return points;
}

/** What every method promises, whatever it searches by. */
export function describeOptimiser(method: TuningMethod): void {
  describe(`optimiser contract: ${method}`, () => {
    const cases = [1, 2, 3].flatMap((objectives) => [0, 1, 3, 7].map((dimension) => ({ objectives, dimension })));

    it.each(cases)('proposes points of the unit cube, d=$dimension, $objectives objectives', ({ objectives, dimension }) => {
      const points = run(createOptimiser(method, dimension, objectives, streamFor(1, 1)), 300, objectives);
      for (const point of points) {
        expect(point.length).toBe(dimension);
        expect(point.every((x) => x >= 0 && x <= 1)).toBe(true);
      }
    });

    it.each(cases)('is a function of its generator, d=$dimension, $objectives objectives', ({ objectives, dimension }) => {
      const points = (seed: number): number[][] => run(createOptimiser(method, dimension, objectives, streamFor(seed, 1)), 150, objectives);
      expect(points(3)).toEqual(points(3));
      if (dimension > 0) expect(points(3)).not.toEqual(points(4));
    });

    it.each(cases)('goes on from a saved state as if never stopped, d=$dimension, $objectives objectives', ({ objectives, dimension }) => {
      for (const stop of [0, 5, 20, 133]) {
        const whole = createOptimiser(method, dimension, objectives, streamFor(2, 1));
        run(whole, stop, objectives);
        // One proposal is open while the state is taken, and one candidate has failed.
        whole.tell(whole.ask().id, new Float64Array(objectives).fill(Infinity));
        const open = whole.ask();
        const state = JSON.parse(JSON.stringify(whole.state())) as OptimiserState;
        const restored = restoreOptimiser(state);
        for (const optimiser of [whole, restored]) optimiser.tell(open.id, lossesOf(open.point, objectives));
        expect(run(restored, 60, objectives)).toEqual(run(whole, 60, objectives));
      }
    });

    it('takes batches, told in any order', () => {
      const points = run(createOptimiser(method, 5, 2, streamFor(1, 1)), 200, 2, 37);
      expect(new Set(points.map(String)).size).toBeGreaterThan(150);
    });

    it('leaves the points and losses of the caller alone', () => {
      const change = (spoil: boolean): number[][] => {
        const optimiser = createOptimiser(method, 4, 2, streamFor(1, 1));
        return Array.from({ length: 200 }, () => {
          const { id, point } = optimiser.ask();
          const copy = [...point];
          const losses = lossesOf(point, 2);
          if (spoil) point.fill(0);
          optimiser.tell(id, losses);
          if (spoil) losses.fill(0);
          return copy;
        });
      };
      expect(change(true)).toEqual(change(false));
    });

    it('lives through candidates that all fail', () => {
      const optimiser = createOptimiser(method, 4, 2, streamFor(1, 1));
      for (let i = 0; i < 100; i++) {
        const { id, point } = optimiser.ask();
        expect(point.every((x) => x >= 0 && x <= 1)).toBe(true);
        optimiser.tell(id, Float64Array.of(Infinity, Infinity));
      }
    });

    it('refuses what does not fit', () => {
      const optimiser = createOptimiser(method, 4, 2, streamFor(1, 1));
      const { id } = optimiser.ask();
      expect(() => optimiser.tell(id + 1, Float64Array.of(1, 1))).toThrow(RangeError);
      expect(() => optimiser.tell(id, Float64Array.of(1))).toThrow(RangeError);
      expect(() => optimiser.tell(id, Float64Array.of(1, Number.NaN))).toThrow(RangeError);
      optimiser.tell(id, Float64Array.of(1, 1));
      expect(() => optimiser.tell(id, Float64Array.of(1, 1))).toThrow(RangeError);
      expect(() => createOptimiser(method, -1, 2, streamFor(1, 1))).toThrow(RangeError);
      expect(() => createOptimiser(method, 4, 0, streamFor(1, 1))).toThrow(RangeError);
      for (const weights of [[1], [1, -1], [0, 0], [1, Number.NaN]]) {
        expect(() => createOptimiser(method, 4, 2, streamFor(1, 1), { weights })).toThrow(RangeError);
      }
    });
  });
}
