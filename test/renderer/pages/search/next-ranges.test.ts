import { describe, expect, it } from 'vitest';
import { changeOf, fittedRange, limitsOf, rangeInFile, setRanges, viewOfRange } from '../../../../renderer/pages/search/next-ranges.ts';
import type { Wish } from '../../../../renderer/pages/search/next-ranges.ts';
import { aSpec } from '../../fake-bridge.ts';

const range = (lower: number, upper: number): Wish => ({ kind: 'range', lower, upper });
const options = (...chosen: string[]): Wish => ({ kind: 'options', options: chosen });
const theta = { name: 'tv.theta', lower: 0.3, upper: 0.8 };
const lag = { name: 'price.lag', lower: 1, upper: 4, whole: true as const };

describe('ranges wished for the next run', () => {
  it('are written as people would, in order', () => {
    expect(fittedRange(theta, [0.61234, 0.41239])).toEqual(range(0.412, 0.612));
    // More digits where three would leave nothing of the width.
    expect(fittedRange(theta, [0.50123, 0.50345])).toEqual(range(0.50123, 0.50345));
    expect(fittedRange(lag, [1.6, 3.2])).toEqual(range(2, 3));
  });

  it('stay within what is allowed; an end that may not be reached is gone half the way to', () => {
    expect(fittedRange(theta, [-0.2, 1.3])).toEqual(range(0, 0.9));
    expect(fittedRange({ name: 'tv.alpha', lower: 0.5, upper: 3 }, [-1, 40])).toEqual(range(0.25, 40));
    expect(fittedRange({ name: 'lambda', lower: 0, upper: 1 }, [-1, 2])).toEqual(range(0, 1));
    expect(fittedRange(lag, [-3, 80])).toEqual(range(0, 52));
    expect(limitsOf('price.unheard')).toEqual({});
  });

  it('may be dragged a little beyond the range, as far as is allowed', () => {
    const wide = viewOfRange({ name: 'tv.alpha', lower: 0.5, upper: 3 });
    expect([wide.from, wide.to]).toEqual([-0.15, 1.15]);
    // Theta ends at 0 and 1: (0 − 0.05)/0.8 below, and 0.15 · 0.8 above 0.85 is just short of 1.
    const near = viewOfRange({ name: 'tv.theta', lower: 0.05, upper: 0.85 });
    expect(near.from).toBeCloseTo(-0.0625, 12); // rounding of a quotient
    expect(near.to).toBe(1.15);
    expect(viewOfRange({ name: 'lambda', lower: 0, upper: 1, logOffset: 1e-4 })).toEqual({ from: 0, to: 1 });
    expect(viewOfRange({ name: 'tv.adstock', lower: 0, upper: 2, choices: ['a', 'b', 'c'] })).toEqual({ from: 0, to: 1 });
    // One more lag on either side, but none below 0.
    expect(viewOfRange(lag)).toEqual({ from: -0.25, to: 1.25 });
    expect(viewOfRange({ ...lag, lower: 0 }).from).toBe(0);
  });

  it('are told against the range of the run', () => {
    expect([range(0.4, 0.7), range(0.2, 0.8), range(0.4, 0.9), range(0.5, 0.5), range(0.3, 0.8)].map((wish) => changeOf(theta, wish)))
      .toEqual(['narrower', 'wider', 'shifted', 'fixed', 'as it was']);
    const choice = { name: 'tv.adstock', lower: 0, upper: 1, choices: ['geometric', 'weibull_cdf'] };
    expect([options('geometric'), options('geometric', 'weibull_cdf')].map((wish) => changeOf(choice, wish))).toEqual(['fixed', 'as it was']);
  });
});

describe('ranges in the project file', () => {
  it('are read from where they stand, by default where it says nothing', () => {
    const spec = aSpec({ choices: { 'price.lag': [0, 4], 'search.adstock': ['geometric', 'weibull_cdf'] } });
    expect(['tv.theta', 'search.alpha', 'lambda', 'train_size', 'price.lag', 'search.adstock'].map((name) => rangeInFile(spec, name)))
      .toEqual([[0.3, 0.8], [0.5, 3], [0, 1], [0.5, 0.8], [0, 4], ['geometric', 'weibull_cdf']]);
    // With a choice of adstock there are the ranges of every kind.
    expect([rangeInFile(spec, 'search.shape'), rangeInFile(spec, 'tv.shape'), rangeInFile(spec, 'radio.theta'), rangeInFile(spec, 'trend.use')]).toEqual([[0, 2], null, null, null]);
  });

  it('are narrowed and widened beside what is there', () => {
    const spec = aSpec({ choices: { 'price.lag': [0, 4] } });
    const written = setRanges(spec, new Map([['tv.theta', range(0.4, 0.5)], ['search.alpha', range(0.2, 4)], ['lambda', range(0.1, 0.2)], ['price.lag', range(2, 2)], ['gone.theta', range(0, 1)]]));
    expect(written).toEqual(['tv.theta', 'search.alpha', 'lambda', 'price.lag']);
    expect([spec.hyperparameters, spec.lambda, spec.choices]).toEqual([{ tv: { theta: [0.4, 0.5] }, search: { alpha: [0.2, 4] } }, [0.1, 0.2], { 'price.lag': [2, 2] }]);
  });

  it('fix a value when they have no width', () => {
    const spec = aSpec();
    setRanges(spec, new Map([['tv.theta', range(0.5, 0.5)]]));
    expect(spec.hyperparameters['tv']).toEqual({ theta: 0.5 });
  });

  it('keep a choice of two options or more; one option is said where the file says it without a choice', () => {
    const spec = aSpec({
      baseline: { source: 'prophet', terms: ['trend', 'season'] },
      channels: [{ name: 'tv', spend: 'tv_spend', exposure: 'tv_grp', sign: 'positive' }, { name: 'search', spend: 's', exposure: 'c', sign: 'positive' }],
      choices: {
        'tv.adstock': ['geometric', 'weibull_cdf', 'weibull_pdf'], 'newsletter.adstock': ['geometric', 'weibull_pdf'], 'tv.input': ['exposure', 'spend'], 'search.input': ['exposure', 'spend'],
        'trend.use': ['on', 'off'], 'season.use': ['on', 'off'],
      },
    });
    setRanges(spec, new Map([
      ['tv.adstock', options('geometric', 'weibull_pdf')], ['newsletter.adstock', options('weibull_pdf')], ['tv.input', options('spend')], ['search.input', options('exposure')],
      ['trend.use', options('on')], ['season.use', options('off')],
    ]));
    expect(spec.choices).toEqual({ 'tv.adstock': ['geometric', 'weibull_pdf'] });
    expect(spec.organic[0]?.adstock).toBe('weibull_pdf');
    expect(spec.channels.map(({ exposure }) => exposure)).toEqual([undefined, 'c']);
    expect(spec.baseline).toEqual({ source: 'prophet', terms: ['trend'] });
    setRanges(spec, new Map([['tv.adstock', options('weibull_pdf')]]));
    expect([spec.channels[0]?.adstock, 'choices' in spec]).toEqual(['weibull_pdf', false]);
  });
});
