import { describe, expect, it } from 'vitest';
import type { Spec, ValidationSpec } from '../../../core/spec/spec.ts';
import { startBackend } from './start-backend.ts';

const common = { features: 'training', test_periods: 0 } as const;
const holdout: ValidationSpec = { scheme: 'holdout', ...common };
const rolling: ValidationSpec = { scheme: 'rolling_origin', folds: 4, training: 'expanding', gap: 0, ...common };
const withValidation = (spec: Spec, validation: ValidationSpec): Spec =>
  ({ ...spec, baseline: { source: 'none' }, tuning: { ...spec.tuning, trials: 1, iterations: 30, validation } });

describe('the wizard', () => {
  it('reckons with more time for folds, and with a split that is not tuned', async () => {
    const { call } = await startBackend();
    const { id: projectId, spec } = await call('projects.createSample', {});
    const check = (validation: ValidationSpec) => call('setup.check', { projectId, spec: withValidation(spec, validation) });
    const [one, four, eight] = [await check(holdout), await check(rolling), await check({ ...rolling, folds: 8 })];
    expect(four.parameters).toBe(one.parameters - 1);
    // Each fold adds the same; what is fixed (preparing) falls out of the differences.
    expect(four.seconds).toBeGreaterThan(one.seconds);
    expect(eight.seconds - four.seconds).toBeCloseTo(four.seconds - one.seconds, 10);
  });
});

describe('comparing', () => {
  it('tells schemes apart in words, in one line', async () => {
    const { call, until } = await startBackend();
    const { id: projectId, spec } = await call('projects.createSample', {});
    const runs: string[] = [];
    for (const validation of [holdout, rolling]) {
      await call('projects.saveSpec', { projectId, spec: withValidation(spec, validation) });
      const { id } = await call('runs.start', { projectId });
      expect((await until(id, ['finished', 'failed'])).error).toBeNull();
      runs.push(id);
    }
    const { specDifferences } = await call('compare.models', { models: runs.map((runId) => ({ runId })) });
    expect(specDifferences).toEqual([{ key: 'tuning.validation', values: ['holdout', 'rolling origin, 4 folds of 25 weeks, expanding'] }]);
  });
});
