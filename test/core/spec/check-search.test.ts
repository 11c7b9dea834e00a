import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../core/data/parse.ts';
import { searchSpace } from '../../../core/model/search-space.ts';
import { checkSearch, gridPoints } from '../../../core/spec/check-search.ts';
import { checkSpec } from '../../../core/spec/check.ts';
import { gridLevels, gridSize } from '../../../core/spec/grid-size.ts';
import { freeHyperparameters, hyperparameters } from '../../../core/spec/hyperparameters.ts';
import { METHOD_FACTS, METHODS } from '../../../core/spec/methods.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { unitSpace } from '../../../core/tuning/space.ts';

const SPEC = {
  format: 'mixwright/1', date: 'week', response: { column: 'revenue', kind: 'revenue' },
  baseline: { source: 'columns', columns: { trend: 'trend', season: 'season' } },
  channels: [{ name: 'tv', spend: 'tv_spend', exposure: 'tv_grp' }, { name: 'search', spend: 'search_spend' }],
  organic: [{ name: 'newsletter', column: 'newsletter_sends' }],
  context: [{ column: 'price' }],
  hyperparameters: { search: { theta: 0.1 } }, train_size: 1,
};
const CHOICES = { 'tv.adstock': ['geometric', 'weibull_pdf'], 'tv.input': ['exposure', 'spend'], 'trend.use': ['on', 'off'], 'price.lag': [0, 4] };

const specOf = (tuning: Partial<Spec['tuning']> = {}, change: object = {}): Spec =>
  parseSpec({ ...SPEC, ...change, tuning: { trials: 20, iterations: 50, validation: { scheme: 'holdout' }, ...tuning } });
const codes = (spec: Spec): string[] => checkSearch(spec).map(({ code, severity, key }) => `${severity} ${code} ${key ?? ''}`);

describe('hyperparameters of a project file', () => {
  it.each([['as they are', {}], ['with choices', { choices: CHOICES }], ['with folds', { adstock: 'weibull_cdf' }]])('are those of the search space: %s', (_, change) => {
    const spec = specOf({}, change);
    const term = (name: string, kind: 'baseline' | 'context' | 'paid' | 'organic') =>
      ({ name, kind, group: name, sign: 'positive' }) as const;
    const { space } = searchSpace(spec, [
      term('trend', 'baseline'), term('season', 'baseline'), term('price', 'context'), term('tv', 'paid'), term('search', 'paid'), term('newsletter', 'organic'),
    ]);
    const ours = hyperparameters(spec);
    expect(ours.map(({ name }) => name).sort()).toEqual(space.parameters.map(({ name }) => name).sort());
    const { dimensions, free } = unitSpace(space);
    const axes = free.map((i, k) => ({ name: space.parameters[i]?.name, levels: dimensions[k]?.levels, ordered: dimensions[k]?.ordered }));
    const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }): number => String(a.name).localeCompare(String(b.name));
    expect(freeHyperparameters(spec).map(({ name, levels, ordered }) => ({ name, levels, ordered })).sort(byName)).toEqual(axes.sort(byName));
    for (const { name, lower, upper } of ours) expect(space.parameters.find((parameter) => parameter.name === name)).toMatchObject({ lower, upper });
  });

  it('are free where there is a range', () => {
    // Three media of theta, alpha, gamma with one theta fixed, and lambda; train_size is fixed.
    expect(freeHyperparameters(specOf())).toHaveLength(9);
  });
});

describe('size of a grid', () => {
  it('is the product of the values of each dimension', () => {
    const space = [{ levels: 0 }, { levels: 4 }, { levels: 0 }];
    expect(gridLevels(space, { levels: 3 }, [5, 9])).toEqual([5, 4, 3]);
    expect(gridSize(space, { levels: 3 }, [5, 9])).toBe(60);
    expect(gridSize([], { levels: 3 })).toBe(1);
  });

  it('is told beforehand', () => {
    expect(gridPoints(specOf({ method: 'grid' }))).toBe(3 ** 9);
    expect(gridPoints(specOf({ method: 'grid', settings: { levels: 2 }, levels: { lambda: 7 } }))).toBe(2 ** 8 * 7);
    expect(gridPoints(specOf({ method: 'grid', settings: { levels: 2 } }, { choices: { 'price.lag': [0, 4], 'tv.input': ['exposure', 'spend'] } }))).toBe(2 ** 9 * 5 * 2);
    expect(gridPoints(specOf())).toBeNull();
  });
});

describe('checkSearch', () => {
  it('has nothing to say on the usual method', () => {
    expect(codes(specOf())).toEqual([]);
    expect(codes(specOf({}, { choices: CHOICES }))).toEqual([]);
  });

  it('says how much of a large grid is visited', () => {
    const [problem] = checkSearch(specOf({ method: 'grid' }));
    expect(problem).toMatchObject({ code: 'GRID_NOT_COMPLETED', severity: 'warning', key: 'tuning.settings.levels' });
    expect(problem?.message).toBe('The grid has 19,683 points; 20 trials of 50 visit 1,000 of them, drawn evenly.');
    expect(codes(specOf({ method: 'grid', settings: { levels: 2 } }))).toEqual([]);
  });

  it('refuses an absurd grid with its size', () => {
    const [problem] = checkSearch(specOf({ method: 'grid', settings: { levels: 10 } }));
    expect(problem).toMatchObject({ code: 'GRID_TOO_LARGE', severity: 'error', key: 'tuning.settings.levels' });
    expect(problem?.message).toContain('1,000,000,000 points over 9 hyperparameters');
    const channels = Array.from({ length: 20 }, (_, i) => ({ name: `c${i}`, spend: `s${i}` }));
    // 3 · 20 of the channels, 3 of the newsletter and lambda: 50^64.
    expect(checkSearch(specOf({ method: 'grid', settings: { levels: 50 } }, { channels, hyperparameters: {} }))[0]?.message).toContain('5.4 × 10^108 points');
  });

  it('knows the names of hyperparameters', () => {
    const problems = checkSearch(specOf({ method: 'grid', settings: { levels: 2 }, levels: { 'tv.thteta': 4, 'search.theta': 4, 'tv.theta': 4 } }));
    expect(problems.map(({ code, severity, key }) => `${severity} ${code} ${key}`)).toEqual([
      'error SPEC_UNKNOWN_HYPERPARAMETER tuning.levels.tv.thteta', 'warning SPEC_LEVELS_UNUSED tuning.levels.search.theta',
      'warning GRID_NOT_COMPLETED tuning.settings.levels']);
    expect(problems[0]?.mend).toBe('Did you mean "tv.theta"?');
    expect(codes(specOf({ method: 'grid', settings: { levels: 2 }, levels: { 'price.lag': 2 }, iterations: 5_000 }, { choices: { 'price.lag': [0, 4] } })))
      .toEqual(['warning SPEC_LEVELS_UNUSED tuning.levels.price.lag']);
    expect(codes(specOf({ method: 'random', levels: { 'tv.theta': 4 } }))).toEqual(['warning SPEC_LEVELS_UNUSED tuning.levels']);
  });

  it('warns of more iterations than the method is made for', () => {
    const slow = METHODS.filter((method) => METHOD_FACTS[method].sensibleIterations !== null);
    for (const method of METHODS) {
      const limit = METHOD_FACTS[method].sensibleIterations ?? 1_000_000;
      expect(codes(specOf({ method, iterations: limit }))).not.toContain('warning METHOD_SLOW tuning.iterations');
      if (slow.includes(method)) expect(codes(specOf({ method, iterations: limit + 1 }))).toContain('warning METHOD_SLOW tuning.iterations');
    }
  });

  it('refuses choices where the method cannot search them; a lag is in order', () => {
    const unable: TuningMethod = 'cma_es';
    const [problem] = checkSearch(specOf({ method: unable }, { choices: CHOICES }));
    expect(problem).toMatchObject({ code: 'METHOD_NO_CHOICES', severity: 'error', key: 'tuning.method' });
    expect(problem?.message).toContain('CMA-ES');
    expect(problem?.mend).toContain('two_points_de');
    expect(problem?.mend).not.toContain('cma_es');
    expect(codes(specOf({ method: unable }, { choices: { 'price.lag': [0, 4] } }))).toEqual([]);
  });

  it('is part of the check of a project', () => {
    const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), 'utf8');
    const file = JSON.parse(fixture('weekly.geometric.spec.json')) as { tuning?: object };
    const spec = parseSpec({ ...file, tuning: { ...file.tuning, method: 'grid' } });
    expect(checkSpec(spec, parseTable(fixture('weekly.prepared.csv'))).map(({ code }) => code)).toContain('GRID_TOO_LARGE');
  });
});
