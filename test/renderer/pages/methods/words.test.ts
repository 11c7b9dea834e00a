import { expect, it } from 'vitest';
import { defaultTuning } from '../../../../core/spec/defaults.ts';
import { expectedSeconds, firstChoice, slowMethods, takeMethod, unfitMethods } from '../../../../renderer/pages/methods/words.ts';
import { aComparison } from '../../method-comparison.ts';

it('begins with the setup’s own method among the usual ones, each once', () => {
  expect(firstChoice('de')).toEqual(['de', 'nsga2', 'random']);
  expect(firstChoice('cma_es')).toEqual(['de', 'nsga2', 'cma_es', 'random']);
});

it('leaves out methods that cannot search the project’s choices; lags have an order', () => {
  expect(unfitMethods({})).toBeNull();
  expect(unfitMethods({ choices: { 'price.lag': [0, 4] } })).toBeNull();
  const unfit = unfitMethods({ choices: { 'tv.adstock': ['geometric', 'weibull_pdf'] } });
  expect(unfit?.methods).toContain('cma_es');
  expect(unfit?.methods).not.toContain('random');
  expect(unfit?.reason).toContain('CMA-ES');
});

it('names methods whose own work outgrows the evaluations', () => {
  expect(slowMethods(['random', 'bayesian'], 100)).toEqual([]);
  expect(slowMethods(['random', 'bayesian'], 20_000)).toEqual(['bayesian']);
});

it('expects the pace of the same methods before, else that of runs, else nothing', () => {
  const options = { methods: ['random' as const, 'two_points_de' as const], trials: 10, iterations: 100 };
  const run = { problems: [], ready: true, rows: 1, terms: 1, parameters: 1, evaluations: 1_000, seconds: 4 };
  // 2 seconds for 60 evaluations; 2,000 are asked for.
  expect(expectedSeconds(options, [aComparison()], run)?.seconds).toBeCloseTo((2_000 * 2) / 60, 9);
  expect(expectedSeconds({ ...options, methods: ['random', 'tpe'] }, [aComparison()], run)).toEqual({ seconds: 8, measured: false });
  expect(expectedSeconds(options, [], null)).toBeNull();
});

it('takes a method with its own settings only', () => {
  const spec = { tuning: { ...defaultTuning(), method: 'grid' as const, settings: { levels: 4 }, levels: { 'tv.theta': 3 } } };
  takeMethod(spec, 'grid');
  expect(spec.tuning.settings).toEqual({ levels: 4 });
  takeMethod(spec, 'nsga2');
  expect(spec.tuning).toMatchObject({ method: 'nsga2', settings: {} });
  expect('levels' in spec.tuning).toBe(false);
});
