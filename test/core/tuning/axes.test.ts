import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { axesOf, reflected } from '../../../core/tuning/axes.ts';
import { continuous, levelAt, positionOf } from '../../../core/tuning/dimensions.ts';

const MIXED = axesOf([{ levels: 0, ordered: true }, { levels: 4, ordered: false }, { levels: 5, ordered: true }]);

function drawn<T>(draw: () => T): Set<T> {
  return new Set(Array.from({ length: 200 }, draw));
}

describe('axes', () => {
  it('know a choice from levels with an order', () => {
    expect([0, 1, 2].map((i) => MIXED.isChoice(i))).toEqual([false, true, false]);
    expect([0, 1, 2].map((i) => MIXED.levels(i))).toEqual([0, 4, 5]);
    expect(MIXED.plain).toBe(false);
    expect(axesOf(continuous(3)).plain).toBe(true);
  });

  it('draw every value, at the middle of its part', () => {
    const generator = streamFor(1, 1);
    const points = Array.from({ length: 200 }, () => MIXED.draw(generator));
    expect([...new Set(points.map((point) => point[1]))].sort()).toEqual([0.125, 0.375, 0.625, 0.875]);
    expect(new Set(points.map((point) => point[2])).size).toBe(5);
    expect(new Set(points.map((point) => point[0])).size).toBe(200);
  });

  it('change a choice to any other value and a level to a neighbour', () => {
    const generator = streamFor(1, 1);
    const levels = (i: number, from: number): number[] => {
      const count = MIXED.levels(i);
      return [...drawn(() => levelAt(MIXED.change(i, positionOf(from, count), generator), count))].sort();
    };
    expect(levels(1, 2)).toEqual([0, 1, 3]);
    expect(levels(2, 2)).toEqual([1, 3]);
    expect(levels(2, 0)).toEqual([1]);
    expect(levels(2, 4)).toEqual([3]);
  });

  it('leave an axis of one value as it is', () => {
    expect(axesOf([{ levels: 1, ordered: false }]).change(0, 0.5, streamFor(1, 1))).toBe(0.5);
  });

  it('inherit a choice from the sources and now and then a fresh value', () => {
    const generator = streamFor(1, 1);
    const sources = [0.125, 0.375].map((x) => Float64Array.of(0, x, 0));
    const taken = Array.from({ length: 2000 }, () => MIXED.inherit(1, sources, generator));
    const fresh = taken.filter((x) => x > 0.5).length;
    // A tenth is fresh, half of that neither source's: 100 expected, 6 standard deviations are 58.
    expect(Math.abs(fresh - 100)).toBeLessThan(58);
    expect(new Set(taken).size).toBe(4);
  });

  it('settle on the middles', () => {
    const point = Float64Array.of(0.31, 0.31, 0.99);
    MIXED.settle(point);
    expect([...point]).toEqual([0.31, 0.375, 0.9]);
  });

  it('let no child mean the same as its parent', () => {
    const generator = streamFor(1, 1);
    const parent = Float64Array.of(0.3, 0.375, 0.9);
    for (let i = 0; i < 50; i++) {
      const child = Float64Array.of(0.3, 0.26, 0.81);
      MIXED.settleUnlike(child, parent, generator);
      expect(child[0]).toBe(0.3);
      expect([child[1] !== 0.375, child[2] !== 0.9].filter(Boolean)).toHaveLength(1);
    }
  });

  it('draw nothing where no axis has levels', () => {
    const generator = streamFor(1, 1);
    const before = generator.state();
    axesOf(continuous(2)).settleUnlike(Float64Array.of(0.5, 0.5), Float64Array.of(0.5, 0.5), generator);
    expect(generator.state()).toEqual(before);
  });

  it('are mirrored at their ends', () => {
    // Exact in binary.
    expect([0.25, 0, 1, -0.25, 1.25, 2.25, -1.25, 3.5].map(reflected)).toEqual([0.25, 0, 1, 0.25, 0.75, 0.25, 0.75, 0.5]);
  });
});
