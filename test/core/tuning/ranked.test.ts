import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { createRanked } from '../../../core/tuning/ranked.ts';
import type { Ranked } from '../../../core/tuning/ranked.ts';

const at = (...values: number[]): Float64Array => Float64Array.from(values);

/** Ranks by their definition: how often the front has to be taken away until a member is in it. */
function peeled(losses: Float64Array[]): number[] {
  const dominates = (a: Float64Array, b: Float64Array): boolean =>
    a.every((loss, k) => loss <= (b[k] ?? Infinity)) && a.some((loss, k) => loss < (b[k] ?? -Infinity));
  const ranks = losses.map(() => -1);
  for (let rank = 0; ranks.includes(-1); rank++) {
    const left = losses.filter((_, i) => ranks[i] === -1);
    losses.forEach((one, i) => {
      if (ranks[i] === -1 && !left.some((other) => dominates(other, one))) ranks[i] = rank;
    });
  }
  return ranks;
}

const members = (ranked: Ranked): Float64Array[] => Array.from({ length: ranked.size }, (_, i) => ranked.losses(i));
const names = (ranked: Ranked): number[] => Array.from({ length: ranked.size }, (_, i) => ranked.point(i)[0] ?? -1).sort((a, b) => a - b);

describe('ranked members', () => {
  it.each([1, 2, 3])('have the ranks of their definition after every newcomer, %i objectives', (objectives) => {
    const generator = streamFor(objectives, 2);
    const ranked = createRanked(15, new Array<number>(objectives).fill(1));
    for (let i = 0; i < 200; i++) {
      // Few values: ties are frequent.
      ranked.insert(at(i), Float64Array.from({ length: objectives }, () => generator.integer(20)));
      expect(Array.from({ length: ranked.size }, (_, j) => ranked.rank(j))).toEqual(peeled(members(ranked)));
    }
    expect(ranked.size).toBe(15);
  });

  it('drop the last by rank, then the one with the least room', () => {
    const ranked = createRanked(4, [1, 1]);
    [at(0, 10), at(10, 0), at(2, 6), at(5, 3)].forEach((losses, i) => ranked.insert(at(i), losses));
    // Dominated by (2, 6): a rank of its own, so it is the one to go.
    expect(ranked.insert(at(4), at(3, 7))).toBe(-1);
    // All on the front; distances over spans of 10: (2, 6) has 0.3 + 0.5, (3, 5) has 0.3 + 0.3, (5, 3) has 0.7 + 0.5.
    expect(ranked.insert(at(5), at(3, 5))).toBe(-1);
    // Now (6, 2): (5, 3) has 0.4 + 0.4, (6, 2) has 0.5 + 0.3, (2, 6) has 0.5 + 0.7: a tie, in which the newcomer stays.
    expect(ranked.insert(at(6), at(6, 2))).toBeGreaterThanOrEqual(0);
    expect(names(ranked)).toEqual([0, 1, 2, 6]);
  });

  it('come before one another by rank and by room', () => {
    const ranked = createRanked(10, [1, 1]);
    [at(0, 10), at(10, 0), at(1, 8), at(8, 1), at(5, 5), at(11, 11)].forEach((losses, i) => ranked.insert(at(i), losses));
    expect(ranked.better(2, 5)).toBe(true);
    expect(ranked.better(5, 2)).toBe(false);
    expect(ranked.better(0, 4)).toBe(true); // an end
    expect(ranked.better(4, 2)).toBe(true); // 0.7 + 0.7 against 0.5 + 0.5
    expect(ranked.better(2, 3)).toBe(false); // alike
  });

  it('with one objective are in the order of their losses', () => {
    const ranked = createRanked(3, [1]);
    [5, 3, 9, 4, 7, 1].forEach((loss) => ranked.insert(at(loss), at(loss)));
    expect(names(ranked)).toEqual([1, 3, 4]);
  });

  it('let the newcomer replace its equal', () => {
    const ranked = createRanked(2, [1]);
    [1, 2, 3].forEach((name) => ranked.insert(at(name), at(0)));
    expect(names(ranked)).toContain(3);
  });

  it('refuse what has failed', () => {
    const ranked = createRanked(3, [1, 1]);
    expect(ranked.insert(at(0), at(0, Infinity))).toBe(-1);
    expect(ranked.size).toBe(0);
  });

  it('lean to where the loss of the larger weight is low', () => {
    const mean = (weights: number[]): number => {
      const generator = streamFor(1, 3);
      const ranked = createRanked(20, weights);
      for (let i = 0; i < 500; i++) {
        const x = generator.uniform();
        ranked.insert(at(i), at(x, 1 - x));
      }
      return members(ranked).reduce((sum, losses) => sum + (losses[0] ?? 0), 0) / ranked.size;
    };
    // Evenly spread: 20 members of spacing 0.05. Room worth e^(4/3) more at one end than at the other moves the mean by about 0.1.
    expect(Math.abs(mean([1, 1]) - 0.5)).toBeLessThan(0.05);
    expect(mean([5, 1])).toBeLessThan(0.45);
    expect(mean([1, 5])).toBeGreaterThan(0.55);
    expect(mean([10, 2])).toBe(mean([5, 1]));
  });

  it('go on from their state', () => {
    const generator = streamFor(1, 4);
    const draw = (): Float64Array => Float64Array.from({ length: 2 }, () => generator.integer(30));
    const ranked = createRanked(12, [1, 2]);
    for (let i = 0; i < 40; i++) ranked.insert(at(i), draw());
    const restored = createRanked(12, [1, 2], ranked.state());
    for (let i = 40; i < 140; i++) {
      const losses = draw();
      expect(restored.insert(at(i), losses)).toBe(ranked.insert(at(i), losses));
    }
    expect(restored.state()).toEqual(ranked.state());
  });
});
