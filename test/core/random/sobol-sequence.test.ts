import { describe, expect, it } from 'vitest';
import { directionNumbers, primitivePolynomials, SOBOL_DIMENSIONS } from '../../../core/random/direction-numbers.ts';
import { createSobolSequence, restoreSobolSequence } from '../../../core/random/sobol-sequence.ts';
import type { SobolState } from '../../../core/random/sobol-sequence.ts';
import { streamFor } from '../../../core/random/stream.ts';

function points(dimension: number, count: number, seed = 1): Float64Array[] {
  const sequence = createSobolSequence(dimension, streamFor(seed, 1));
  return Array.from({ length: count }, () => sequence.next());
}

describe('direction numbers', () => {
  it('are those of the recurrence, worked out by hand for the third coordinate', () => {
    // x² + x + 1 with 1, 3: then 2·3 ⊕ 4·1 ⊕ 1 = 3 and 2·3 ⊕ 4·3 ⊕ 3 = 9.
    const numbers = directionNumbers(2);
    expect([...numbers.subarray(0, 4)].map((word, k) => word / 2 ** (31 - k))).toEqual([1, 3, 3, 9]);
    expect([...directionNumbers(0)].map((word, k) => word / 2 ** (31 - k))).toEqual(Array<number>(32).fill(1));
  });

  it('have as many primitive polynomials as Euler says: φ(2^s − 1)/s of degree s', () => {
    const ofDegree = (degree: number): number => primitivePolynomials(9).filter((polynomial) => Math.floor(Math.log2(polynomial)) === degree).length;
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(ofDegree)).toEqual([1, 1, 2, 2, 6, 6, 18, 16, 48]);
    expect(primitivePolynomials(3)).toEqual([0b11, 0b111, 0b1011, 0b1101]);
    expect(SOBOL_DIMENSIONS).toBe(101);
  });

  it('have the k-th bit as their last, so that each coordinate is evenly spread', () => {
    for (let coordinate = 0; coordinate < SOBOL_DIMENSIONS; coordinate++) {
      // Odd and below 2^k, as whole numbers of k bits.
      directionNumbers(coordinate).forEach((word, k) => expect((word / 2 ** (31 - k)) % 2).toBe(1));
    }
  });
});

describe('scrambled Sobol sequence', () => {
  it.each([1, 4, 64, 101, 120])('has one point in every interval of each coordinate, d=%i', (dimension) => {
    for (const count of [2, 16, 256]) {
      const drawn = points(dimension, 2 * count).slice(count);
      for (let i = 0; i < dimension; i++) {
        expect(new Set(drawn.map((point) => Math.floor((point[i] ?? 0) * count))).size).toBe(count);
      }
    }
  });

  it('has one point in every square of a pair, where the pair is as good as can be', () => {
    // The first two coordinates are a (0, 2)-sequence: every elementary box of area 1/256 holds one of 256 points.
    const drawn = points(2, 256);
    for (const rows of [1, 4, 16, 64, 256]) {
      const boxes = drawn.map(([x = 0, y = 0]) => `${Math.floor(x * rows)} ${Math.floor((y * 256) / rows)}`);
      expect(new Set(boxes).size).toBe(256);
    }
  });

  it('covers pairs of coordinates more evenly than chance, also late ones', () => {
    const drawn = points(64, 256);
    const generator = streamFor(1, 1);
    const random = drawn.map((point) => point.map(() => generator.uniform()));
    const mean = (sample: Float64Array[], last: number): number => {
      const pairs = Array.from({ length: 60 }, (_, k) => [k % last, (k * 7 + 1 + (k % last)) % last] as const).filter(([a, b]) => a !== b);
      return pairs.reduce((sum, [a, b]) => sum + centredDiscrepancy(sample, a, b), 0) / pairs.length;
    };
    // Measured ratios are 0.2 and 0.1; chance moves a mean of 60 pairs by a few hundredths of itself.
    expect(mean(drawn, 64)).toBeLessThan(0.5 * mean(random, 64));
    expect(mean(drawn, 10)).toBeLessThan(0.25 * mean(random, 10));
  });

  it('has another scramble for another stream, and each point uniform over scrambles', () => {
    const first = Array.from({ length: 400 }, (_, seed) => points(1, 1, seed + 1)[0]?.[0] ?? 0);
    // Mean of 400 uniform values: standard deviation 0.0144, four of them.
    expect(Math.abs(first.reduce((sum, x) => sum + x, 0) / 400 - 0.5)).toBeLessThan(0.058);
    expect(new Set(first).size).toBe(400);
  });

  it('goes on from a saved state', () => {
    const sequence = createSobolSequence(7, streamFor(3, 1));
    for (let i = 0; i < 77; i++) sequence.next();
    const restored = restoreSobolSequence(7, JSON.parse(JSON.stringify(sequence.state())) as SobolState);
    for (let i = 0; i < 10; i++) expect(restored.next()).toEqual(sequence.next());
  });
});

/** Hickernell 1998, "A generalized discrepancy and quadrature error bound", for two coordinates; the root. */
function centredDiscrepancy(sample: Float64Array[], a: number, b: number): number {
  const n = sample.length;
  const at = sample.map((point) => [(point[a] ?? 0) - 0.5, (point[b] ?? 0) - 0.5] as const);
  const single = (z: number): number => 1 + Math.abs(z) / 2 - (z * z) / 2;
  const pair = (y: number, z: number): number => 1 + (Math.abs(y) + Math.abs(z) - Math.abs(y - z)) / 2;
  const ones = at.reduce((sum, [x, y]) => sum + single(x) * single(y), 0);
  let twos = 0;
  for (const [x, y] of at) for (const [u, v] of at) twos += pair(x, u) * pair(y, v);
  return Math.sqrt((13 / 12) ** 2 - (2 / n) * ones + twos / n ** 2);
}
