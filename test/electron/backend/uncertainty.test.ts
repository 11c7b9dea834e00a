import { expect, it } from 'vitest';
import { calls } from '../../../electron/contract/calls.ts';
import { fromWire, toWire } from '../../../electron/contract/wire.ts';
import { sampleProject, startBackend } from './start-backend.ts';

it('gives intervals with a model and with an allocation, the same each time', async () => {
  const test = await startBackend();
  const { call, until } = test;
  const projectId = await sampleProject(test, { trials: 2, iterations: 200 });
  const { id: runId } = await call('runs.start', { projectId });
  expect(await until(runId, ['finished', 'failed'])).toMatchObject({ state: 'finished' });
  const modelId = (await call('models.list', { runId })).models[0]?.id ?? '';
  const { evaluation } = await call('models.page', { runId, modelId });

  const intervals = await call('models.intervals', { runId, modelId });
  expect(intervals).toMatchObject({ level: 0.9, covers: 'sampling', resamples: 500 });
  expect(Object.keys(intervals.coefficients)).toEqual(Object.keys(evaluation.coefficients));
  expect(Object.keys(intervals.roas)).toEqual(Object.keys(evaluation.roi));
  expect(await call('models.intervals', { runId, modelId })).toEqual(intervals);

  const view = await call('allocation.solve', { runId, modelId, scenario: { scenario: { kind: 'max_response' } } });
  const { total } = view.allocation;
  expect(view.gain).toMatchObject({ level: 0.9, covers: 'sampling and models' });
  // The interval reaches to the gain that is shown; responses are near 1e6, their rounding under 1e-6.
  expect(view.gain?.gain.lower).toBeLessThanOrEqual(total.response - total.initialResponse + 1e-6);
  expect(view.gain?.gain.upper).toBeGreaterThanOrEqual(total.response - total.initialResponse - 1e-6);
  const none = await call('allocation.solve', { runId, modelId, scenario: { scenario: { kind: 'target_efficiency', metric: 'roas', target: 1e6 } } });
  expect(none.allocation.status).toBe('infeasible');
  expect(none.gain).toBeNull();
});

it('lets infinite ends through the wire and the contract, and nothing that is no number', () => {
  const { response } = calls['models.intervals'];
  const interval = { lower: 0, upper: 1 };
  const intervals = {
    level: 0.9, covers: 'sampling', resamples: 500, blockLength: 3, coefficients: { tv: interval }, contribution: { tv: interval },
    roas: { tv: interval }, cpa: { tv: { lower: 1, upper: Infinity } }, curves: { tv: { spend: [0], lower: [0], upper: [0] } }, notes: [],
  };
  expect(response.parse(fromWire(toWire(intervals)))).toEqual(intervals);
  expect(response.safeParse({ ...intervals, roas: { tv: { lower: NaN, upper: 1 } } }).success).toBe(false);
  expect(response.safeParse({ ...intervals, roas: { tv: { lower: null, upper: 1 } } }).success).toBe(false);
});
