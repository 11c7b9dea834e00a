import { describe, expect, it } from 'vitest';
import { baselineTermsFor, boundsOf, choicesWith, defaultTuning, mediaKind, rangesFor } from '../../../core/spec/defaults.ts';
import { parseSpec } from '../../../core/spec/parse.ts';

const spec = parseSpec({
  format: 'mixwright/1', date: 'week', response: { column: 'revenue' },
  channels: [{ name: 'tv', spend: 'a' }, { name: 'search', spend: 'b', adstock: 'weibull_pdf' }, { name: 'thing', spend: 'c' }],
  organic: [{ name: 'letters', column: 'd' }],
  hyperparameters: { tv: { alpha: 2 }, search: { shape: [1, 2] } },
});

describe('ranges', () => {
  it.each([
    ['tv', 'tv'], ['TV Brand', 'tv'], ['radio', 'offline'], ['ooh_berlin', 'offline'], ['facebook', 'digital'], ['paidSearch', 'digital'],
    ['organic_search', 'organic'], ['newsletter', 'organic'], ['channel0', 'unknown'], ['x1', 'unknown'],
  ] as const)('%s is %s', (name, kind) => {
    expect(mediaKind(name)).toBe(kind);
  });

  it('are those of the file, else of the kind of channel', () => {
    expect(rangesFor(spec, 'tv')).toEqual({ adstock: 'geometric', theta: [0.3, 0.8], alpha: 2, gamma: [0.3, 1] });
    expect(rangesFor(spec, 'search')).toEqual({ adstock: 'weibull_pdf', shape: [1, 2], scale: [0, 0.1], alpha: [0.5, 3], gamma: [0.3, 1] });
    expect(rangesFor(spec, 'thing')).toMatchObject({ theta: [0, 0.8] });
    expect(rangesFor(spec, 'letters')).toMatchObject({ theta: [0.1, 0.4] });
  });

  it('have bounds, the same twice when fixed', () => {
    expect(boundsOf(2)).toEqual([2, 2]);
    expect(boundsOf([0, 1])).toEqual([0, 1]);
  });

  it('baseline terms suit the spacing', () => {
    expect(baselineTermsFor('day')).toContain('weekday');
    expect(baselineTermsFor('week')).toEqual(['trend', 'season', 'holiday']);
    expect(baselineTermsFor('month')).not.toContain('holiday');
  });
});

describe('choices that go with a scheme', () => {
  it('are the reference\'s with a holdout and ours with folds', () => {
    expect(choicesWith('holdout')).toEqual({ lift_weights: 'equal', ridge: 'zero', baseline_net_of: 'factors' });
    for (const scheme of ['rolling_origin', 'blocked_kfold'] as const) {
      expect(choicesWith(scheme)).toEqual({ lift_weights: 'confidence', ridge: 'pooled', baseline_net_of: 'drivers' });
    }
    expect(defaultTuning()).toMatchObject({ validation: { scheme: 'rolling_origin' }, ...choicesWith('rolling_origin') });
  });

  it('are taken unless the file gives others', () => {
    const tuning = (given: object) => parseSpec({
      format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'a' }], tuning: given,
    }).tuning;
    expect(tuning({ validation: { scheme: 'holdout' } })).toMatchObject(choicesWith('holdout'));
    expect(tuning({ validation: { scheme: 'holdout' }, ridge: 'pooled' })).toMatchObject({ ...choicesWith('holdout'), ridge: 'pooled' });
    expect(tuning({ baseline_net_of: 'factors' })).toMatchObject({ ...choicesWith('rolling_origin'), baseline_net_of: 'factors' });
  });
});
