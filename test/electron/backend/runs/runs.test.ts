import { describe, expect, it } from 'vitest';
import { forkLauncher } from '../../../../electron/backend/index.ts';
import type { EngineProcess } from '../../../../electron/backend/index.ts';
import type { RunProgress, RunState } from '../../../../electron/contract/runs.ts';
import { ENGINE, outcomeOf, sampleProject, startBackend } from '../start-backend.ts';
import type { TestBackend } from '../start-backend.ts';

const SMALL = { trials: 5, iterations: 120 };
const LONG = { trials: 12, iterations: 2_000 };

async function wholeRun(test: TestBackend, tuning = SMALL): Promise<string> {
  const { id } = await test.call('runs.start', { projectId: await sampleProject(test, tuning) });
  await test.until(id, ['finished', 'failed']);
  return id;
}

/** Resolves once a trial of the run was saved. */
async function firstTrial({ backend }: TestBackend, runId: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = backend.on('run.progress', (progress) => {
    if (progress.runId === runId && progress.trialsDone >= 1) resolve(undefined);
  });
  await promise.finally(end);
}

describe('runs', () => {
  it('give the same bits on one, two and three engines', async () => {
    const outcomes = [];
    for (const engines of [1, 2, 3]) {
      const test = await startBackend({ engines });
      outcomes.push(await outcomeOf(test, await wholeRun(test)));
    }
    expect(outcomes[0]?.points.count).toBe(SMALL.trials * SMALL.iterations);
    expect(outcomes[0]?.models.length).toBeGreaterThan(0);
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });

  it('tell their progress at most ten times a second, up to the end', async () => {
    const test = await startBackend();
    const told: RunProgress[] = [];
    test.backend.on('run.progress', (progress) => told.push(progress));
    const start = performance.now();
    const id = await wholeRun(test, { trials: 8, iterations: 1_500 });
    const seconds = (performance.now() - start) / 1000;
    // The last state is told beside the beat.
    expect(told.length).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1);
    expect(told.at(-1)).toMatchObject({ runId: id, trials: 8, trialsDone: 8, evaluations: 12_000, evaluationsTotal: 12_000, secondsLeft: 0 });
    expect(told.every(({ points }) => points.length % 5 === 0 && points.length <= 500)).toBe(true);
  });

  it('come to the same bits when an engine is killed in mid-run', async () => {
    const launched: EngineProcess[] = [];
    const launch = forkLauncher(ENGINE);
    const test = await startBackend({
      launchEngine: () => {
        const engine = launch();
        launched.push(engine);
        return engine;
      },
    });
    const { id } = await test.call('runs.start', { projectId: await sampleProject(test, LONG) });
    await firstTrial(test, id);
    launched[0]?.kill();
    expect((await test.until(id, ['finished', 'failed'])).state).toBe('finished');
    expect(launched.length).toBeGreaterThan(2);
    const whole = await startBackend();
    expect(await outcomeOf(test, id)).toEqual(await outcomeOf(whole, await wholeRun(whole, LONG)));
  });

  it('pause after the trials in flight, resume, and come to the same bits', async () => {
    const test = await startBackend();
    const { id } = await test.call('runs.start', { projectId: await sampleProject(test, LONG) });
    await firstTrial(test, id);
    expect((await test.call('runs.pause', { runId: id })).state).toBe('paused');
    // A second run takes the place meanwhile.
    const other = await wholeRun(test);
    const paused = await test.call('runs.get', { runId: id });
    expect(paused.state).toBe('paused');
    expect(paused.trialsDone).toBeLessThan(LONG.trials);
    expect((await test.call('runs.get', { runId: other })).state).toBe('finished');
    await test.call('runs.resume', { runId: id });
    await test.until(id, ['finished']);
    const whole = await startBackend();
    expect(await outcomeOf(test, id)).toEqual(await outcomeOf(whole, await wholeRun(whole, LONG)));
  });

  it('stop at once, select from what is finished, and can go on to the same bits', async () => {
    const test = await startBackend();
    const { id } = await test.call('runs.start', { projectId: await sampleProject(test, LONG) });
    await firstTrial(test, id);
    const stopped = await test.call('runs.stop', { runId: id });
    expect(stopped.state).toBe('stopped');
    expect(stopped.trialsDone).toBeLessThan(LONG.trials);
    expect((await test.call('models.list', { runId: id })).models.length).toBeGreaterThan(0);
    await test.call('runs.resume', { runId: id });
    await test.until(id, ['finished']);
    const whole = await startBackend();
    expect(await outcomeOf(test, id)).toEqual(await outcomeOf(whole, await wholeRun(whole, LONG)));
  });

  it('wait in a queue, one at a time', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, SMALL);
    const busy = new Set<string>();
    let most = 0;
    test.backend.on('run.changed', ({ id, state }) => {
      const working: RunState[] = ['preparing', 'running'];
      if (working.includes(state)) busy.add(id);
      else busy.delete(id);
      most = Math.max(most, busy.size);
    });
    const runs = [];
    for (let i = 0; i < 3; i++) runs.push(await test.call('runs.start', { projectId }));
    expect(runs.map(({ number, state }) => [number, state])).toEqual([[1, 'preparing'], [2, 'queued'], [3, 'queued']]);
    await Promise.all(runs.map(({ id }) => test.until(id, ['finished'])));
    expect(most).toBe(1);
  });

  it('fail with a code that names the trial when every engine dies on it, and can be resumed', async () => {
    const test = await startBackend({
      launchEngine: () => {
        const engine = forkLauncher(ENGINE)();
        return { ...engine, post: (message) => (message.type === 'task' && message.task === 'trial' ? engine.kill() : engine.post(message)) };
      },
    });
    const { id } = await test.call('runs.start', { projectId: await sampleProject(test, SMALL) });
    const { state, error } = await test.until(id, ['failed', 'finished']);
    expect(state).toBe('failed');
    expect(error?.code).toBe('ENGINE_CRASHED');
    expect(error?.message).toMatch(/trial \d/);
    expect((await test.call('runs.resume', { runId: id })).error).toBeNull();
    await test.until(id, ['failed']);
  });

  it('are deleted while they run', async () => {
    const test = await startBackend();
    const { id } = await test.call('runs.start', { projectId: await sampleProject(test, LONG) });
    await firstTrial(test, id);
    await test.call('runs.delete', { runId: id });
    expect(await test.call('runs.list', {})).toEqual([]);
    await expect(test.call('runs.get', { runId: id })).rejects.toThrow('NOT_FOUND');
  });

  it('refuse what does not fit their state', async () => {
    const test = await startBackend();
    const runId = await wholeRun(test);
    await expect(test.call('runs.pause', { runId })).rejects.toThrow('RUN_STATE');
    await expect(test.call('runs.resume', { runId })).rejects.toThrow('RUN_STATE');
    await expect(test.call('runs.stop', { runId })).rejects.toThrow('RUN_STATE');
  });
});
