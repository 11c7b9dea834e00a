import { describe, expect, it } from 'vitest';
import { chosenSettings, shownParameters } from '../../../core/model/chosen.ts';
import { numberedParameters, writtenParameters } from '../../../core/model/labels.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import { choiceShares } from '../../../core/selection/choice-shares.ts';
import { CHOICES, SCHEMES, weeklyUnder } from './with-choices.ts';

const prepared = weeklyUnder(SCHEMES['holdout'] ?? { scheme: 'holdout', features: 'training', test_periods: 0 }, (spec) => { spec.choices = CHOICES; });
const { parameters } = prepared.space;
const params = { ...vectorToParams(prepared.space, Float64Array.from(parameters, ({ upper }) => upper)), 'tv.adstock': 1 };

describe('choices in words', () => {
  it('are written and read back', () => {
    const written = writtenParameters(parameters, params);
    expect(written).toEqual({ ...params, 'tv.adstock': 'weibull_cdf', 'tv.input': 'spend', 'newsletter.adstock': 'geometric', 'holiday.use': 'off' });
    expect(numberedParameters(parameters, written)).toEqual(params);
    expect(numberedParameters(parameters, params)).toEqual(params);
  });

  it.each([
    [{ 'tv.adstock': 'weibull' }, /"geometric" or "weibull_cdf" or "weibull_pdf", got "weibull".*Did you mean "weibull_cdf"/],
    [{ 'tv.alpha': 'high' }, /Expected a number, got "high"/],
    [{ 'promotion.lag': 'two' }, /Expected a number/],
    [{ 'tv.adstck': 'geometric' }, /Expected a number/],
  ])('refuse %j', (changes, words) => {
    let told = '';
    try {
      numberedParameters(parameters, changes);
    } catch (error) {
      told = (error as { problems: { message: string; mend: string; code: string }[] }).problems.map(({ code, message, mend }) => `${code} ${message} ${mend}`).join();
    }
    expect(told).toMatch(words);
    expect(told).toMatch(/^CANDIDATE/);
  });

  it('tell what a model chose and what has no effect in it', () => {
    expect(chosenSettings(prepared, params)).toEqual([
      { name: 'tv.adstock', value: 'weibull_cdf' }, { name: 'tv.input', value: 'spend' }, { name: 'newsletter.adstock', value: 'geometric' },
      { name: 'holiday.use', value: 'off' }, { name: 'competitor_price.lag', value: 4 }, { name: 'promotion.lag', value: 3 },
    ]);
    expect(shownParameters(prepared, params).filter(({ used }) => !used).map(({ name }) => name)).toEqual(['tv.theta', 'newsletter.shape', 'newsletter.scale']);
  });

  it('are counted', () => {
    const models = [params, { ...params, 'tv.adstock': 2 }, { ...params, 'promotion.lag': 1 }];
    const shares = choiceShares(prepared, models);
    expect(shares[0]).toEqual({ name: 'tv.adstock', options: [{ label: 'geometric', count: 0 }, { label: 'weibull_cdf', count: 2 }, { label: 'weibull_pdf', count: 1 }] });
    expect(shares[5]).toEqual({ name: 'promotion.lag', options: [{ label: '1', count: 1 }, { label: '2', count: 0 }, { label: '3', count: 2 }] });
    expect(choiceShares({ choices: [], space: { parameters } }, models)).toEqual([]);
  });
});
