import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { modelFeatures, standardised } from '../../../core/selection/features.ts';
import { principalComponents } from '../../../core/selection/principal-components.ts';

describe('features of models', () => {
  const models = [
    { params: { 'tv.theta': 0.5, 'lambda': 0.1 }, evaluation: { roi: { tv: 2, radio: null } } },
    { params: { 'tv.theta': 0.7, 'lambda': 0.2 }, evaluation: { roi: { tv: 3, radio: 1 } } },
  ];

  it('are the ROAS, undefined as 0, or the hyperparameters', () => {
    expect(modelFeatures(models, 'roas')).toEqual({ names: ['tv', 'radio'], values: Float64Array.of(2, 0, 3, 1) });
    expect(modelFeatures(models, 'hyperparameters')).toEqual({ names: ['tv.theta', 'lambda'], values: Float64Array.of(0.5, 0.1, 0.7, 0.2) });
    expect(modelFeatures([], 'roas')).toEqual({ names: [], values: new Float64Array(0) });
  });

  it('are standardised by column, constant ones to 0', () => {
    expect(standardised(Float64Array.of(1, 7, 2, 7, 3, 7), 3, 2)).toEqual(Float64Array.of(-1, 0, 0, 0, 1, 0));
  });
});

describe('principal components', () => {
  it('of two features have the weights √½ and the variances 1 ± r', () => {
    // x = −1, 0, 1 and y = 1, 0, −1 with one point off: r = −0.5 for y = 1, −1, 0 (Σxy = −1, Σx² = Σy² = 2).
    const found = principalComponents({ names: ['x', 'y'], values: Float64Array.of(-1, 1, 0, -1, 1, 0) }, 3);
    // Eigenvalues 1.5 and 0.5 of 2; decimals as doubles give them after an iteration.
    expect(found?.share[0]).toBeCloseTo(0.75, 13);
    expect(found?.share[1]).toBeCloseTo(0.25, 13);
    for (const { first, second } of found?.loadings ?? []) {
      expect(Math.abs(first)).toBeCloseTo(Math.SQRT1_2, 13);
      expect(Math.abs(second)).toBeCloseTo(Math.SQRT1_2, 13);
    }
    // The two differ in sign in the first component and agree in the second, where both are positive.
    expect((found?.loadings[0]?.first ?? 0) * (found?.loadings[1]?.first ?? 0)).toBeCloseTo(-0.5, 13);
    expect(found?.loadings[0]?.second).toBeCloseTo(Math.SQRT1_2, 13);
    expect(found?.points.map(({ second }) => second)[2]).toBeCloseTo(Math.SQRT1_2, 13);
  });

  const generator = streamFor(4, 1);
  const values = Float64Array.from({ length: 40 * 5 }, () => generator.normal());
  const names = ['a', 'b', 'c', 'd', 'e'];
  const found = principalComponents({ names, values }, 40);

  it('hold the shares of the variance they say, are at right angles and point up', () => {
    const points = found?.points ?? [];
    const variance = (of: (point: { first: number; second: number }) => number): number => points.reduce((sum, point) => sum + of(point) ** 2, 0) / 39;
    // Five standardised features: total variance 5. Rounding of an iterative decomposition.
    expect(variance(({ first }) => first) / 5).toBeCloseTo(found?.share[0] ?? NaN, 12);
    expect(variance(({ second }) => second) / 5).toBeCloseTo(found?.share[1] ?? NaN, 12);
    expect(points.reduce((sum, { first, second }) => sum + first * second, 0)).toBeCloseTo(0, 10);
    expect(found?.share[0]).toBeGreaterThanOrEqual(found?.share[1] ?? 1);
    for (const key of ['first', 'second'] as const) {
      const loadings = (found?.loadings ?? []).map((loading) => loading[key]);
      expect(loadings.reduce((sum, loading) => sum + loading ** 2, 0)).toBeCloseTo(1, 12);
      expect(Math.max(...loadings)).toBe(Math.max(...loadings.map(Math.abs)));
    }
  });

  it('leave out nothing when there is one feature, and say so when nothing differs', () => {
    expect(principalComponents({ names: ['a'], values: Float64Array.of(1, 2, 3) }, 3)).toEqual({
      share: [1, 0], loadings: [{ name: 'a', first: 1, second: 0 }],
      points: [{ first: -1, second: 0 }, { first: 0, second: 0 }, { first: 1, second: 0 }],
    });
    expect(principalComponents({ names: ['a', 'b'], values: Float64Array.of(1, 2, 1, 2) }, 2)).toBeNull();
    expect(principalComponents({ names: ['a'], values: Float64Array.of(1) }, 1)).toBeNull();
    expect(principalComponents({ names: [], values: new Float64Array(0) }, 5)).toBeNull();
  });
});
