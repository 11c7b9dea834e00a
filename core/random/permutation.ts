import type { Generator } from './generator.ts';

/** Rounds of the network; four make it a pseudorandom permutation (Luby and Rackoff 1988), more for words this short. */
const ROUNDS = 8;

export type PermutationKeys = number[];

export function drawKeys(generator: Generator): PermutationKeys {
  return Array.from({ length: ROUNDS }, () => generator.next());
}

/**
 * A shuffle of 0..count − 1 that is not stored: a Feistel network over the least even number of bits that holds `count`,
 * applied again while it leads outside (cycle walking; Black and Rogaway 2002, CT-RSA). One-to-one by construction.
 * @param count 1 to 2^53
 * @param keys eight 32-bit words
 */
export function createPermutation(count: number, keys: PermutationKeys): (position: number) => number {
  if (!(count >= 1 && count <= 2 ** 53) || !Number.isInteger(count)) throw new RangeError(`Expected a count of 1 to 2^53, got ${count}.`);
  let half = 1;
  while (4 ** half < count) half++;
  const base = 2 ** half;
  return (position) => {
    let left = Math.floor(position / base);
    let right = position % base;
    // In halves, since the network may reach past the whole numbers there are.
    do {
      for (const key of keys) [left, right] = [right, left ^ (mixed(right, key) >>> (32 - half))];
    } while (left * base + right >= count);
    return left * base + right;
  };
}

/** A 32-bit word that depends on every bit of both (the finaliser of MurmurHash3, Appleby 2011, twice). */
function mixed(value: number, key: number): number {
  return finalised(finalised(value ^ key) + key);
}

function finalised(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
