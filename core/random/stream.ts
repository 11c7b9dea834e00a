import { generatorFrom } from './generator.ts';
import type { Generator } from './generator.ts';

const MASK = (1n << 64n) - 1n;
const GOLDEN_GAMMA = 0x9e3779b97f4a7c15n;

/** SplitMix64 (Steele, Lea and Flood 2014, OOPSLA): a sequence of 64-bit words from a 64-bit seed. */
export function splitmix64(seed: bigint): () => bigint {
  let state = seed & MASK;
  return () => {
    state = (state + GOLDEN_GAMMA) & MASK;
    let word = state;
    word = ((word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    word = ((word ^ (word >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return word ^ (word >> 31n);
  };
}

/**
 * The generator of one trial. The seed is scrambled before the trial is added and the sum again, so that neighbouring
 * seeds and trials share no part of the sequence. Both are safe integers (RangeError otherwise).
 */
export function streamFor(seed: number, trial: number): Generator {
  for (const [name, value] of [['seed', seed], ['trial', trial]] as const) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`Expected a whole number as ${name}, got ${value}.`);
  }
  const words = splitmix64(scrambled(scrambled(BigInt(seed)) + BigInt(trial)));
  const first = words();
  const second = words();
  return generatorFrom([low(first), high(first), low(second), high(second)]);
}

function scrambled(word: bigint): bigint {
  return splitmix64(word)();
}

function low(word: bigint): number {
  return Number(word & 0xffffffffn);
}

function high(word: bigint): number {
  return Number(word >> 32n);
}
