import { describe, expect, it } from 'vitest';
import { choosable, forgetChoices, fullChoice, renameChoices, setChoice } from '../../../../renderer/pages/setup/choices/choices.ts';
import { renameMedia, setExposure, setRole } from '../../../../renderer/pages/setup/roles/roles.ts';
import { aSpec } from '../../fake-bridge.ts';

const withAll = () => {
  const spec = aSpec({ context: [{ column: 'price', type: 'number', sign: 'free' }], baseline: { source: 'prophet', terms: ['trend', 'season'] } });
  setExposure(spec, 'tv_grp', 'tv');
  return spec;
};

describe('what can be left to the search', () => {
  it('is the adstock of all media, exposures, parts of the baseline, and lags of context', () => {
    expect(choosable(withAll()).map(({ key }) => key)).toEqual(expect.arrayContaining(['tv.adstock', 'tv.input', 'trend.use', 'season.use', 'price.lag']));
    expect(choosable(aSpec({ baseline: { source: 'none' } })).some(({ what }) => what === 'use' || what === 'input')).toBe(false);
  });

  it('shows what is chosen now', () => {
    const spec = withAll();
    const all = Object.fromEntries(choosable(spec).map((item) => [item.key, fullChoice(item)]));
    expect(all).toMatchObject({ 'tv.adstock': ['geometric', 'weibull_cdf', 'weibull_pdf'], 'tv.input': ['exposure', 'spend'], 'trend.use': ['on', 'off'], 'price.lag': [0, 4] });
    setChoice(spec, 'tv.adstock', ['geometric', 'weibull_pdf']);
    setChoice(spec, 'price.lag', [1, 3]);
    expect(choosable(spec).find(({ key }) => key === 'tv.adstock')).toMatchObject({ chosen: ['geometric', 'weibull_pdf'] });
    expect(choosable(spec).find(({ key }) => key === 'price.lag')).toMatchObject({ range: [1, 3] });
  });
});

describe('choices in the project file', () => {
  it('are there only where there is something to choose', () => {
    const spec = withAll();
    setChoice(spec, 'tv.input', ['exposure', 'spend']);
    setChoice(spec, 'tv.adstock', ['geometric']);
    expect(spec.choices).toEqual({ 'tv.input': ['exposure', 'spend'] });
    setChoice(spec, 'tv.input', null);
    expect(spec).not.toHaveProperty('choices');
  });

  it('go with what they belong to', () => {
    const spec = withAll();
    for (const key of ['tv.adstock', 'tv.input', 'price.lag', 'trend.use']) {
      const item = choosable(spec).find((one) => one.key === key);
      if (item !== undefined) setChoice(spec, key, fullChoice(item));
    }
    renameMedia(spec, 'tv', 'television');
    expect(Object.keys(spec.choices ?? {})).toEqual(['television.adstock', 'television.input', 'price.lag', 'trend.use']);
    setRole(spec, 'tv_grp', 'unused');
    expect(Object.keys(spec.choices ?? {})).toEqual(['television.adstock', 'price.lag', 'trend.use']);
    setRole(spec, 'price', 'unused');
    setRole(spec, 'tv_spend', 'unused');
    expect(Object.keys(spec.choices ?? {})).toEqual(['trend.use']);
    spec.baseline = { source: 'none' };
    forgetChoices(spec);
    expect(spec).not.toHaveProperty('choices');
    renameChoices(spec, 'a', 'b');
    expect(spec).not.toHaveProperty('choices');
  });
});
