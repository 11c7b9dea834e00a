import { describe, expect, it } from 'vitest';
import { adstock, adstockWeights } from '../../core/model/adstock.ts';
import { weibullScalePeriods } from '../../core/model/weibull.ts';
import { createLane } from '../../core/model/elementary.ts';
import { hillInto, saturate } from '../../core/model/saturation.ts';
import type { AdstockKind } from '../../core/spec/spec.ts';
import { golden } from '../fixtures/weekly.ts';

/** NaN is written "NaN"; one value may stand for a list of one. */
type Numbers = (number | 'NaN')[] | number | 'NaN';

interface Case {
  id: string;
  fn: 'adstock_geometric' | 'adstock_weibull' | 'saturation_hill';
  x: Numbers;
  theta: number;
  type: 'cdf' | 'pdf';
  shape: number;
  scale: number;
  scaleTrans: number;
  alpha: number;
  gamma: number;
  x_marginal?: Numbers;
  out: { x_decayed: Numbers; thetaVecCum: Numbers; x_imme: Numbers; inflation_total: Numbers; x_saturated: Numbers; inflexion: Numbers };
}

const { cases } = golden<{ cases: Case[] }>('transforms.json');

function numbers(value: Numbers): Float64Array {
  return Float64Array.from(Array.isArray(value) ? value : [value], Number);
}

/**
 * 1e-12 relative (README of the golden files). `floor` is for values that the reference itself computes with that
 * absolute error: it forms each survival factor as 1 − (1 − exp(…)), which is exact to 2^-53 only, and density
 * weights as differences from the smallest density.
 */
function expectClose(actual: ArrayLike<number>, expected: Numbers, floor = 0): void {
  const wanted = numbers(expected);
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    const got = actual[i] as number;
    if (Number.isNaN(value)) expect(got).toBeNaN();
    else expect(Math.abs(got - value), `at ${i}: expected ${value}, got ${got}`).toBeLessThanOrEqual(1e-12 * Math.abs(value) + floor);
  });
}

function kindOf({ fn, type }: Case): AdstockKind {
  return fn === 'adstock_geometric' ? 'geometric' : `weibull_${type}`;
}

describe('transforms of the reference', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(48);
  });

  it.each(cases.filter(({ fn }) => fn !== 'saturation_hill').map((each) => [each.id, each] as const))('%s', (_, each) => {
    const x = numbers(each.x);
    const kind = kindOf(each);
    const [first, second] = kind === 'geometric' ? [each.theta, 0] : [each.shape, each.scale];
    const result = adstock(x, { kind, first, second });
    const largest = x.reduce((a, b) => Math.max(a, b), 0);
    expectClose(result.total, each.out.x_decayed, 2 ** -52 * largest);
    expectClose([result.inflation], each.out.inflation_total);
    if (kind === 'geometric') {
      // The reference starts at lag 1.
      const weights = adstockWeights({ kind, first, second }, x.length + 1);
      expectClose(weights.subarray(1), each.out.thetaVecCum);
      return;
    }
    expect(weibullScalePeriods(second, x.length)).toBe(each.scaleTrans);
    expectClose(result.immediate, each.out.x_imme, 2 ** -52 * largest);
    const weights = adstockWeights({ kind, first, second }, x.length);
    // Without adstock the reference reports weights of 0 and returns x; ours is the weight it works with, 1 at lag 0.
    if (first === 0 || second === 0) expect(Array.from(weights)).toEqual(Array.from(x, (_value, k) => (k === 0 ? 1 : 0)));
    else expectClose(weights, each.out.thetaVecCum, 2 ** -52);
  });

  it.each(cases.filter(({ fn }) => fn === 'saturation_hill').map((each) => [each.id, each] as const))('%s', (_, each) => {
    const x = numbers(each.x);
    const at = each.x_marginal === undefined ? x : numbers(each.x_marginal);
    const result = saturate(x, each.alpha, each.gamma, at);
    expectClose(result.values, each.out.x_saturated);
    expectClose([result.inflexion], each.out.inflexion);
    if (result.inflexion === 0) return;
    const lane = createLane(at.length);
    lane.values.set(at);
    const fast = new Float64Array(at.length);
    hillInto(lane, at.length, each.alpha, result.inflexion, new Float64Array(at.length), createLane(at.length), fast, 0);
    expectClose(fast, each.out.x_saturated);
  });
});
