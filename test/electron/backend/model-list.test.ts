import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DATABASE_FILE } from '../../../electron/backend/store/open.ts';
import { sampleProject, startBackend } from './start-backend.ts';
import type { TestBackend } from './start-backend.ts';
import { temporaryFolder } from './temporary.ts';

const TUNING = { trials: 5, iterations: 150 };

async function runOf(test: TestBackend, change: object = {}, tuning: object = {}): Promise<string> {
  const projectId = await sampleProject(test, TUNING);
  const { spec } = await test.call('projects.get', { projectId });
  await test.call('projects.saveSpec', { projectId, spec: { ...spec, ...change, tuning: { ...spec.tuning, ...tuning } } });
  const { id } = await test.call('runs.start', { projectId });
  expect(await test.until(id, ['finished', 'failed'])).toMatchObject({ state: 'finished', error: null });
  return id;
}

it('groups by returns as kept, by hyperparameters when asked, the same each time', async () => {
  const test = await startBackend();
  const runId = await runOf(test);
  const kept = await test.call('models.list', { runId });
  expect(kept.grouping.features).toBe('roas');
  expect(kept.grouping.components?.points).toHaveLength(kept.models.length);
  expect(kept.grouping.components?.loadings.map(({ name }) => name)).toEqual(Object.keys(kept.models[0]?.roi ?? {}));
  expect(kept.models.filter(({ representative }) => representative).map(({ id }) => id).sort()).toEqual(kept.clusters.map(({ representative }) => representative).sort());
  expect(kept.fronts).toEqual({ objectives: ['nrmse', 'decompRssd'], count: expect.any(Number) as number, front: null, choice: false });
  expect(await test.call('models.list', { runId, features: 'roas' })).toEqual(kept);

  const other = await test.call('models.list', { runId, features: 'hyperparameters' });
  expect(other.grouping.components?.loadings.map(({ name }) => name)).toContain('lambda');
  expect(other.models.map(({ id }) => id)).toEqual(kept.models.map(({ id }) => id));
  expect(await test.call('models.list', { runId, features: 'hyperparameters' })).toEqual(other);
  // No fronts of three objectives without lift studies: the choice is not on offer and changes nothing.
  expect(await test.call('models.list', { runId, fronts: 'three' })).toEqual(kept);
});

it('tells what another seed would have given, and the best by prediction error alone', async () => {
  const test = await startBackend();
  const runId = await runOf(test);
  const { search, rssd, models } = await test.call('models.list', { runId });
  const points = await test.call('runs.points', { runId });
  expect(search?.trials.map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5]);
  for (const best of search?.trials ?? []) {
    const own = Array.from(points.trial, (trial, row) => ({ trial, row })).filter(({ trial }) => trial === best.trial).map(({ row }) => row);
    expect(best.score).toBe(Math.min(...own.map((row) => points.score[row] ?? NaN)));
    expect(best.lowestNrmse).toBe(Math.min(...own.map((row) => points.nrmse[row] ?? NaN)));
    expect((await test.call('models.page', { runId, modelId: best.id })).evaluation.roi).toEqual(best.roi);
  }
  expect(rssd).toMatchObject({ pullsToward: 'budget', with: { count: models.length }, without: { count: 5 } });
  expect(rssd?.without.nrmse).toBeLessThanOrEqual(rssd?.with.nrmse ?? 0);
});

it('ranks by prediction error where decomp.RSSD is switched off, and compares nothing with it', async () => {
  const test = await startBackend();
  const runId = await runOf(test, {}, { decomp_rssd: false });
  const list = await test.call('models.list', { runId });
  const points = await test.call('runs.points', { runId });
  expect(list.fronts).toMatchObject({ objectives: ['nrmse'], choice: false });
  expect(list.rssd).toBeNull();
  expect(list.notes.join(' ')).toContain('decomp.RSSD was not an objective');
  // The hundred with the smallest error, and those that tie with the last of them.
  const smallest = points.nrmse.toSorted();
  const taken = smallest.filter((error) => error <= (smallest[99] ?? NaN));
  expect(list.models).toHaveLength(taken.length);
  expect(list.fronts.count).toBe(new Set(taken).size);
});

it('offers fronts of three objectives with lift studies', async () => {
  const test = await startBackend();
  const study = { channels: ['tv'], from: '2024-03-04', to: '2024-04-28', lift: 420_000, spend: 310_000, confidence: 0.9, scope: 'immediate' };
  const runId = await runOf(test, { calibration: [study] });
  const two = await test.call('models.list', { runId });
  expect(two.fronts).toMatchObject({ objectives: ['nrmse', 'decompRssd'], front: null, choice: true });
  const three = await test.call('models.list', { runId, fronts: 'three' });
  expect(three.fronts.objectives).toEqual(['nrmse', 'decompRssd', 'mape']);
  const points = await test.call('runs.points', { runId });
  expect(three.fronts.front).toHaveLength(points.count);
  expect(three.models.map(({ score }) => score)).toEqual(three.models.map(({ score }) => score).toSorted((a, b) => a - b));
  for (const { trial, iteration, front, nrmse } of three.models) {
    const row = Array.from(points.trial).findIndex((value, at) => value === trial && points.iteration[at] === iteration);
    expect(three.fronts.front?.[row]).toBe(front);
    expect(points.nrmse[row]).toBeCloseTo(nrmse, 12); // evaluated in full once more
  }
  expect(three.clusters.reduce((sum, { size }) => sum + size, 0)).toBe(three.models.length);
});

it('shows runs of the first schema as they were grouped, and nothing it does not know', async () => {
  const folder = temporaryFolder();
  const first = await startBackend({ dataFolder: folder });
  const runId = await runOf(first);
  const byParameters = await first.call('models.list', { runId, features: 'hyperparameters' });
  await first.backend.close();
  const db = new Database(`${folder}/${DATABASE_FILE}`);
  db.prepare('UPDATE selections SET insight = NULL').run();
  db.close();
  const second = await startBackend({ dataFolder: folder });
  const old = await second.call('models.list', { runId });
  expect(old).toMatchObject({ search: null, rssd: null, grouping: { features: 'hyperparameters' }, clusters: byParameters.clusters });
  expect(old.grouping).toEqual(byParameters.grouping);
  expect((await second.call('models.list', { runId, features: 'roas' })).grouping.features).toBe('roas');
});
