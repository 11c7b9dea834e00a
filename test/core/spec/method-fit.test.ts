import { expect, it } from 'vitest';
import { methodProblem } from '../../../core/spec/method-fit.ts';

it('a method that cannot search choices is told which ones there are; lags have an order', () => {
  const choices = { 'tv.adstock': ['geometric' as const, 'weibull_pdf' as const], 'price.lag': [0, 4] as [number, number] };
  expect(methodProblem({ choices }, 'cma_es', 'methods[1]')).toMatchObject({ code: 'METHOD_NO_CHOICES', severity: 'error', key: 'methods[1]' });
  expect(methodProblem({ choices }, 'cma_es', 'methods[1]')?.message).toBe('CMA-ES cannot search choices without an order, and the project has one: tv.adstock.');
  expect(methodProblem({ choices }, 'two_points_de', '')).toBeNull();
  expect(methodProblem({ choices: { 'price.lag': [0, 4] } }, 'cma_es', '')).toBeNull();
  expect(methodProblem({}, 'cma_es', '')).toBeNull();
});
