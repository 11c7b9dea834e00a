import { describe, expect, it } from 'vitest';
import { forkLauncher } from '../../../electron/backend/index.ts';
import { ENGINE, outcomeOf, sampleProject, startBackend } from './start-backend.ts';
import type { TestBackend } from './start-backend.ts';

async function wholeRun(test: TestBackend, iterations: number): Promise<string> {
  const { id } = await test.call('runs.start', { projectId: await sampleProject(test, { trials: 3, iterations }) });
  await test.until(id, ['finished', 'failed']);
  return id;
}

describe('a run that is continued', () => {
  it('comes to the same bits as one of that many iterations, without doing again what was done', async () => {
    const sent: { task: string; replay: number | undefined }[] = [];
    const test = await startBackend({
      launchEngine: () => {
        const engine = forkLauncher(ENGINE)();
        return {
          ...engine,
          post(message) {
            if (message.type === 'task') sent.push({ task: message.task, replay: message.task === 'trial' ? message.request.replay?.iterations : undefined });
            engine.post(message);
          },
        };
      },
    });
    const old = await wholeRun(test, 90);
    const before = await outcomeOf(test, old);
    sent.length = 0;
    const begun = await test.call('runs.continue', { runId: old, iterations: 60 });
    expect(begun).toMatchObject({ number: 2, iterations: 150, trials: 3, parent: { kind: 'continue', runId: old, number: 1 } });
    expect((await test.until(begun.id, ['finished', 'failed'])).state).toBe('finished');
    expect(sent.filter(({ task }) => task === 'prepare')).toEqual([]);
    expect(sent.filter(({ task }) => task === 'trial').map(({ replay }) => replay)).toEqual([90, 90, 90]);
    const fresh = await wholeRun(test, 150);
    expect(await outcomeOf(test, begun.id)).toEqual(await outcomeOf(test, fresh));
    // The old run stays as it is.
    expect(await outcomeOf(test, old)).toEqual(before);
    expect(await test.call('runs.get', { runId: old })).toMatchObject({ iterations: 90, evaluations: 270, parent: null });
  });

  it('may be continued again, and outlives the run it came from', async () => {
    const test = await startBackend();
    const first = await wholeRun(test, 40);
    const second = await test.call('runs.continue', { runId: first, iterations: 20 });
    await test.until(second.id, ['finished']);
    await test.call('runs.delete', { runId: first });
    const third = await test.call('runs.continue', { runId: second.id, iterations: 30 });
    await test.until(third.id, ['finished']);
    expect((await test.call('runs.get', { runId: second.id })).parent).toEqual({ kind: 'continue', runId: first, number: 1 });
    expect(await outcomeOf(test, third.id)).toEqual(await outcomeOf(test, await wholeRun(test, 90)));
  });

  it('must have ended, with something to go on from', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 6, iterations: 4_000 });
    const { id } = await test.call('runs.start', { projectId });
    await expect(test.call('runs.continue', { runId: id, iterations: 10 })).rejects.toThrow('RUN_STATE');
    await test.call('runs.delete', { runId: id });
    await expect(test.call('runs.continue', { runId: id, iterations: 10 })).rejects.toThrow('NOT_FOUND');
    await expect(test.call('runs.continue', { runId: id, iterations: 0 })).rejects.toThrow('INPUT_INVALID');
  });
});
