import { expect, it } from 'vitest';
import { parseSpec } from '../../../core/spec/parse.ts';
import { sampleProject, startBackend } from './start-backend.ts';

it('fits a curve measured elsewhere while the rest of the setup is unfinished', async () => {
  const test = await startBackend();
  const { call } = test;
  const projectId = await sampleProject(test, { trials: 1, iterations: 10 });
  const { spec } = await call('projects.get', { projectId });
  const points = [5000, 10_000, 20_000, 40_000, 80_000].map((spend) => ({ spend, response: (900 * spend) / (spend + 20_000) }));
  const channel = spec.channels[0]?.name ?? '';
  // A study without a lift and a curve without points are errors, but not of this curve.
  const draft = { ...spec, calibration: [{ channels: [], from: '', to: '', lift: 0, scope: 'total' as const }], curves: [{ channel, kind: 'holdout' as const, points: [] }] };
  const { fit, line } = await call('setup.fitCurve', { projectId, spec: draft, channel, points });
  expect(fit.inflexion).toBeCloseTo(20_000, 0);
  expect(fit.residuals).toHaveLength(5);
  expect(line.spend.length).toBe(line.response.length);
  await expect(call('setup.fitCurve', { projectId, spec: draft, channel, points: points.slice(2) })).rejects.toThrow('CURVE_FEW_POINTS');
  await expect(call('setup.fitCurve', { projectId, spec: draft, channel: 'nobody', points })).rejects.toThrow('CURVE_CHANNEL');
});

it('completes drafts of earlier versions', async () => {
  const test = await startBackend();
  const { call } = test;
  const projectId = await sampleProject(test, { trials: 1, iterations: 10 });
  const { spec } = await call('projects.get', { projectId });
  // As JSON it has no curves at all.
  const old = { ...spec, curves: undefined, tuning: { method: 'random', trials: 3, iterations: 5, seed: 2, validation: { scheme: 'holdout' }, weights: [1, 2, 3] } };
  await call('projects.saveSpec', { projectId, spec: old as unknown as typeof spec });
  const { spec: opened } = await call('projects.get', { projectId });
  expect(opened.curves).toEqual([]);
  // What is missing is what the parser would take for it; without lift_weights the reference's scheme keeps the reference's mean.
  expect(opened.tuning).toEqual(parseSpec({ ...spec, curves: [], tuning: old.tuning }).tuning);
  expect(opened.tuning).toMatchObject({ ...old.tuning, lift_weights: 'equal' });
});
