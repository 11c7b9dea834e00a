import { describe, expect, it } from 'vitest';
import { responseCurve, sampleCurve } from '../../../core/model/curves.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { adjustedRsq, decompRssd, nrmse } from '../../../core/model/metrics.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import { splitRows } from '../../../core/model/split.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

describe('split', () => {
  it('keeps the order of time', () => {
    expect(splitRows(200, 0.7)).toEqual({ train: 140, validation: 30, test: 30 }); // floor(1 + 139.3), floor(200·0.3/2)
    expect(splitRows(200, 1)).toEqual({ train: 200, validation: 0, test: 0 });
    expect(splitRows(10, 0.5)).toEqual({ train: 5, validation: 2, test: 3 });
  });

  it('uses every row once, for any size', () => {
    for (let rows = 1; rows < 60; rows++) {
      for (let size = 0.01; size <= 1; size += 0.01) {
        const { train, validation, test } = splitRows(rows, size);
        expect(train + validation + test).toBe(rows);
        expect(Math.min(train - 1, validation, test)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('measures of fit', () => {
  it('NRMSE is the error over the range', () => {
    expect(nrmse(36, 4, 10)).toBe(0.3);
    expect([nrmse(0, 0, 0), nrmse(1, 4, 0)]).toEqual([NaN, NaN]);
  });

  it('R² is adjusted by the training rows', () => {
    expect(adjustedRsq(20, 100, 21, 5, true)).toBeCloseTo(1 - (0.2 * 20) / 15, 15);
    expect(adjustedRsq(20, 100, 21, 5, false)).toBeCloseTo(1 - (0.2 * 21) / 15, 15);
    expect([adjustedRsq(1, 0, 21, 5, true), adjustedRsq(1, 10, 6, 5, true)]).toEqual([NaN, NaN]);
  });

  it('RSSD is the distance of effect and spend shares, larger for channels without effect', () => {
    // Effects .75, .25, 0; spend .5, .25, .25.
    const shares = [Float64Array.of(3, 1, 0), Float64Array.of(2, 1, 1)] as const;
    expect(decompRssd(...shares, false)).toBeCloseTo(Math.sqrt(0.125), 15);
    expect(decompRssd(...shares, true)).toBeCloseTo(Math.sqrt(0.125) * (4 / 3), 15);
    expect(decompRssd(new Float64Array(3), shares[1], true)).toBe(Infinity);
    expect(decompRssd(shares[0], new Float64Array(3), true)).toBe(Infinity);
  });
});

describe('response curve of a model', () => {
  const { prepared } = loadWeekly();
  const params = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower, upper }) => (lower + upper) / 2));
  const curve = responseCurve(evaluateCandidate(prepared, params), params, 'search');
  const { spend, response, marginal } = sampleCurve(curve, 200_000, 201);

  it('runs from the carried-over response to its ceiling', () => {
    expect([spend[0], spend[200]]).toEqual([0, 200_000]);
    expect(response[0]).toBeGreaterThan(0);
    expect(response[200]).toBeLessThan(curve.coefficient);
  });

  it('has its slope as marginal response', () => {
    for (let i = 1; i < 200; i++) {
      const slope = ((response[i + 1] as number) - (response[i - 1] as number)) / 2000;
      // Central differences over 1,000 of a curve that bends over 1e5: their error is about (1e3/1e5)².
      expect(Math.abs(slope / (marginal[i] as number) - 1)).toBeLessThan(2e-3);
    }
  });
});
