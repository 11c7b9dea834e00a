import { describe, expect, it } from 'vitest';
import { createPermutation, drawKeys } from '../../../core/random/permutation.ts';
import { streamFor } from '../../../core/random/stream.ts';

const keys = drawKeys(streamFor(1, 1));

describe('a shuffle that is not stored', () => {
  it.each([1, 2, 3, 4, 5, 17, 64, 243, 2187, 65_537])('takes each of %i places once', (count) => {
    const shuffled = createPermutation(count, keys);
    const taken = new Set(Array.from({ length: count }, (_, position) => shuffled(position)));
    expect(taken.size).toBe(count);
    expect([...taken].every((place) => Number.isInteger(place) && place >= 0 && place < count)).toBe(true);
  });

  it('goes up to 2^53', () => {
    const count = 2 ** 53;
    const shuffled = createPermutation(count, keys);
    const positions = [...Array.from({ length: 5_000 }, (_, i) => i), ...Array.from({ length: 5_000 }, (_, i) => count - 1 - i)];
    const taken = positions.map(shuffled);
    expect(new Set(taken).size).toBe(10_000);
    expect(taken.every((place) => Number.isSafeInteger(place) && place >= 0)).toBe(true);
    // Spread over the whole: the mean of 10,000 even draws has a standard deviation of 0.0029 of the range; four of them.
    expect(Math.abs(taken.reduce((sum, place) => sum + place / count, 0) / 10_000 - 0.5)).toBeLessThan(0.0116);
  });

  it('mixes: neighbours come apart, and each place is as likely for each position', () => {
    const places = Array.from({ length: 4 }, () => new Float64Array(10));
    for (let seed = 1; seed <= 4_000; seed++) {
      const shuffled = createPermutation(10, drawKeys(streamFor(seed, 1)));
      places.forEach((counts, position) => (counts[shuffled(position)] = (counts[shuffled(position)] ?? 0) + 1));
    }
    // Chi-squared with 9 degrees of freedom is above 33 once in 10,000.
    for (const counts of places) expect(counts.reduce((sum, seen) => sum + (seen - 400) ** 2 / 400, 0)).toBeLessThan(33);
  });

  it('depends on its keys, and refuses what cannot be counted', () => {
    const order = (seed: number): number[] => Array.from({ length: 50 }, (_, i) => createPermutation(50, drawKeys(streamFor(seed, 1)))(i));
    expect(order(1)).not.toEqual(order(2));
    for (const count of [0, 2.5, 2 ** 54, Number.NaN]) expect(() => createPermutation(count, keys)).toThrow(RangeError);
  });
});
