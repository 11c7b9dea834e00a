import { describe, expect, it } from 'vitest';
import { generatorFrom } from '../../../core/random/generator.ts';
import { splitmix64, streamFor } from '../../../core/random/stream.ts';

describe('xoshiro128**', () => {
  it('gives the published sequence from state 1, 2, 3, 4', () => {
    const generator = generatorFrom([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => generator.next())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('goes on from a saved state, also through JSON', () => {
    const generator = streamFor(7, 1);
    generator.normal();
    const restored = generatorFrom(JSON.parse(JSON.stringify(generator.state())));
    expect(Array.from({ length: 20 }, () => restored.uniform())).toEqual(Array.from({ length: 20 }, () => generator.uniform()));
  });

  it('refuses a state it cannot run from', () => {
    expect(() => generatorFrom([0, 0, 0, 0])).toThrow(RangeError);
    expect(() => generatorFrom([1, 2, 3, 2 ** 32])).toThrow(RangeError);
    expect(() => generatorFrom([1, 2, 3, 0.5])).toThrow(RangeError);
  });
});

describe('splitmix64', () => {
  it('gives the published sequence from seed 1234567', () => {
    const next = splitmix64(1234567n);
    expect([next(), next(), next(), next(), next()]).toEqual([
      6457827717110365317n, 3203168211198807973n, 9817491932198370423n, 4593380528125082431n, 16408922859458223821n,
    ]);
  });
});

describe('distributions', () => {
  it('fills 16 cells of the unit interval evenly', () => {
    const generator = streamFor(1, 1);
    const draws = 64_000;
    const cells = new Array<number>(16).fill(0);
    for (let i = 0; i < draws; i++) {
      const value = generator.uniform();
      expect(value >= 0 && value < 1).toBe(true);
      cells[Math.floor(value * 16)] = (cells[Math.floor(value * 16)] ?? 0) + 1;
    }
    const expected = draws / 16;
    const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99.9 % quantile of chi-square with 15 degrees of freedom; the seed is fixed.
    expect(chiSquare).toBeLessThan(37.7);
  });

  it('draws integers without bias and within range', () => {
    const generator = streamFor(2, 1);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const value = generator.integer(3);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    // Five standard deviations of a binomial count: 5·√(30000·2/9) = 408.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(408);
    expect(generator.integer(1)).toBe(0);
    for (const wrong of [0, -1, 1.5, 2 ** 33]) expect(() => generator.integer(wrong)).toThrow(RangeError);
  });

  it('rejects the incomplete block of words', () => {
    // n just over 2^31 leaves one block only: every word at or over n has to be drawn again.
    const n = 2 ** 31 + 1;
    const words = streamFor(3, 1);
    const kept = Array.from({ length: 40 }, () => words.next()).filter((word) => word < n);
    const generator = streamFor(3, 1);
    expect(kept.map(() => generator.integer(n))).toEqual(kept);
    expect(kept.length).toBeLessThan(40);
  });

  it('has the moments of a standard normal', () => {
    const generator = streamFor(4, 1);
    const draws = 40_000;
    let [sum, squares, fourths] = [0, 0, 0];
    for (let i = 0; i < draws; i++) {
      const value = generator.normal();
      sum += value;
      squares += value ** 2;
      fourths += value ** 4;
    }
    // Five standard errors: 1, √2 and √96 over √40000.
    expect(Math.abs(sum / draws)).toBeLessThan(0.025);
    expect(Math.abs(squares / draws - 1)).toBeLessThan(0.036);
    expect(Math.abs(fourths / draws - 3)).toBeLessThan(0.25);
  });

  it('shuffles to every order about equally often', () => {
    const generator = streamFor(5, 1);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = generator.shuffle([1, 2, 3]).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Five standard deviations of 12000 draws at 1/6: 204.
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(204);
  });
});

describe('streams', () => {
  it('are the same for the same seed and trial and differ for any other', () => {
    const first = (seed: number, trial: number): string => streamFor(seed, trial).state().join();
    expect(first(1, 1)).toBe(first(1, 1));
    const seen = new Set<string>();
    for (let seed = -3; seed < 20; seed++) for (let trial = 1; trial <= 40; trial++) seen.add(first(seed, trial));
    expect(seen.size).toBe(23 * 40);
  });

  it('are uncorrelated between neighbouring trials', () => {
    const a = streamFor(1, 1);
    const b = streamFor(1, 2);
    const draws = 10_000;
    let product = 0;
    for (let i = 0; i < draws; i++) product += (a.uniform() - 0.5) * (b.uniform() - 0.5);
    // Correlation under five standard errors, 5/√10000.
    expect(Math.abs((12 * product) / draws)).toBeLessThan(0.05);
  });

  it('need whole numbers', () => {
    expect(() => streamFor(1.5, 1)).toThrow(RangeError);
    expect(() => streamFor(1, Number.NaN)).toThrow(RangeError);
  });
});
