import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../core/spec/spec.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { unitSpace } from '../../../core/tuning/space.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const OFFSET = 1e-4;
const space = { parameters: [{ name: 'x', lower: 2, upper: 6 }, { name: 'lambda', lower: 0, upper: 1, logOffset: OFFSET }] };

function paramsAt(u: number, parameters = space.parameters): Float64Array {
  const params = new Float64Array(parameters.length);
  unitSpace({ parameters }).toParams(new Float64Array(parameters.length).fill(u), params);
  return params;
}

describe('a parameter searched in its logarithm', () => {
  it('has the bounds at 0 and 1, and the geometric mean of what is spread in the middle', () => {
    expect([...paramsAt(0)]).toEqual([2, 0]);
    expect([...paramsAt(1)]).toEqual([6, 1]);
    const [x, lambda = NaN] = paramsAt(0.5);
    expect(x).toBe(4);
    expect(lambda + OFFSET).toBeCloseTo(Math.sqrt(OFFSET * (1 + OFFSET)), 15);
  });

  it('has even steps of its logarithm between even points', () => {
    const logs = [0, 0.25, 0.5, 0.75, 1].map((u) => Math.log((paramsAt(u)[1] ?? NaN) + OFFSET));
    // ln(10001)/4 each; adding and subtracting the offset rounds to 1e-16 of 1e-4.
    logs.slice(1).forEach((log, i) => expect(log - (logs[i] ?? NaN)).toBeCloseTo(Math.log(1 + 1 / OFFSET) / 4, 11));
  });

  it('goes there and back, and stays in its range', () => {
    const unit = unitSpace(space);
    const stream = streamFor(1, 1);
    const params = new Float64Array(2);
    for (let i = 0; i < 200; i++) {
      const point = Float64Array.of(stream.uniform(), stream.uniform());
      unit.toParams(point, params);
      expect(params[1]).toBeGreaterThanOrEqual(0);
      expect(params[1]).toBeLessThanOrEqual(1);
      // The offset rounds to 1e-16 of 1e-4 at the lower end.
      unit.toPoint(params).forEach((value, k) => expect(value).toBeCloseTo(point[k] ?? NaN, 11));
    }
    expect([...unit.toPoint(Float64Array.of(-9, 0))]).toEqual([0, 0]);
    expect([...unit.toPoint(Float64Array.of(9, 5))]).toEqual([1, 1]);
  });

  it('works between narrower bounds, as after a refresh', () => {
    const narrow = [{ name: 'lambda', lower: 0.01, upper: 0.09, logOffset: OFFSET }];
    expect(paramsAt(0, narrow)[0]).toBeCloseTo(0.01, 15);
    expect(paramsAt(1, narrow)[0]).toBeCloseTo(0.09, 15);
    expect((paramsAt(0.5, narrow)[0] ?? NaN) + OFFSET).toBeCloseTo(Math.sqrt(0.0101 * 0.0901), 15);
  });
});

describe('the penalty of a prepared run', () => {
  const prepared = (ridge: Spec['tuning']['ridge']) => loadWeekly('geometric', (spec) => {
    spec.tuning.ridge = ridge;
    spec.lambda = [0.2, 0.7];
  }).prepared;

  it('pooled: its middle is the geometric mean of the λ at its ends', () => {
    const { space: { parameters }, lambdaMin, lambdaMax } = prepared('pooled');
    const index = parameters.findIndex(({ name }) => name === 'lambda');
    const unit = unitSpace({ parameters });
    const at = (u: number): number => {
      const params = new Float64Array(parameters.length);
      unit.toParams(new Float64Array(unit.dimension).fill(u), params);
      return lambdaMin + (lambdaMax - lambdaMin) * (params[index] ?? NaN);
    };
    expect(at(0.5) / Math.sqrt(at(0) * at(1))).toBeCloseTo(1, 12);
    expect(at(0)).toBeCloseTo(lambdaMin + 0.2 * (lambdaMax - lambdaMin), 6); // of some 1e7
  });

  it('zero: its middle is halfway, as in the reference, and nothing else is searched in logarithms', () => {
    expect(prepared('zero').space.parameters.filter(({ logOffset }) => logOffset !== undefined)).toEqual([]);
    expect(prepared('pooled').space.parameters.filter(({ logOffset }) => logOffset !== undefined).map(({ name }) => name)).toEqual(['lambda']);
  });
});
