import { describe, expect, it } from 'vitest';
import { rangeOf, widenRanges } from '../../../../renderer/pages/run/widen-ranges.ts';
import { aSpec } from '../../fake-bridge.ts';

describe('ranges that a diagnosis asks to widen', () => {
  it('are read from the file, by default where it says nothing, by the adstock of the channel', () => {
    const spec = aSpec({ hyperparameters: { tv: { theta: [0.3, 0.8], gamma: 0.5 } } });
    expect([rangeOf(spec, 'tv.theta'), rangeOf(spec, 'tv.alpha'), rangeOf(spec, 'tv.gamma'), rangeOf(spec, 'lambda')]).toEqual([[0.3, 0.8], [0.5, 3], 0.5, [0, 1]]);
    expect(rangeOf(spec, 'tv.shape')).toBeNull();
    expect(rangeOf(spec, 'radio.theta')).toBeNull();
    expect(rangeOf(spec, 'train_size')).toBeNull();
    expect(rangeOf(aSpec({ organic: [{ name: 'a.b', column: 'x', sign: 'positive' }], hyperparameters: { 'a.b': { theta: [0, 0.1] } } }), 'a.b.theta')).toEqual([0, 0.1]);
  });

  it('are written beside what is there', () => {
    const spec = aSpec({ lambda: [0.1, 1] });
    const written = widenRanges(spec, [{ parameter: 'tv.theta', range: [0.1, 0.9] }, { parameter: 'search.alpha', range: [0.5, 4.25] }, { parameter: 'lambda', range: [0, 0.9] }]);
    expect(written).toEqual(['tv.theta', 'search.alpha', 'lambda']);
    expect(spec.hyperparameters).toEqual({ tv: { theta: [0.1, 0.9] }, search: { alpha: [0.5, 4.25] } });
    // The end that was wider already stays.
    expect(spec.lambda).toEqual([0, 1]);
  });

  it('leave alone what is wider by now, fixed to a value, or gone', () => {
    const spec = aSpec({ hyperparameters: { tv: { theta: [0, 0.95], alpha: 1 } } });
    const before = structuredClone(spec);
    expect(widenRanges(spec, [{ parameter: 'tv.theta', range: [0.1, 0.9] }, { parameter: 'tv.alpha', range: [0.5, 4] }, { parameter: 'radio.theta', range: [0, 1] }, { parameter: 'train_size', range: [0.1, 0.9] }])).toEqual([]);
    expect(spec).toEqual(before);
  });

  it('don’t share their numbers with the diagnosis', () => {
    const spec = aSpec();
    const range: [number, number] = [0.1, 0.9];
    widenRanges(spec, [{ parameter: 'tv.theta', range }]);
    range[0] = 0.7;
    expect(spec.hyperparameters['tv']?.theta).toEqual([0.1, 0.9]);
  });

  it('know the lags and the several kinds of adstock that are searched', () => {
    const spec = aSpec({ choices: { 'tv.adstock': ['geometric', 'weibull_cdf'], 'price.lag': [0, 4] } });
    expect([rangeOf(spec, 'tv.theta'), rangeOf(spec, 'tv.shape'), rangeOf(spec, 'price.lag'), rangeOf(spec, 'other.lag')]).toEqual([[0.3, 0.8], [0, 2], [0, 4], null]);
    expect(widenRanges(spec, [{ parameter: 'price.lag', range: [0, 6] }, { parameter: 'tv.shape', range: [0, 3] }])).toEqual(['price.lag', 'tv.shape']);
    expect(spec.choices).toEqual({ 'tv.adstock': ['geometric', 'weibull_cdf'], 'price.lag': [0, 6] });
    expect(spec.hyperparameters['tv']?.shape).toEqual([0, 3]);
  });
});
