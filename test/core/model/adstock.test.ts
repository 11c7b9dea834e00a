import { describe, expect, it } from 'vitest';
import { adstock, adstockInto, adstockWeights } from '../../../core/model/adstock.ts';
import { createWeibullWorkspace, weibullScalePeriods } from '../../../core/model/weibull.ts';
import type { AdstockKind } from '../../../core/spec/spec.ts';
import { streamFor } from '../../../core/random/stream.ts';

const x = Float64Array.of(100, 0, 50, 0);

describe('geometric adstock', () => {
  it('carries over a share of the period before', () => {
    expect(Array.from(adstock(x, { kind: 'geometric', first: 0.5, second: 0 }).total)).toEqual([100, 50, 75, 37.5]);
  });

  it('changes nothing at 0 and sums up at 1', () => {
    expect(Array.from(adstock(x, { kind: 'geometric', first: 0, second: 0 }).total)).toEqual(Array.from(x));
    expect(Array.from(adstock(x, { kind: 'geometric', first: 1, second: 0 }).total)).toEqual([100, 100, 150, 150]);
  });

  it('parts into the immediate and the carried over', () => {
    const { immediate, carryover, inflation } = adstock(x, { kind: 'geometric', first: 0.5, second: 0 });
    expect(Array.from(immediate)).toEqual([100, 0, 50, 0]);
    expect(Array.from(carryover)).toEqual([0, 50, 25, 37.5]);
    expect(inflation).toBe(262.5 / 150);
  });
});

describe('Weibull adstock', () => {
  it('rounds its scale to periods, halves to even', () => {
    expect([0.1, 0.5, 0.25, 0.75, 1].map((scale) => weibullScalePeriods(scale, 3))).toEqual([1, 2, 2, 2, 3]); // 1.2, 2, 1.5, 2.5, 3
  });

  it('CDF weights are the running product of exp(−(j/λ)^shape)', () => {
    // 5 rows, scale 0.25: λ = 2; shape 1: exponents 1/2, 1/2 + 1, 1/2 + 1 + 3/2, …
    const weights = adstockWeights({ kind: 'weibull_cdf', first: 1, second: 0.25 }, 5);
    // Rounding of five products.
    [0, 0.5, 1.5, 3, 5].forEach((exponent, k) => expect(weights[k]).toBeCloseTo(Math.exp(-exponent), 14));
  });

  it('PDF weights peak where the density does and run from 0 to 1', () => {
    const weights = adstockWeights({ kind: 'weibull_pdf', first: 3, second: 0.1 }, 101); // λ = 11, mode 11·(2/3)^(1/3) = 9.6: lag 9
    expect(weights.indexOf(Math.max(...weights))).toBe(9);
    expect(Math.max(...weights)).toBe(1);
    expect(Math.min(...weights)).toBe(0);
  });

  it('equals the plain convolution, whatever the length', () => {
    const stream = streamFor(5, 1);
    for (let rows = 1; rows <= 40; rows++) {
      const series = Float64Array.from({ length: rows }, () => (stream.uniform() < 0.4 ? 0 : stream.uniform()));
      for (const kind of ['weibull_cdf', 'weibull_pdf'] as const) {
        const parameters = { kind, first: 0.2 + 4 * stream.uniform(), second: stream.uniform() };
        const weights = adstockWeights(parameters, rows);
        const { total } = adstock(series, parameters);
        total.forEach((value, t) => {
          let plain = 0;
          for (let k = 0; k <= t; k++) plain += (weights[k] as number) * (series[t - k] as number);
          expect(value).toBeCloseTo(plain, 13); // the same sums in another order
        });
      }
    }
  });

  it('of shape or scale 0 leaves x as it is', () => {
    for (const [first, second] of [[0, 0.5], [2, 0], [0, 0]] as const) {
      expect(Array.from(adstock(x, { kind: 'weibull_pdf', first, second }).total)).toEqual(Array.from(x));
    }
  });
});

describe('adstock into given memory', () => {
  it.each<AdstockKind>(['geometric', 'weibull_cdf', 'weibull_pdf'])('%s: reads at an offset, writes at an offset, stops at the end', (kind) => {
    const workspace = createWeibullWorkspace(9);
    const out = new Float64Array(7).fill(-1);
    adstockInto(Float64Array.of(9, 9, ...x, 9), 2, 4, 3, kind, 0.6, 0.5, workspace, out, 2);
    const { total } = adstock(x, { kind, first: 0.6, second: 0.5 });
    expect(Array.from(out)).toEqual([-1, -1, ...total.subarray(0, 3), -1, -1]);
  });
});
