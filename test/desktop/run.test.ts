import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchDesktop } from './launch.ts';
import type { Desktop } from './launch.ts';
import { tinyRun } from './tiny-run.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.waitFor('#app *');
});
afterAll(() => desktop.close());

test('a run goes through utility processes, tells the page, and leaves nothing behind', async ({ skip }) => {
  const { run, events } = await tinyRun(desktop);
  expect(run).toMatchObject({ state: 'finished', trialsDone: 2, evaluations: 60, error: null });
  expect(events).toContain('run.changed');
  if (desktop.real) skip('Electron does not list its utility processes');

  const engines = await desktop.main(({ utilityProcess }) =>
    (utilityProcess as unknown as { processes: { pid?: number }[] }).processes.map((one) => one.pid ?? 0));
  expect(engines.length).toBeGreaterThan(0);
  await desktop.close();
  expect(await desktop.exited).toBe(0);
  const alive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  // Ended children of an ended parent are counted until the system has cleared them away.
  await expect.poll(() => engines.filter(alive), { timeout: 20_000 }).toEqual([]);
});
