import { expect, it, vi } from 'vitest';
import { outcomeOf, sampleProject, startBackend } from '../start-backend.ts';
import { NO_MOUNT, tinyDisk } from '../temporary.ts';

const TUNING = { trials: 16, iterations: 500 };

it('a disk that fills up in mid-run: told with code and mend, nothing is lost, and the run goes on when there is room', async (context) => {
  const disk = tinyDisk(1_500_000);
  if (disk === null) return context.skip(NO_MOUNT);
  const test = await startBackend({ dataFolder: disk.folder });
  const projectId = await sampleProject(test, TUNING);
  const { id } = await test.call('runs.start', { projectId });
  const failed = await test.until(id, ['failed', 'finished']);
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'STORE_FULL' } });
  expect(failed.error?.message).toContain('Free some space');

  disk.grow(50_000_000);
  await vi.waitUntil(async () => (await test.call('runs.get', { runId: id })).state === 'failed', { timeout: 10_000 });
  expect((await test.call('runs.get', { runId: id })).trialsDone).toBeGreaterThan(0);
  await test.call('runs.resume', { runId: id });
  expect((await test.until(id, ['finished', 'failed'])).state).toBe('finished');

  const whole = await startBackend();
  const other = await whole.call('runs.start', { projectId: await sampleProject(whole, TUNING) });
  await whole.until(other.id, ['finished']);
  expect(await outcomeOf(test, id)).toEqual(await outcomeOf(whole, other.id));
});
