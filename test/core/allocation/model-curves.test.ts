import { describe, expect, it } from 'vitest';
import { responseAt } from '../../../core/allocation/curve.ts';
import { drawnModels } from '../../../core/allocation/drawn-models.ts';
import { modelCurves, steadyCurve, steadyStock } from '../../../core/allocation/model-curves.ts';
import { adstock } from '../../../core/model/adstock.ts';
import type { AdstockParameters } from '../../../core/model/adstock.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { bootstrapDraws } from '../../../core/uncertainty/bootstrap.ts';
import { channelDraws } from '../../../core/uncertainty/gain.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

describe('adstock per unit of a steady spend', () => {
  it.each<[string, AdstockParameters, number, number]>([
    ['geometric: 1/(1 − θ)', { kind: 'geometric', first: 0.75, second: 0 }, 100, 4],
    ['geometric that keeps all: every period of the table', { kind: 'geometric', first: 1, second: 0 }, 100, 100],
    ['nothing carried over', { kind: 'geometric', first: 0, second: 0 }, 100, 1],
    ['Weibull without shape: nothing carried over', { kind: 'weibull_pdf', first: 0, second: 0.5 }, 100, 1],
    // 4 periods, scale round(1 + 3·1/3) = 2, shape 1: weights 1, e^−1/2, e^−3/2, e^−3.
    ['Weibull CDF: running products', { kind: 'weibull_cdf', first: 1, second: 1 / 3 }, 4, 1 + Math.exp(-0.5) + Math.exp(-1.5) + Math.exp(-3)],
    // Density ½·e^−j/2 at j = 1..4, shifted and scaled to 0..1: the first is 1, the last 0.
    ['Weibull PDF: scaled density', { kind: 'weibull_pdf', first: 1, second: 1 / 3 }, 4,
      1 + (Math.exp(-1) - Math.exp(-2)) / (Math.exp(-0.5) - Math.exp(-2)) + (Math.exp(-1.5) - Math.exp(-2)) / (Math.exp(-0.5) - Math.exp(-2))],
  ])('%s', (_, parameters, rows, stock) => {
    expect(steadyStock(parameters, rows)).toBeCloseTo(stock, 9);
  });

  it('is where the adstock of a steady spend settles', () => {
    const spend = new Float64Array(200).fill(30);
    for (const parameters of [{ kind: 'geometric', first: 0.6, second: 0 }, { kind: 'weibull_cdf', first: 1.5, second: 0.05 }, { kind: 'weibull_pdf', first: 2, second: 0.05 }] as const) {
      // What is left of 0.6^200, or of lags past the table, is under 1e-9 of it.
      expect(adstock(spend, parameters).total.at(-1)).toBeCloseTo(30 * steadyStock(parameters, 200), 6);
    }
  });
});

it('responds to a steady spend as the model does to the stock it leads to, counted by hand', () => {
  // θ 0.5: 100 a period settle at a stock of 200, the inflexion: half of β.
  const curve = steadyCurve({ coefficient: 80, alpha: 3, inflexion: 200, carryover: 77 }, 2);
  expect(curve).toEqual({ coefficient: 80, alpha: 3, inflexion: 100, carryover: 0 });
  expect(responseAt(curve, 100)).toBeCloseTo(40, 12);
  // 50 settle at 100: (100/200)³ = 1/8, so h = 1/9.
  expect(responseAt(curve, 50)).toBeCloseTo(80 / 9, 12);
});

describe('curves of a model', () => {
  const [{ params } = { params: {} as CandidateParameters }] = golden<{ adstock: string; params: CandidateParameters }[]>('models.json').filter(({ adstock }) => adstock === 'geometric');
  const { prepared } = loadWeekly('geometric');
  const evaluation = evaluateCandidate(prepared, params);

  it('are the reference\'s unless the long run is asked for, which changes inflexion and carry-over alone', () => {
    const mean = modelCurves(prepared, evaluation, params);
    const steady = modelCurves(prepared, evaluation, params, 'steady');
    for (const [name, curve] of Object.entries(mean)) {
      const theta = params[`${name}.theta`] ?? NaN;
      expect(curve.carryover).toBe(evaluation.meanCarryover[name]);
      expect(steady[name]).toMatchObject({ coefficient: curve.coefficient, alpha: curve.alpha, carryover: 0 });
      expect(steady[name]?.inflexion).toBeCloseTo(curve.inflexion * (1 - theta), 6);
    }
  });

  it('are drawn again with other coefficients: half with the penalty, half without, the weight shared', () => {
    const curves = modelCurves(prepared, evaluation, params);
    const drawn = drawnModels(prepared, params, { id: '1_1', curves, weight: 3 }, 5, 8);
    expect(drawn.map(({ id, weight }) => [id, weight])).toEqual([1, 2, 3, 4, 5].map((r) => [`1_1/${r}`, 0.6]));
    const [own, none] = (['own', 'none'] as const).map((penalty) =>
      channelDraws(prepared, bootstrapDraws(prepared, params, { resamples: penalty === 'own' ? 3 : 2, seed: 8, penalty })));
    for (const [name, curve] of Object.entries(curves)) {
      const coefficients = [...(own?.[name] ?? []), ...(none?.[name] ?? [])];
      drawn.forEach((model, r) => { expect(model.curves[name]).toEqual({ ...curve, coefficient: coefficients[r] }); });
    }
    expect(drawnModels(prepared, params, { id: '1_1', curves, weight: 3 }, 5, 8)).toEqual(drawn);
  });
});
