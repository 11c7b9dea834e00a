import { describe, expect, it, vi } from 'vitest';
import type { PreparedData } from '../../../../core/model/prepared.ts';
import { createPool, MAX_DEATHS } from '../../../../electron/backend/runs/engine-pool.ts';
import { fakeLauncher } from './fake-engine.ts';
import type { FakeEngine } from './fake-engine.ts';

const REQUEST = { key: 'k', trial: 1, seed: 1, method: 'random', iterations: 1 } as const;
const RESULT = { trial: 1, iterations: 1, width: 2, values: Float64Array.of(1, 2), ended: 'iterations' as const };
const DATA = { key: 'k', prepared: {} as PreparedData };
const failure = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'resolved', (error: { code?: string }) => error.code);

function engineAt(engines: FakeEngine[], index: number): FakeEngine {
  const engine = engines[index];
  if (engine === undefined) throw new Error(`There is no engine ${index}.`);
  return engine;
}

describe('the pool of engines', () => {
  it('launches engines as they are needed and keeps them warm', async () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 2);
    expect(engines).toHaveLength(0);
    const first = pool.run('trial', REQUEST, { label: 'trial 1', data: DATA });
    engineAt(engines, 0).finish(RESULT);
    expect(await first).toEqual(RESULT);
    const second = pool.run('trial', REQUEST, { label: 'trial 2', data: DATA });
    engineAt(engines, 0).finish(RESULT);
    await second;
    expect(engines).toHaveLength(1);
    // Prepared data crosses once.
    expect(engineAt(engines, 0).received.map(({ type }) => type)).toEqual(['load', 'task', 'task']);
  });

  it('runs no more at a time than it has engines, the rest in order', () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 2);
    for (let trial = 1; trial <= 3; trial++) void failure(pool.run('trial', { ...REQUEST, trial }, { label: `trial ${trial}`, data: DATA }));
    expect(engines.map((engine) => engine.task().request)).toEqual([{ ...REQUEST, trial: 1 }, { ...REQUEST, trial: 2 }]);
    engineAt(engines, 1).finish(RESULT);
    expect(engineAt(engines, 1).task().request).toEqual({ ...REQUEST, trial: 3 });
  });

  it('lets everything else go before jobs in the background, and these in order', () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const ask = (trial: number, background: boolean) => void failure(pool.run('trial', { ...REQUEST, trial }, { label: `trial ${trial}`, data: DATA, background }));
    for (const [trial, background] of [[1, true], [2, true], [3, true], [4, false], [5, false]] as const) ask(trial, background);
    const order: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      order.push(engineAt(engines, 0).task().request);
      engineAt(engines, 0).finish(RESULT);
    }
    expect(order).toEqual([1, 4, 5, 2, 3].map((trial) => ({ ...REQUEST, trial })));
  });

  it('replaces an engine that dies and runs its job again', async () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const job = pool.run('trial', REQUEST, { label: 'trial 1', data: DATA });
    engineAt(engines, 0).die(139);
    expect(engineAt(engines, 1).received.map(({ type }) => type)).toEqual(['load', 'task']);
    engineAt(engines, 1).finish(RESULT);
    expect(await job).toEqual(RESULT);
  });

  it('gives a job up after it cost three engines, and names it', async () => {
    const { launch, engines } = fakeLauncher((engine, message) => {
      if (message.type === 'task') engine.die(1);
    });
    const pool = createPool(launch, 2);
    await expect(pool.run('trial', REQUEST, { label: 'trial 7', data: DATA })).rejects.toMatchObject({
      code: 'ENGINE_CRASHED', message: expect.stringContaining('trial 7') as unknown,
    });
    expect(engines).toHaveLength(MAX_DEATHS);
  });

  it('passes the code and the problems of a task on', async () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const job = pool.run('trial', REQUEST, { label: 'trial 1', data: DATA });
    const problems = [{ code: 'DATA_X', severity: 'error', message: 'Wrong.', mend: 'Mend it.', row: 3 }];
    engineAt(engines, 0).say({ type: 'failed', jobId: engineAt(engines, 0).task().jobId, code: 'DATA_X', message: 'Wrong.', problems });
    await expect(job).rejects.toMatchObject({ code: 'DATA_X', problems });
  });

  it('cancels a waiting job at once, a running one when its engine answers', async () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const cancel = new AbortController();
    const running = failure(pool.run('trial', REQUEST, { label: 'trial 1', data: DATA, signal: cancel.signal }));
    const waiting = failure(pool.run('trial', REQUEST, { label: 'trial 2', data: DATA, signal: cancel.signal }));
    cancel.abort();
    expect(await waiting).toBe('CANCELLED');
    const { jobId } = engineAt(engines, 0).task();
    expect(engineAt(engines, 0).received.at(-1)).toEqual({ type: 'cancel', jobId });
    engineAt(engines, 0).say({ type: 'done', jobId, cancelled: true, result: RESULT });
    expect(await running).toBe('CANCELLED');
    expect(await failure(pool.run('trial', REQUEST, { label: 'trial 3', signal: cancel.signal }))).toBe('CANCELLED');
  });

  it('kills an engine that does not react to a cancel', async () => {
    vi.useFakeTimers();
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const cancel = new AbortController();
    const job = failure(pool.run('trial', REQUEST, { label: 'trial 1', data: DATA, signal: cancel.signal }));
    cancel.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await job).toBe('CANCELLED');
    expect(engineAt(engines, 0).dead).toBe(true);
  });

  it('ends an engine that says nothing for too long; progress counts as a sign of life', async () => {
    vi.useFakeTimers();
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const seen: number[] = [];
    const job = failure(pool.run('trial', REQUEST, { label: 'trial 1', data: DATA, silenceMs: 1000, onProgress: (done) => seen.push(done) }));
    const { jobId } = engineAt(engines, 0).task();
    await vi.advanceTimersByTimeAsync(900);
    engineAt(engines, 0).say({ type: 'progress', jobId, iterations: 5, points: new Float64Array() });
    await vi.advanceTimersByTimeAsync(900);
    expect(engineAt(engines, 0).dead).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect(await job).toBe('ENGINE_TIMEOUT');
    expect(engineAt(engines, 0).dead).toBe(true);
    expect(seen).toEqual([5]);
  });

  it('takes an engine that speaks otherwise, or another protocol, for crashed', async () => {
    for (const nonsense of [{ type: 'hello' }, { type: 'ready', protocol: 99 }]) {
      const { launch } = fakeLauncher((engine, message) => {
        if (message.type === 'task') engine.say(nonsense);
      });
      expect(await failure(createPool(launch, 1).run('trial', REQUEST, { label: 'trial 1', data: DATA }))).toBe('ENGINE_CRASHED');
    }
  });

  it('refuses a result whose sizes do not fit', async () => {
    const { launch, engines } = fakeLauncher();
    const job = createPool(launch, 1).run('trial', REQUEST, { label: 'trial 1', data: DATA });
    engineAt(engines, 0).finish({ ...RESULT, iterations: 9 });
    await expect(job).rejects.toThrow('sizes');
  });

  it('settles everything when it is closed', async () => {
    const { launch, engines } = fakeLauncher();
    const pool = createPool(launch, 1);
    const jobs = [1, 2].map((trial) => failure(pool.run('trial', { ...REQUEST, trial }, { label: `trial ${trial}`, data: DATA })));
    pool.close();
    expect(await Promise.all(jobs)).toEqual(['ENGINE_CLOSED', 'ENGINE_CLOSED']);
    expect(engineAt(engines, 0).dead).toBe(true);
    expect(await failure(pool.run('trial', REQUEST, { label: 'trial 3' }))).toBe('ENGINE_CLOSED');
  });
});
