import { describe, expect, it } from 'vitest';
import { diagnoseModel } from '../../../core/diagnosis/model.ts';
import { profileObjective } from '../../../core/diagnosis/profile.ts';
import { diagnoseRun } from '../../../core/diagnosis/run.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { buildModelPage } from '../../../core/report/model-page.ts';
import { clusterModels } from '../../../core/selection/clusters.ts';
import { modelFeatures } from '../../../core/selection/features.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';
import { CHOICES, SCHEMES, weeklyUnder } from '../model/with-choices.ts';

const prepared = weeklyUnder(SCHEMES['rolling'] ?? { scheme: 'holdout', features: 'training', test_periods: 0 }, (spec) => { spec.choices = CHOICES; });
const middle = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower, upper, choices, whole }) =>
  (choices === undefined && whole !== true ? (lower + upper) / 2 : lower)));
const model = (changes: CandidateParameters): CandidateParameters => ({ ...middle, ...changes });
const ten = (changes: CandidateParameters, count: number): { params: CandidateParameters }[] =>
  Array.from({ length: 10 }, (_, i) => ({ params: i < count ? model(changes) : model({ 'competitor_price.lag': 2, 'promotion.lag': 2 }) }));
const run = (models: { params: CandidateParameters }[]) => diagnoseRun({ prepared, models, convergence: {}, hypervolume: { iterations: [], volume: [], objectives: ['nrmse'] } });
const textOf = (found: { diagnostics: { id: string; text: string; level: string }[] }, id: string) => found.diagnostics.find((one) => one.id === id);

describe('ranges of the search with choices', () => {
  it('choices without an order have no ends', () => {
    expect(textOf(run(ten({ 'tv.adstock': 2, 'tv.input': 1, 'competitor_price.lag': 2, 'promotion.lag': 2 }, 10)), 'ranges')?.level).toBe('pass');
  });

  it('lags pile up when twice as many as by chance are at an end, and widen by whole periods', () => {
    // Of five lags a fifth lies at each by chance: four of ten are enough, three are not.
    const high = { 'competitor_price.lag': 4, 'promotion.lag': 2 };
    expect(run(ten(high, 3)).suggestedRanges).toEqual([]);
    expect(run(ten(high, 4)).suggestedRanges).toEqual([{ parameter: 'competitor_price.lag', range: [0, 6] }]);
    // Of three lags two thirds are needed; half the width is one period.
    expect(run(ten({ 'competitor_price.lag': 2, 'promotion.lag': 3 }, 6)).suggestedRanges).toEqual([]);
    expect(run(ten({ 'competitor_price.lag': 2, 'promotion.lag': 3 }, 7)).suggestedRanges).toEqual([{ parameter: 'promotion.lag', range: [1, 4] }]);
    // A lag of 0 is the least there is.
    expect(run(ten({ 'competitor_price.lag': 0, 'promotion.lag': 2 }, 9)).suggestedRanges).toEqual([]);
  });

  it('an adstock is looked at over the models that chose it', () => {
    const at = { 'tv.theta': 0.8, 'competitor_price.lag': 2, 'promotion.lag': 2 };
    expect(run(ten({ ...at, 'tv.adstock': 0 }, 4)).suggestedRanges).toEqual([{ parameter: 'tv.theta', range: [0, 0.9] }]);
    // Here theta has no effect.
    expect(run(ten({ ...at, 'tv.adstock': 2 }, 4)).suggestedRanges).toEqual([]);
  });
});

describe('which option the models prefer', () => {
  it('is told setting by setting', () => {
    const found = textOf(run(ten({ 'tv.adstock': 2, 'competitor_price.lag': 2, 'promotion.lag': 2 }, 6)), 'settings-preferred');
    expect(found?.text).toContain('tv.adstock weibull_pdf in 60%, tv.input exposure in 100%');
    expect(found?.text).toContain('don’t agree on tv.adstock.');
    expect(found?.level).toBe('look');
    expect(textOf(run(ten({}, 0)), 'settings-preferred')?.level).toBe('pass');
  });

  it('is left out without choices', () => {
    const { prepared: plain } = loadWeekly();
    const found = diagnoseRun({ prepared: plain, models: [{ params: {} }], convergence: {}, hypervolume: { iterations: [], volume: [], objectives: ['nrmse'] } });
    expect(found.diagnostics.map(({ id }) => id)).not.toContain('settings-preferred');
  });
});

describe('one model with choices', () => {
  const params = model({ 'tv.adstock': 2, 'holiday.use': 1, 'competitor_price.lag': 3, 'tv.theta': 0.8 });
  const evaluation = evaluateCandidate(prepared, params);
  const series = modelSeries(prepared, params);
  const diagnostics = diagnoseModel({ prepared, params, evaluation, series });
  const of = (id: string) => diagnostics.find((one) => one.id === id);

  it('says what was chosen', () => {
    expect(of('chosen-settings')?.text).toBe('In this model tv.adstock is weibull_pdf, tv.input is exposure, newsletter.adstock is weibull_pdf, holiday.use is off, competitor_price.lag is 3 and promotion.lag is 1.');
  });

  it('a term that is off is not at a bound, and a hyperparameter without effect not at an edge', () => {
    expect(of('coefficients-at-bounds')?.text).not.toContain('holiday');
    // Only theta of TV and what is chosen lie at an end.
    expect(of('hyperparameters-at-edge')?.text).not.toContain('tv.');
  });

  it('has its parameters in words on its page, and the adstock it chose', () => {
    const { spec } = loadWeekly();
    const page = buildModelPage(prepared, params, evaluation, series, { spec });
    expect(page.adstock.find(({ channel }) => channel === 'tv')?.kind).toBe('weibull_pdf');
    expect(page.parameters).toEqual(expect.arrayContaining([
      { name: 'tv.adstock', value: 'weibull_pdf', used: true }, { name: 'tv.theta', value: 0.8, used: false }, { name: 'holiday.use', value: 'off', used: true },
      { name: 'competitor_price.lag', value: 3, used: true },
    ]));
  });

  it('is profiled over every option and every whole lag', () => {
    const { profiles, diagnostic } = profileObjective(prepared, params, { points: 3 });
    const at = (name: string) => profiles.find(({ parameter }) => parameter === name);
    expect(at('tv.adstock')).toMatchObject({ current: 2, values: [0, 1, 2], labels: ['geometric', 'weibull_cdf', 'weibull_pdf'] });
    expect(at('competitor_price.lag')?.values).toEqual([0, 1, 2, 3, 4]);
    expect(at('competitor_price.lag')?.labels).toBeUndefined();
    expect(at('tv.theta')).toBeUndefined();
    for (const [name, value] of [['tv.adstock', 0], ['competitor_price.lag', 1]] as const) {
      expect(at(name)?.nrmse[at(name)?.values.indexOf(value) ?? -1]).toBe(evaluateCandidate(prepared, { ...params, [name]: value }).nrmse.validation);
    }
    expect(diagnostic.plot?.series.every(({ y }) => y.length === 3) ?? true).toBe(true);
  });
});

describe('likeness of models by hyperparameters', () => {
  const entry = (changes: CandidateParameters) => ({ params: model(changes), evaluation: { roi: {} } });

  it('has a column of 0 and 1 per option, and none of what has no effect', () => {
    const { names, values } = modelFeatures([entry({ 'tv.adstock': 0 }), entry({ 'tv.adstock': 2 })], 'hyperparameters', prepared);
    const column = (name: string): number[] => [values[names.indexOf(name)] ?? NaN, values[names.length + names.indexOf(name)] ?? NaN];
    expect(names).not.toContain('tv.adstock');
    expect([column('tv.adstock=geometric'), column('tv.adstock=weibull_cdf'), column('tv.adstock=weibull_pdf')]).toEqual([[1, 0], [0, 0], [0, 1]]);
    expect(column('tv.theta')).toEqual([middle['tv.theta'], NaN]);
    expect(column('tv.shape')).toEqual([NaN, middle['tv.shape']]);
  });

  it('parts models of different kinds', () => {
    const models = Array.from({ length: 12 }, (_, i) => entry({ 'tv.adstock': i % 3 }));
    const table = modelFeatures(models, 'hyperparameters', prepared);
    const { assignment } = clusterModels(table.values, 12, table.names.length, models.map((_, i) => i), streamFor(1, 0));
    for (let i = 3; i < 12; i++) expect(assignment[i]).toBe(assignment[i % 3]);
  });
});
