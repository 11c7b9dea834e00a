import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { automaticFronts } from '../../../core/selection/fronts.ts';
import { hypervolume2d } from '../../../core/selection/hypervolume.ts';
import { paretoFronts } from '../../../core/selection/pareto.ts';

const all = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** The definition, word by word, in quadratic time. */
function peeled(columns: Float64Array[]): number[] {
  const count = columns[0]?.length ?? 0;
  const front = new Array<number>(count).fill(0);
  const better = (a: number, b: number): boolean => columns.every((column) => (column[a] ?? 0) <= (column[b] ?? 0))
    && columns.some((column) => column[a] !== column[b]);
  for (let number = 1; front.includes(0); number++) {
    const left = all(count).filter((i) => front[i] === 0);
    for (const i of left.filter((candidate) => !left.some((other) => better(other, candidate)))) front[i] = number;
  }
  return front;
}

describe('Pareto fronts', () => {
  it('peels a small case by hand', () => {
    const x = Float64Array.of(1, 2, 3, 2, 3, 1);
    const y = Float64Array.of(3, 2, 1, 3, 3, 3);
    // (1,3) twice, (2,2) and (3,1) lead; (2,3) is no better than (1,3) in anything; (3,3) comes after it.
    expect(paretoFronts([x, y], all(6))).toEqual([1, 1, 1, 2, 3, 1]);
  });

  it('gives null to what is not considered, and does not let it dominate', () => {
    expect(paretoFronts([Float64Array.of(0, 1, 2), Float64Array.of(0, 1, 2)], [1, 2])).toEqual([null, 1, 2]);
    expect(paretoFronts([Float64Array.of(0), Float64Array.of(0)], [])).toEqual([null]);
  });

  it.each([2, 3])('agrees with the definition, %i objectives, duplicates and ties included', (objectives) => {
    const generator = streamFor(objectives, 1);
    for (let repeat = 0; repeat < 60; repeat++) {
      // Few different values make ties and duplicates common.
      const levels = 2 + generator.integer(12);
      const columns = Array.from({ length: objectives }, () => Float64Array.from({ length: 70 }, () => generator.integer(levels)));
      expect(paretoFronts(columns, all(70))).toEqual(peeled(columns));
    }
  });

  it('gives duplicates the front of one point', () => {
    const x = Float64Array.of(1, 1, 1, 2);
    expect(paretoFronts([x, x], all(4))).toEqual([1, 1, 1, 2]);
    expect(paretoFronts([x, x, x], all(4))).toEqual([1, 1, 1, 2]);
  });

  it('ranks by a single objective, equals alike', () => {
    expect(paretoFronts([Float64Array.of(3, 1, 2, 1, 0)], [0, 1, 2, 3])).toEqual([3, 1, 2, 1, null]);
  });

  it('takes one to three objectives', () => {
    const x = Float64Array.of(1);
    expect(() => paretoFronts([], [0])).toThrow(RangeError);
    expect(() => paretoFronts([x, x, x, x], [0])).toThrow(RangeError);
  });
});

describe('automatic number of fronts', () => {
  const front = [1, 2, null, 2, 3, 3, 3];

  it('is the first to hold enough', () => {
    expect([1, 2, 3, 4, 6].map((least) => automaticFronts(front, 6, least).fronts)).toEqual([1, 2, 2, 3, 3]);
    expect(automaticFronts(front, 6, 6).notes).toEqual([]);
  });

  it('is every front, with a note, when there are too few', () => {
    const { fronts, notes } = automaticFronts(front, 6, 7);
    expect(fronts).toBe(3);
    expect(notes).toEqual([expect.stringContaining('Only 6 candidates pass the filters, fewer than the 7 wanted')]);
    expect(automaticFronts([null], 0, 7)).toEqual({ fronts: 0, notes: [expect.stringContaining('No candidate')] });
  });
});

describe('hypervolume', () => {
  it('is the area under the staircase', () => {
    // 1 × 3 below the first step, 1 × 2 more to the right, 1 × 1 more: reference (4, 4).
    expect(hypervolume2d([1, 2, 3], [3, 2, 1], [4, 4])).toBe(6);
    // Dominated points, duplicates and points past the reference add nothing.
    expect(hypervolume2d([1, 2, 3, 3, 2, 0, 5], [3, 2, 1, 3, 2, 4, 0], [4, 4])).toBe(6);
    expect(hypervolume2d([], [], [1, 1])).toBe(0);
  });
});
