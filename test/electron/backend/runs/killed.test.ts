import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { outcomeOf, sampleProject, startBackend } from '../start-backend.ts';
import { temporaryFolder } from '../temporary.ts';

const TUNING = { trials: 10, iterations: 3_000 };
const CHILD = new URL('backend-child.ts', import.meta.url).pathname;

it('a backend killed in mid-run loses at most the running trials; resumed, the run ends with the same bits', async () => {
  const dataFolder = temporaryFolder();
  const child = spawn(process.execPath, [CHILD, dataFolder, JSON.stringify(TUNING)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data'); // two trials are saved
  child.kill('SIGKILL');
  await once(child, 'exit');

  const test = await startBackend({ dataFolder });
  const [run] = await test.call('runs.list', {});
  expect(run?.state).toBe('interrupted');
  expect(run?.trialsDone).toBeGreaterThanOrEqual(2);
  expect(run?.trialsDone).toBeLessThan(TUNING.trials);
  expect((await test.call('app.info', {})).notices.join()).toContain('cut off');
  const runId = run?.id ?? '';
  await test.call('runs.resume', { runId });
  await test.until(runId, ['finished']);

  const whole = await startBackend();
  const { id } = await whole.call('runs.start', { projectId: await sampleProject(whole, TUNING) });
  await whole.until(id, ['finished']);
  expect(await outcomeOf(test, runId)).toEqual(await outcomeOf(whole, id));
});
