import { describe, expect, it } from 'vitest';
import { duelOf } from '../../../core/comparison/duel.ts';
import { streamFor } from '../../../core/random/stream.ts';

describe('P(A beats B)', () => {
  it('is the share of pairs won, ties counting half', () => {
    // Of six pairs: 3 beats 1 and 2, ties with 3; 1 ties with 1 and loses to 2 and 3: (2 + ½ + ½) / 6.
    expect(duelOf([3, 1], [1, 2, 3]).probability).toBe(0.5);
    expect(duelOf([1, 2, 3, 4], [0, 0, 2.5]).probability).toBeCloseTo(10 / 12, 12);
    expect(duelOf([5, 5], [5, 5, 5]).probability).toBe(0.5);
    expect(duelOf([Infinity, 1], [-Infinity, 0]).probability).toBe(1);
    // Errors that no candidate had are equally bad.
    expect(duelOf([-Infinity], [-Infinity, -1]).probability).toBe(0.25);
  });

  it('of A and of B add up to 1, and so do the intervals', () => {
    const [a, b] = [[0.3, 0.5, 0.9, 0.9], [0.2, 0.5, 0.6]];
    const [there, back] = [duelOf(a, b), duelOf(b, a)];
    expect(there.probability + back.probability).toBeCloseTo(1, 12);
    expect(there.lower + back.upper).toBeCloseTo(1, 9); // found by halving
    expect(there.upper + back.lower).toBeCloseTo(1, 9);
  });

  it('the interval leaves out one half where the rank test rejects', () => {
    // All of 4 above all of 4: z = 8 / √(4·4·9/12) = 2.31, past 1.96; of 2 and 2: z = 2 / √(4·5/12) = 1.55.
    expect(duelOf([5, 6, 7, 8], [1, 2, 3, 4])).toMatchObject({ probability: 1, upper: 1 });
    expect(duelOf([5, 6, 7, 8], [1, 2, 3, 4]).lower).toBeGreaterThan(0.5);
    expect(duelOf([5, 6], [1, 2]).lower).toBeLessThan(0.5);
  });

  it('says clearly only with five trials each, probably by the 80 % interval, else no difference', () => {
    const low = [1, 2, 3, 4, 5, 6];
    const high = low.map((value) => value + 10);
    expect(duelOf(high, low).word).toBe('clearly_better');
    expect(duelOf(low, high).word).toBe('clearly_worse');
    expect(duelOf(high.slice(0, 4), low).word).toBe('probably_better');
    expect(duelOf(low, high.slice(0, 4)).word).toBe('probably_worse');
    expect(duelOf(low, low).word).toBe('no_difference');
    expect(duelOf([1], [2]).word).toBe('no_difference');
  });

  it('calls equal methods clearly different in about one comparison of twenty', () => {
    const random = streamFor(9, 1);
    const draw = (): number[] => Array.from({ length: 12 }, () => random.normal());
    let clear = 0;
    for (let i = 0; i < 2_000; i++) if (duelOf(draw(), draw()).word.startsWith('clearly')) clear++;
    // Binomial with p = 0.05: a standard deviation is 0.005; four of them beside the asymptotic error of the interval.
    expect(clear / 2_000).toBeGreaterThan(0.03);
    expect(clear / 2_000).toBeLessThan(0.07);
  });
});
