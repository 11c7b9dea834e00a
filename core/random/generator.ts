/**
 * The generator every random choice in `core/` is drawn from: xoshiro128** 1.1 (Blackman and Vigna 2021,
 * "Scrambled linear pseudorandom number generators", ACM TOMS 47(4)), 32-bit words, period 2^128 − 1.
 */
export type GeneratorState = [number, number, number, number];

export interface Generator {
  /** Next 32 bits as an integer in 0..2^32 − 1. */
  next(): number;
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in 0..n − 1, without bias; n in 1..2^32. */
  integer(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** Permutes the list in place, every order equally likely. */
  shuffle<T>(list: T[]): T[];
  /** Four plain numbers; `generatorFrom` goes on from there. */
  state(): GeneratorState;
}

const WORD = 2 ** 32;

/** A generator that goes on from a state; RangeError unless it is four 32-bit words that are not all 0. */
export function generatorFrom(state: GeneratorState): Generator {
  if (state.some((word) => !Number.isInteger(word) || word < 0 || word >= WORD) || state.every((word) => word === 0)) {
    throw new RangeError(`State of a generator: expected four 32-bit words, not all 0, got ${state.join(', ')}.`);
  }
  let [s0, s1, s2, s3] = state;

  function next(): number {
    const scaled = Math.imul(s1, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  function uniform(): number {
    const high = next() >>> 5;
    return (high * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  }

  function integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > WORD) throw new RangeError(`Expected n in 1..2^32, got ${n}.`);
    // Rejecting the incomplete last block keeps every remainder equally likely.
    const limit = WORD - (WORD % n);
    let word = next();
    while (word >= limit) word = next();
    return word % n;
  }

  // Polar method (Marsaglia and Bray 1964); the second deviate is dropped so that the state stays four words.
  function normal(): number {
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  // Fisher and Yates, from the end (Durstenfeld 1964).
  function shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = integer(i + 1);
      const held = list[i] as T;
      list[i] = list[j] as T;
      list[j] = held;
    }
    return list;
  }

  return { next, uniform, integer, normal, shuffle, state: () => [s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0] };
}
