import { describe, expect, it } from 'vitest';
import { fittedDesign, influence } from '../../../core/diagnosis/fitted-design.ts';
import { createFit, fitCandidate } from '../../../core/model/fit.ts';
import { paramsToVector } from '../../../core/model/params.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { degreesOfFreedom } from '../../../core/uncertainty/degrees-of-freedom.ts';
import { weekly } from '../report/weekly.ts';

const { prepared, params, series } = await weekly();
const design = fittedDesign(prepared, params, 'tuning');

const vector = paramsToVector(prepared.space, params);
const plain = createFit(prepared);
fitCandidate(plain, vector);

/** Fitted value of a row when its response is `change` higher and λ/s_y, which moves with the response, is held where it was. */
function refitted(data: PreparedData, row: number, change: number): number {
  const plain = createdFit(data);
  const response = data.response.slice();
  response[data.windowStart + row] = (response[data.windowStart + row] as number) + change;
  const { ridge } = createdFit({ ...data, response });
  const spread = ({ responseSquares, responseMean, rows, hasIntercept }: typeof ridge) => Math.sqrt(responseSquares / rows + (hasIntercept ? 0 : responseMean ** 2));
  const lambda = (plain.lambda * spread(ridge)) / spread(plain.ridge);
  const fit = createdFit({ ...data, response, lambdaMin: lambda, lambdaMax: lambda });
  return (response[data.windowStart + row] as number) - (fit.residuals[row] as number);
}

function createdFit(data: typeof prepared): typeof plain {
  const fit = createFit(data);
  fitCandidate(fit, vector);
  return fit;
}

describe('hat values', () => {
  it('add up to the degrees of freedom', () => {
    // The same matrix by another way: rounding of sums over 140 rows.
    expect(design.freedom).toBeCloseTo(degreesOfFreedom(plain.ridge), 8);
    expect(design.leverage.subarray(0, design.trainRows).every((h) => h > 0 && h < 1)).toBe(true);
  });

  it.each(['zero', 'pooled'] as const)('%s: tell how much a fitted value follows its own response', (ridge) => {
    const data: PreparedData = { ...prepared, ridge };
    const { leverage } = fittedDesign(data, params, 'tuning');
    // Fitted values are linear in the response while the same bounds hold: what is left is rounding of a difference, 1e-5 of the value.
    for (const row of [3, 60, 120]) {
      const change = 1e-5 * (prepared.response[prepared.windowStart + row] as number);
      const moved = (refitted(data, row, change) - refitted(data, row, -change)) / (2 * change);
      expect(moved / (leverage[row] as number)).toBeCloseTo(1, 5);
    }
    if (ridge === 'pooled') expect(leverage).not.toEqual(design.leverage);
  });
});

describe('influence', () => {
  it('is that of a mean by hand', () => {
    // One parameter, h = 1/4: e = −1 −1 −1 3, s² = 12/3 = 4; Cook of the last: 9·0.25/(1·4·0.5625) = 1.
    const mean = { trainRows: 4, columns: [], deviations: new Float64Array(), leverage: new Float64Array(4).fill(0.25), freedom: 1 };
    const found = influence(Float64Array.of(-1, -1, -1, 3), mean);
    expect(found?.sigma).toBe(2);
    expect(found?.cook[3]).toBeCloseTo(1, 12);
    // Without the first, values 0 0 4 about 4/3: variance (16/9·2 + 64/9)/2 = 16/3; −1/√(16/3·0.75) = −0.5.
    expect(found?.studentised[0]).toBeCloseTo(-0.5, 12);
    // Without the last there is no variation left.
    expect(found?.studentised[3]).toBe(Infinity);
  });

  it('judges rows outside training by the error of a prediction', () => {
    const found = influence(series.residuals, design);
    const row = design.trainRows + 2;
    expect(found?.studentised[row]).toBeCloseTo((series.residuals[row] as number) / ((found?.sigma ?? NaN) * Math.sqrt(1 + (design.leverage[row] as number))), 10);
    expect(found?.cook).toHaveLength(design.trainRows);
  });

  it('has nothing to say when no degree of freedom is left', () => {
    expect(influence(series.residuals, { ...design, freedom: design.trainRows - 1 })).toBeNull();
  });
});
