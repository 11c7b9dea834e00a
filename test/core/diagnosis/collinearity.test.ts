import { describe, expect, it } from 'vitest';
import { collinearity, correlation } from '../../../core/diagnosis/collinearity.ts';

/** Orthogonal, centred, of equal length: a mix cos·u + sin·v correlates with u by cos. */
const U = [1, -1, 1, -1, 1, -1, 1, -1];
const V = [1, 1, -1, -1, 1, 1, -1, -1];
const W = [1, 1, 1, 1, -1, -1, -1, -1];
const mixed = (r: number) => U.map((u, t) => r * u + Math.sqrt(1 - r * r) * (V[t] as number));

describe('collinearity', () => {
  it('inflates by 1/(1 − r²) for two columns', () => {
    const { inflation, condition, pairs } = collinearity([{ name: 'a', values: U.map((u) => 7 + 3 * u) }, { name: 'b', values: mixed(0.9) }]);
    for (const { vif } of inflation) expect(vif).toBeCloseTo(1 / (1 - 0.81), 10);
    // Eigenvalues 1 ± 0.9.
    expect(condition).toBeCloseTo(Math.sqrt(1.9 / 0.1), 10);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]?.r).toBeCloseTo(0.9, 12);
  });

  it('finds nothing in columns that are orthogonal', () => {
    const { inflation, condition } = collinearity([{ name: 'a', values: U }, { name: 'b', values: V }, { name: 'c', values: W }]);
    expect(condition).toBeCloseTo(1, 12);
    expect(inflation.map(({ vif }) => Math.round(vif * 1e9) / 1e9)).toEqual([1, 1, 1]);
  });

  it('names twins as infinite and leaves the others alone', () => {
    const { inflation, condition, pairs } = collinearity([{ name: 'a', values: U }, { name: 'twin', values: U.map((u) => 2 * u + 1) }, { name: 'c', values: mixed(0.6).map((v, t) => v + (W[t] as number)) }]);
    expect(condition).toBe(Infinity);
    expect(inflation.slice(0, 2).map(({ vif }) => vif)).toEqual([Infinity, Infinity]);
    // c correlates with a by 0.6/√2: R² = 0.18.
    expect(inflation[2]?.vif).toBeCloseTo(1 / (1 - 0.18), 9);
    expect([pairs[0]?.first, pairs[0]?.second]).toEqual(['a', 'twin']);
  });

  it('leaves constant columns out', () => {
    expect(collinearity([{ name: 'a', values: [3, 3, 3] }])).toEqual({ inflation: [], condition: 1, pairs: [] });
    expect(correlation([3, 3, 3], [1, 2, 3])).toBe(0);
    expect(correlation([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1, 12);
  });
});
