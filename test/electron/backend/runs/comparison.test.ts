import { describe, expect, it } from 'vitest';
import { forkLauncher } from '../../../../electron/backend/index.ts';
import type { Comparison, ComparisonProgress } from '../../../../electron/contract/comparison.ts';
import type { JobState } from '../../../../electron/contract/jobs.ts';
import { temporaryFolder } from '../temporary.ts';
import { ENGINE, sampleProject, startBackend } from '../start-backend.ts';
import type { TestBackend } from '../start-backend.ts';

const TINY = { methods: ['two_points_de' as const, 'random' as const], trials: 3, iterations: 60, seed: 3 };
const LONG = { ...TINY, trials: 60, iterations: 1_000 };

/** Resolves when the comparison gets to one of the states, or has so many trials. */
function until({ backend, call }: TestBackend, comparisonId: string, states: readonly JobState[], trials = Infinity): Promise<Comparison> {
  const { promise, resolve } = Promise.withResolvers<Comparison>();
  const look = (comparison: Comparison): void => {
    if (comparison.id === comparisonId && (states.includes(comparison.state) || comparison.trialsDone >= trials)) resolve(comparison);
  };
  const end = backend.on('comparison.changed', look);
  void call('comparison.get', { comparisonId }).then(look);
  return promise.finally(end);
}

async function whole(test: TestBackend, options = TINY) {
  const { id } = await test.call('comparison.start', { projectId: await sampleProject(test, { trials: 2, iterations: 60 }), ...options });
  await until(test, id, ['finished', 'failed']);
  return test.call('comparison.get', { comparisonId: id });
}

/** Everything but the seconds, which are never the same twice. */
function figures({ summary }: Awaited<ReturnType<typeof whole>>) {
  return summary?.methods.map(({ method, final, bands, finals }) => ({
    method, final, hypervolume: bands.hypervolume.evaluations, error: bands.error.evaluations,
    finals: finals.map(({ trial, evaluations, hypervolume, nrmse, error }) => ({ trial, evaluations, hypervolume, nrmse, error })),
  }));
}

describe('comparisons of methods', () => {
  it('give the same figures but for the seconds on one and two engines, and tell their progress', async () => {
    const [first, second] = [await startBackend({ engines: 1 }), await startBackend({ engines: 2 })];
    const told: ComparisonProgress[] = [];
    first.backend.on('comparison.progress', (progress) => told.push(progress));
    const one = await whole(first);
    expect(one.error).toBeNull();
    expect(one).toMatchObject({ number: 1, own: 'de', state: 'finished', trialsDone: 6 });
    expect(one.summary?.methods.map(({ method, trials }) => [method, trials])).toEqual([['two_points_de', 3], ['random', 3]]);
    expect(figures(await whole(second))).toEqual(figures(one));
    expect(told.at(-1)).toMatchObject({ comparisonId: one.id, trials: 6, trialsDone: 6, share: 1, secondsLeft: 0 });
    for (const { finals } of one.summary?.methods ?? []) {
      for (const { evaluations, seconds, hypervolume } of finals) {
        expect(evaluations).toBe(60);
        expect(seconds).toBeGreaterThan(0);
        expect(hypervolume).toBeGreaterThan(0);
      }
    }
  });

  it('are made of the trials a run of that method makes', async () => {
    const test = await startBackend();
    const { summary, projectId } = await whole(test);
    const { spec } = await test.call('projects.get', { projectId });
    await test.call('projects.saveSpec', { projectId, spec: { ...spec, tuning: { ...spec.tuning, method: 'random', trials: 3, iterations: 60, seed: TINY.seed } } });
    const { id: runId } = await test.call('runs.start', { projectId });
    await test.until(runId, ['finished', 'failed']);
    const { trial, nrmse } = await test.call('runs.points', { runId });
    const lowest = [1, 2, 3].map((number) => Math.min(...Array.from(nrmse).filter((_, i) => trial[i] === number)));
    const compared = summary?.methods.find(({ method }) => method === 'random')?.finals.map((final) => final.nrmse);
    expect(compared).toEqual(lowest);
  });

  it('stop at once with nearly as many trials of each, go on, and end with the same figures', async () => {
    const test = await startBackend();
    const options = { ...TINY, trials: 8, iterations: 300 };
    const { id } = await test.call('comparison.start', { projectId: await sampleProject(test, { trials: 2, iterations: 60 }), ...options });
    await until(test, id, ['finished'], 4);
    const stopped = await test.call('comparison.cancel', { comparisonId: id });
    expect(stopped.state).toBe('stopped');
    const counts = (await test.call('comparison.get', { comparisonId: id })).summary?.methods.map(({ trials }) => trials) ?? [];
    expect(counts).toHaveLength(2);
    // Two engines: at most the two in flight are missing of one method.
    expect(Math.abs((counts[0] ?? 0) - (counts[1] ?? 0))).toBeLessThanOrEqual(2);
    await expect(test.call('comparison.cancel', { comparisonId: id })).rejects.toThrow('COMPARISON_STATE');
    await test.call('comparison.resume', { comparisonId: id });
    await until(test, id, ['finished']);
    const ended = await test.call('comparison.get', { comparisonId: id });
    expect(figures(ended)).toEqual(figures(await whole(await startBackend(), options)));
    await expect(test.call('comparison.resume', { comparisonId: id })).rejects.toThrow('COMPARISON_STATE');
  });

  it('are cut off when the app ends, can go on after the next start, and be deleted', async () => {
    const dataFolder = temporaryFolder();
    const first = await startBackend({ dataFolder });
    const { id, projectId } = await first.call('comparison.start', { projectId: await sampleProject(first, { trials: 2, iterations: 60 }), ...LONG, trials: 6 });
    await until(first, id, [], 1);
    await first.backend.close();
    const again = await startBackend({ dataFolder });
    const cut = await again.call('comparison.get', { comparisonId: id });
    expect(cut.state).toBe('interrupted');
    expect(cut.trialsDone).toBeGreaterThanOrEqual(1);
    await again.call('comparison.resume', { comparisonId: id });
    expect((await until(again, id, ['finished', 'failed'])).trialsDone).toBe(12);
    const second = await again.call('comparison.start', { projectId, ...TINY });
    expect(second.number).toBe(2);
    expect((await again.call('comparison.list', { projectId })).map(({ number }) => number)).toEqual([2, 1]);
    await again.call('comparison.remove', { comparisonId: id });
    await again.call('comparison.remove', { comparisonId: second.id });
    expect(await again.call('comparison.list', { projectId })).toEqual([]);
  });

  it('let a run through meanwhile', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    const { id } = await test.call('comparison.start', { projectId, ...LONG });
    await until(test, id, [], 1);
    const run = await test.call('runs.start', { projectId });
    expect((await test.until(run.id, ['finished', 'failed'])).state).toBe('finished');
    expect((await test.call('comparison.get', { comparisonId: id })).state).toBe('running');
    await test.call('comparison.remove', { comparisonId: id });
  });

  it('fail with a code when every engine dies on them', async () => {
    const test = await startBackend({
      launchEngine: () => {
        const engine = forkLauncher(ENGINE)();
        return { ...engine, post: (message) => (message.type === 'task' && message.task === 'methodTrial' ? engine.kill() : engine.post(message)) };
      },
    });
    const comparison = await whole(test);
    expect(comparison).toMatchObject({ state: 'failed', summary: null, error: { code: 'ENGINE_CRASHED' } });
    expect(comparison.error?.message).toMatch(/trial \d of (random|two_points_de)/);
  });

  it('refuse what cannot be', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    await expect(test.call('comparison.start', { projectId, ...TINY, methods: ['random'] })).rejects.toThrow('at least two methods');
    await expect(test.call('comparison.start', { projectId, ...TINY, methods: ['random', 'random'] })).rejects.toThrow('each method once');
    await expect(test.call('comparison.start', { projectId, ...TINY, iterations: 20_001 })).rejects.toThrow('INPUT_INVALID');
    await expect(test.call('comparison.start', { projectId: 'gone', ...TINY })).rejects.toThrow('NOT_FOUND');
    await expect(test.call('comparison.get', { comparisonId: 'gone' })).rejects.toThrow('NOT_FOUND');
    const { spec } = await test.call('projects.get', { projectId });
    await test.call('projects.saveSpec', { projectId, spec: { ...spec, choices: { 'tv.adstock': ['geometric', 'weibull_pdf'] } } });
    await expect(test.call('comparison.start', { projectId, ...TINY, methods: ['random', 'cma_es'] })).rejects.toThrow(/cma_es: CMA-ES cannot search choices.*tv\.adstock/);
    await expect(test.call('comparison.start', { projectId, ...TINY, methods: ['random', 'grid'] })).rejects.toThrow(/grid: .*points.*Leave the method out/);
    expect(await test.call('comparison.list', { projectId })).toEqual([]);
  });
});
