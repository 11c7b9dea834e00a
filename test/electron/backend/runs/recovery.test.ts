import { describe, expect, it } from 'vitest';
import { forkLauncher } from '../../../../electron/backend/index.ts';
import type { JobState } from '../../../../electron/contract/jobs.ts';
import type { Recovery, RecoveryProgress } from '../../../../electron/contract/recovery.ts';
import { temporaryFolder } from '../temporary.ts';
import { ENGINE, sampleProject, startBackend } from '../start-backend.ts';
import type { TestBackend } from '../start-backend.ts';

const TINY = { replicates: 4, trials: 2, iterations: 60, seed: 3, noise: ['low' as const, 'high' as const] };
const LONG = { ...TINY, replicates: 40, iterations: 1_000 };

/** Resolves when the check gets to one of the states, or has so many replicates. */
function until({ backend, call }: TestBackend, recoveryId: string, states: readonly JobState[], replicates = Infinity): Promise<Recovery> {
  const { promise, resolve } = Promise.withResolvers<Recovery>();
  const look = (recovery: Recovery): void => {
    if (recovery.id === recoveryId && (states.includes(recovery.state) || recovery.replicatesDone >= replicates)) resolve(recovery);
  };
  const end = backend.on('recovery.changed', look);
  void call('recovery.get', { recoveryId }).then(look);
  return promise.finally(end);
}

async function wholeCheck(test: TestBackend, options = TINY) {
  const { id } = await test.call('recovery.start', { projectId: await sampleProject(test, { trials: 2, iterations: 60 }), ...options });
  await until(test, id, ['finished', 'failed']);
  return test.call('recovery.get', { recoveryId: id });
}

describe('recovery checks', () => {
  it('give the same bits on one and two engines', async () => {
    const [one, two] = [await wholeCheck(await startBackend({ engines: 1 })), await wholeCheck(await startBackend({ engines: 2 }))];
    expect(one.error).toBeNull();
    expect(one.replicates.map(({ replicate, noise }) => [replicate, noise])).toEqual([[1, 'low'], [2, 'high'], [3, 'low'], [4, 'high']]);
    expect(two.replicates).toEqual(one.replicates);
    expect(two.summary).toEqual(one.summary);
    expect(one.verdict).toEqual(one.summary?.verdict);
  });

  it('tell their progress, and list newest first', async () => {
    const test = await startBackend();
    const told: RecoveryProgress[] = [];
    test.backend.on('recovery.progress', (progress) => told.push(progress));
    const { id, projectId } = await wholeCheck(test);
    expect(told.at(-1)).toMatchObject({ recoveryId: id, projectId, replicates: 4, replicatesDone: 4, share: 1, secondsLeft: 0 });
    const second = await test.call('recovery.start', { projectId, ...TINY });
    await until(test, second.id, ['finished']);
    // Created in the same millisecond they would come in any order.
    expect((await test.call('recovery.list', { projectId })).map((one) => one.id).sort()).toEqual([id, second.id].sort());
  });

  it('stop at once, keep what is done, go on, and end with the same bits', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    const options = { ...TINY, replicates: 8, iterations: 400 };
    const { id } = await test.call('recovery.start', { projectId, ...options });
    await until(test, id, ['finished'], 2);
    const stopped = await test.call('recovery.cancel', { recoveryId: id });
    expect(stopped.state).toBe('stopped');
    expect(stopped.replicatesDone).toBeGreaterThanOrEqual(2);
    expect(stopped.verdict?.text).toContain('first impression');
    await expect(test.call('recovery.cancel', { recoveryId: id })).rejects.toThrow('RECOVERY_STATE');
    await test.call('recovery.resume', { recoveryId: id });
    await until(test, id, ['finished']);
    expect((await test.call('recovery.get', { recoveryId: id })).replicates).toEqual((await wholeCheck(await startBackend(), options)).replicates);
    await expect(test.call('recovery.resume', { recoveryId: id })).rejects.toThrow('RECOVERY_STATE');
  });

  it('are cut off when the app ends, and can go on after the next start', async () => {
    const dataFolder = temporaryFolder();
    const first = await startBackend({ dataFolder });
    const { id } = await first.call('recovery.start', { projectId: await sampleProject(first, { trials: 2, iterations: 60 }), ...LONG, replicates: 6 });
    await until(first, id, [], 1);
    await first.backend.close();
    const again = await startBackend({ dataFolder });
    const cut = await again.call('recovery.get', { recoveryId: id });
    expect(cut.state).toBe('interrupted');
    expect(cut.replicatesDone).toBeGreaterThanOrEqual(1);
    await again.call('recovery.resume', { recoveryId: id });
    expect((await until(again, id, ['finished', 'failed'])).replicatesDone).toBe(6);
  });

  it('let a run through meanwhile', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    const { id } = await test.call('recovery.start', { projectId, ...LONG });
    await until(test, id, [], 1);
    const run = await test.call('runs.start', { projectId });
    expect((await test.until(run.id, ['finished', 'failed'])).state).toBe('finished');
    expect((await test.call('recovery.get', { recoveryId: id })).state).toBe('running');
    await test.call('recovery.remove', { recoveryId: id });
    await expect(test.call('recovery.get', { recoveryId: id })).rejects.toThrow('NOT_FOUND');
  });

  it('take a model of a run for the truth, and end quietly when the run is deleted', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    const { id: runId } = await test.call('runs.start', { projectId });
    await test.until(runId, ['finished']);
    const { models } = await test.call('models.list', { runId });
    const modelId = models[0]?.id ?? '';
    const { id } = await test.call('recovery.start', { projectId, runId, modelId, ...TINY, noise: ['model'] });
    await until(test, id, ['finished']);
    const found = await test.call('recovery.get', { recoveryId: id });
    expect(found).toMatchObject({ runId, modelId, runNumber: 1, replicatesDone: 4 });
    // The same truth in every replicate: the model's own ROAS, as the page of the model has it.
    const tv = found.replicates.map(({ channels }) => channels[0]?.truth ?? Number.NaN);
    for (const truth of tv) expect(truth).toBe(tv[0]);
    expect(tv[0]).toBeCloseTo(models[0]?.roi['tv'] ?? Number.NaN, 9); // the hot path's exponentials are others (4e-16 each)

    const { id: long } = await test.call('recovery.start', { projectId, runId, modelId, ...LONG });
    await until(test, long, [], 1);
    await test.call('runs.delete', { runId });
    await expect(test.call('recovery.get', { recoveryId: long })).rejects.toThrow('NOT_FOUND');
    // The queue is free again.
    const next = await test.call('recovery.start', { projectId, ...TINY });
    expect((await until(test, next.id, ['finished', 'failed'])).state).toBe('finished');
  });

  it('fail with a code when every engine dies on them, and can go on', async () => {
    const test = await startBackend({
      launchEngine: () => {
        const engine = forkLauncher(ENGINE)();
        return { ...engine, post: (message) => (message.type === 'task' && message.task === 'recover' ? engine.kill() : engine.post(message)) };
      },
    });
    const check = await wholeCheck(test);
    expect(check).toMatchObject({ state: 'failed', summary: null, error: { code: 'ENGINE_CRASHED' } });
    expect(check.error?.message).toMatch(/replicate \d/);
  });

  it('refuse what cannot be', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    await expect(test.call('recovery.start', { projectId, ...TINY, replicates: 0 })).rejects.toThrow('INPUT_INVALID');
    await expect(test.call('recovery.start', { projectId, ...TINY, trials: 41, iterations: 500 })).rejects.toThrow('at most 20000 candidates');
    await expect(test.call('recovery.start', { projectId, ...TINY, noise: ['model'] })).rejects.toThrow('takes a model');
    await expect(test.call('recovery.start', { projectId, ...TINY, modelId: '1_1' })).rejects.toThrow('go together');
    await expect(test.call('recovery.start', { projectId, ...TINY, runId: 'gone', modelId: '1_1' })).rejects.toThrow('NOT_FOUND');
    await expect(test.call('recovery.get', { recoveryId: 'gone' })).rejects.toThrow('NOT_FOUND');
  });
});
