import { describe, expect, it } from 'vitest';
import { createEvaluator, METRIC_COUNT } from '../../../core/model/candidate.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { paramsToVector, vectorToParams } from '../../../core/model/params.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { settle, settleModel, unusedParameters } from '../../../core/model/settle.ts';
import { fittedDesign } from '../../../core/diagnosis/fitted-design.ts';
import { problemFromModel } from '../../../core/allocation/from-model.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { truthFromModel } from '../../../core/recovery/truth.ts';
import { unitSpace } from '../../../core/tuning/space.ts';
import { bootstrapDraws } from '../../../core/uncertainty/bootstrap.ts';
import { modelIntervals } from '../../../core/uncertainty/intervals.ts';
import { asPlain, CHOICES, SCHEMES, weeklyUnder } from './with-choices.ts';

const withChoices = (scheme: string): PreparedData => weeklyUnder(SCHEMES[scheme] ?? { scheme: 'holdout', features: 'training', test_periods: 0 }, (spec) => { spec.choices = CHOICES; });

/** Vectors drawn evenly from the whole space. */
function drawn(prepared: PreparedData, count: number): Float64Array[] {
  const random = streamFor(5, 1);
  const space = unitSpace(prepared.space);
  return Array.from({ length: count }, () => {
    const params = new Float64Array(space.parameters);
    space.toParams(Float64Array.from({ length: space.dimension }, () => random.uniform()), params);
    return params;
  });
}

function measured(prepared: PreparedData, params: Float64Array): Float64Array {
  const out = new Float64Array(METRIC_COUNT);
  createEvaluator(prepared).evaluate(params, out);
  return out;
}

describe('the search space', () => {
  it('has the hyperparameters of every kind, then the settings, then lambda and train_size', () => {
    const { space, media, choices } = withChoices('holdout');
    const names = space.parameters.map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(['tv.theta', 'tv.shape', 'tv.scale', 'tv.alpha', 'tv.gamma']);
    expect(names.slice(-8)).toEqual(['tv.adstock', 'tv.input', 'newsletter.adstock', 'holiday.use', 'competitor_price.lag', 'promotion.lag', 'lambda', 'train_size']);
    expect(space.parameters.slice(-8, -2)).toEqual([
      { name: 'tv.adstock', lower: 0, upper: 2, choices: ['geometric', 'weibull_cdf', 'weibull_pdf'] }, { name: 'tv.input', lower: 0, upper: 1, choices: ['exposure', 'spend'] },
      { name: 'newsletter.adstock', lower: 0, upper: 1, choices: ['weibull_pdf', 'geometric'] }, { name: 'holiday.use', lower: 0, upper: 1, choices: ['on', 'off'] },
      { name: 'competitor_price.lag', lower: 0, upper: 4, whole: true }, { name: 'promotion.lag', lower: 1, upper: 3, whole: true },
    ]);
    // The file itself says geometric.
    expect(media.map(({ name, adstock, first, second }) => [name, adstock, first, second]).filter(([name]) => name === 'tv' || name === 'newsletter'))
      .toEqual([['tv', 'geometric', 0, 0], ['newsletter', 'geometric', names.indexOf('newsletter.theta'), names.indexOf('newsletter.theta')]]);
    expect(choices.map(({ parameter, setting }) => [names[parameter], setting])).toEqual([
      ['tv.adstock', 'adstock'], ['tv.input', 'input'], ['newsletter.adstock', 'adstock'], ['holiday.use', 'use'], ['competitor_price.lag', 'lag'], ['promotion.lag', 'lag'],
    ]);
  });

  it('is without choices what it was', () => {
    const { space, choices } = weeklyUnder(SCHEMES['holdout'] ?? { scheme: 'holdout', features: 'training', test_periods: 0 }, () => undefined);
    expect(choices).toEqual([]);
    expect(space.parameters.map(({ name }) => name).slice(0, 4)).toEqual(['tv.theta', 'tv.alpha', 'tv.gamma', 'radio.theta']);
    expect(space.parameters.every((parameter) => parameter.choices === undefined && parameter.whole === undefined)).toBe(true);
  });
});

describe.each(Object.entries(SCHEMES))('a candidate with choices, %s', (name, scheme) => {
  const prepared = withChoices(name);
  const vectors = drawn(prepared, 12);

  it('is to the bit what the project file would say', () => {
    const evaluator = createEvaluator(prepared);
    for (const vector of vectors) {
      const chosen = vectorToParams(prepared.space, vector);
      const plain = asPlain(scheme, prepared, chosen);
      const out = new Float64Array(METRIC_COUNT);
      evaluator.evaluate(vector, out);
      expect(out).toEqual(measured(plain.prepared, paramsToVector(plain.prepared.space, plain.params)));
      expect(evaluateCandidate(prepared, chosen)).toEqual(evaluateCandidate(plain.prepared, plain.params));
      expect(evaluateCandidate(prepared, chosen, 'all')).toEqual(evaluateCandidate(plain.prepared, plain.params, 'all'));
      expect(modelSeries(prepared, chosen)).toEqual(modelSeries(plain.prepared, plain.params));
    }
    // All kinds and options were met.
    const seen = (place: string): number => new Set(vectors.map((vector) => vectorToParams(prepared.space, vector)[place])).size;
    expect(['tv.adstock', 'tv.input', 'holiday.use', 'promotion.lag'].map(seen)).toEqual([3, 2, 2, 3]);
  });

  it('has the same doubt, truth and curves', () => {
    const vector = vectors.find((one) => vectorToParams(prepared.space, one)['tv.adstock'] === 2) ?? new Float64Array();
    const params = vectorToParams(prepared.space, vector);
    const plain = asPlain(scheme, prepared, params);
    const options = { seed: 3, resamples: 5 };
    expect(bootstrapDraws(prepared, params, options)).toEqual(bootstrapDraws(plain.prepared, plain.params, options));
    expect(modelIntervals(prepared, params, options)).toEqual(modelIntervals(plain.prepared, plain.params, options));
    expect(fittedDesign(prepared, params, 'tuning')).toEqual(fittedDesign(plain.prepared, plain.params, 'tuning'));
    expect(truthFromModel(prepared, params)).toEqual(truthFromModel(plain.prepared, plain.params));
    const problem = (data: PreparedData, one: typeof params) => problemFromModel(data, evaluateCandidate(data, one), one, { scenario: { kind: 'max_response' } });
    expect(problem(prepared, params)).toEqual(problem(plain.prepared, plain.params));
  });

  it('gives the same bits whatever was evaluated before', () => {
    const warm = createEvaluator(prepared);
    const out = new Float64Array(METRIC_COUNT);
    for (const vector of [...vectors, ...vectors.toReversed()]) {
      warm.evaluate(vector, out);
      expect(out).toEqual(measured(prepared, vector));
    }
  });
});

describe('settle', () => {
  const prepared = withChoices('rolling');
  const [vector = new Float64Array()] = drawn(prepared, 1);
  const params = vectorToParams(prepared.space, vector);
  const set = (changes: Record<string, number>): Float64Array => paramsToVector(prepared.space, { ...params, ...changes });

  it('leaves data without choices alone, and what was given as it was', () => {
    const plain = weeklyUnder(SCHEMES['rolling'] ?? { scheme: 'holdout', features: 'training', test_periods: 0 }, () => undefined);
    expect(settle(plain, [])).toBe(plain);
    expect(settleModel(plain, {})).toBe(plain);
    const before = structuredClone(prepared);
    settle(prepared, set({ 'tv.adstock': 2, 'tv.input': 1, 'holiday.use': 1, 'competitor_price.lag': 4 }));
    expect(prepared).toEqual(before);
  });

  it('makes plain data: nothing left to choose, the same space', () => {
    const settled = settle(prepared, set({ 'holiday.use': 1 }));
    expect(settled.choices).toEqual([]);
    expect(settled.space).toBe(prepared.space);
    const holiday = prepared.terms.findIndex(({ name }) => name === 'holiday');
    const part = (values: Float64Array): Float64Array => values.subarray(holiday * prepared.rows, (holiday + 1) * prepared.rows);
    for (const values of [settled.columns, ...settled.validation.baselines]) expect(part(values).every((value) => value === 0)).toBe(true);
    expect(part(prepared.columns).some((value) => value !== 0)).toBe(true);
    expect(settle(settled, vector)).toBe(settled);
  });

  it('a term that is off has the coefficient 0', () => {
    const { coefficients, contribution } = evaluateCandidate(prepared, { ...params, 'holiday.use': 1 });
    expect([coefficients['holiday'], contribution['holiday']]).toEqual([0, 0]);
  });

  it('shifts a column, its first rows being the first value', () => {
    const place = prepared.terms.findIndex(({ name }) => name === 'competitor_price') * prepared.rows;
    const { columns } = settle(prepared, set({ 'competitor_price.lag': 3 }));
    const first = prepared.columns[place] as number;
    expect([...columns.subarray(place, place + 6)]).toEqual([first, first, first, first, prepared.columns[place + 1], prepared.columns[place + 2]]);
    expect(columns[place + prepared.rows - 1]).toBe(prepared.columns[place + prepared.rows - 4]);
  });

  it('refuses a choice there is not', () => {
    const wrong = vector.slice();
    wrong[prepared.space.parameters.findIndex(({ name }) => name === 'tv.adstock')] = 3;
    expect(() => settle(prepared, wrong)).toThrow(RangeError);
    for (const [changes, words] of [[{ 'tv.adstock': 3 }, '2 for "weibull_pdf", got 3'], [{ 'holiday.use': 0.5 }, 'got 0.5'], [{ 'promotion.lag': 1.5 }, 'whole number from 0 to 52'], [{ 'promotion.lag': -1 }, 'got -1']] as const) {
      expect(() => set(changes)).toThrow(words);
    }
    // Outside its range as any other hyperparameter may be.
    expect(() => set({ 'promotion.lag': 9 })).not.toThrow();
  });

  it('knows which hyperparameters have no effect, and they have none', () => {
    for (const [kind, unused] of [[0, ['tv.shape', 'tv.scale']], [1, ['tv.theta']], [2, ['tv.theta']]] as const) {
      const own = { ...params, 'tv.adstock': kind, 'newsletter.adstock': 1 };
      expect([...unusedParameters(prepared, own)].sort()).toEqual([...unused, 'newsletter.shape', 'newsletter.scale'].sort());
      const moved = Object.fromEntries(unused.map((name) => [name, 0.07]));
      expect(evaluateCandidate(prepared, { ...own, ...moved })).toEqual(evaluateCandidate(prepared, own));
    }
  });
});
