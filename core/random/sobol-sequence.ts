import { directionNumbers, SOBOL_DIMENSIONS } from './direction-numbers.ts';
import { generatorFrom } from './generator.ts';
import type { Generator, GeneratorState } from './generator.ts';

/**
 * A scrambled Sobol sequence: of its first 2^m points (and every block of as many after them) each coordinate has exactly one
 * in each of 2^m equal intervals. The scramble is a random lower triangular matrix per coordinate and a random shift of
 * the digits (Matoušek 1998, "On the L2-discrepancy for anchored boxes", J. Complexity 14), which keeps that and makes each
 * point uniform. Points come in the order of the Gray code (Antonov and Saleev 1979), the first not left out (Owen 2022).
 *
 * Coordinates past SOBOL_DIMENSIONS have random generating matrices: each evenly spread by itself, with the others as by chance.
 */
export interface SobolSequence {
  /** d values strictly inside 0..1, to 32 bits. */
  next(): Float64Array;
  state(): SobolState;
}

export interface SobolState {
  /** Of the generator that draws the scramble. */
  scramble: GeneratorState;
  /** Points drawn so far, up to 2^32. */
  drawn: number;
}

const BITS = 32;
const WORD = 2 ** BITS;

/** Draws the scramble from the generator. */
export function createSobolSequence(dimension: number, generator: Generator): SobolSequence {
  const scramble: GeneratorState = [generator.next(), generator.next(), generator.next(), generator.next() || 1];
  return restoreSobolSequence(dimension, { scramble, drawn: 0 });
}

export function restoreSobolSequence(dimension: number, { scramble, drawn: from }: SobolState): SobolSequence {
  const generator = generatorFrom(scramble);
  const directions = Array.from({ length: dimension }, (_, coordinate) =>
    scrambled(coordinate < SOBOL_DIMENSIONS ? directionNumbers(coordinate) : randomDirections(generator), generator));
  const shifts = Uint32Array.from({ length: dimension }, () => generator.next());
  let drawn = from;
  return {
    next() {
      const gray = drawn ^ (drawn >>> 1);
      drawn++;
      return Float64Array.from(directions, (numbers, coordinate) => {
        let word = shifts[coordinate] as number;
        for (let bit = 0, left = gray; left !== 0; bit++, left >>>= 1) if (left & 1) word ^= numbers[bit] as number;
        return ((word >>> 0) + 0.5) / WORD;
      });
    },
    state: () => ({ scramble, drawn }),
  };
}

/** The digits of each number times a random lower triangular matrix with ones on its diagonal. */
function scrambled(directions: Uint32Array, generator: Generator): Uint32Array {
  // Row r gives digit r, counted from the highest: any sum of the digits above it, and itself.
  const rows = Uint32Array.from({ length: BITS }, (_, r) => (generator.next() & ~(0xffffffff >>> r)) | (1 << (BITS - 1 - r)));
  return directions.map((number) => {
    let word = 0;
    for (let r = 0; r < BITS; r++) word |= parity((rows[r] as number) & number) << (BITS - 1 - r);
    return word;
  });
}

/** Numbers as of any initial ones: k digits, the last of them 1. */
function randomDirections(generator: Generator): Uint32Array {
  return Uint32Array.from({ length: BITS }, (_, k) => (generator.next() | (1 << (BITS - 1 - k))) & ~(0x7fffffff >>> k));
}

function parity(word: number): number {
  let bits = word ^ (word >>> 16);
  bits ^= bits >>> 8;
  bits ^= bits >>> 4;
  bits ^= bits >>> 2;
  return (bits ^ (bits >>> 1)) & 1;
}
