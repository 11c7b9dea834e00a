import { expect, it } from 'vitest';
import type { Spec } from '../../../core/spec/spec.ts';
import { startBackend } from './start-backend.ts';

/** All but one channel and the penalty fixed: four axes. */
function small(spec: Spec, levels: number): Spec {
  const media = [...spec.channels, ...spec.organic].map(({ name }, i) => [name, i === 0 ? {} : { theta: 0.2, alpha: 1, gamma: 0.5 }] as const);
  return {
    ...spec, baseline: { source: 'none' }, hyperparameters: Object.fromEntries(media),
    tuning: { ...spec.tuning, method: 'grid', settings: { levels }, trials: 4, iterations: 30 },
  };
}

it('tells the size of a grid beforehand, and the trials of a run share it out', async () => {
  const { call, until } = await startBackend();
  const { id: projectId, spec } = await call('projects.createSample', {});
  expect((await call('setup.check', { projectId, spec })).gridPoints).toBeNull();
  expect(await call('setup.check', { projectId, spec: small(spec, 3) })).toMatchObject({ ready: true, gridPoints: 81, parameters: 4, evaluations: 81 });
  const larger = await call('setup.check', { projectId, spec: small(spec, 4) });
  expect(larger).toMatchObject({ ready: true, gridPoints: 256, evaluations: 120 });
  expect(larger.problems.map(({ code }) => code)).toContain('GRID_NOT_COMPLETED');
  expect(await call('setup.check', { projectId, spec: { ...spec, tuning: { ...spec.tuning, method: 'grid' } } })).toMatchObject({ ready: false });

  await call('projects.saveSpec', { projectId, spec: small(spec, 3) });
  const { id } = await call('runs.start', { projectId });
  const run = await until(id, ['finished', 'failed']);
  expect(run.error).toBeNull();
  expect(run.evaluations).toBe(81);
});

it('ends well with more trials than points', async () => {
  const { call, until } = await startBackend();
  const { id: projectId, spec } = await call('projects.createSample', {});
  const two = small(spec, 2);
  const [first = ''] = Object.keys(two.hyperparameters);
  const draft: Spec = { ...two, lambda: [0, 1], hyperparameters: { ...two.hyperparameters, [first]: { theta: 0.2, alpha: 1, gamma: 0.5 } } };
  expect(await call('setup.check', { projectId, spec: draft })).toMatchObject({ gridPoints: 2, evaluations: 2 });
  await call('projects.saveSpec', { projectId, spec: draft });
  const { id } = await call('runs.start', { projectId });
  const run = await until(id, ['finished', 'failed']);
  expect(run.error).toBeNull();
  expect(run.evaluations).toBe(2);
});
