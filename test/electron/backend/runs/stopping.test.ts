import { describe, expect, it } from 'vitest';
import type { TuningSpec } from '../../../../core/spec/spec.ts';
import { outcomeOf, sampleProject, startBackend } from '../start-backend.ts';
import type { TestBackend } from '../start-backend.ts';

type Size = { trials: number; iterations: number } & Partial<TuningSpec>;

async function start(test: TestBackend, tuning: Size): Promise<string> {
  return (await test.call('runs.start', { projectId: await sampleProject(test, tuning) })).id;
}

/** Resolves once the run tells of candidates of both trials at work. */
async function firstCandidates({ backend }: TestBackend, runId: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const trials = new Set<number>();
  const end = backend.on('run.progress', (progress) => {
    if (progress.runId !== runId) return;
    for (let i = 0; i < progress.points.length; i += 5) trials.add(progress.points[i] ?? 0);
    if (trials.size >= 2) resolve(undefined);
  });
  await promise.finally(end);
}

describe('a run that is stopped', () => {
  // Long enough that no trial is finished when it is stopped: two engines do less than 100,000 evaluations in a second.
  const LONG = { trials: 2, iterations: 100_000 };

  it('keeps what its trials have come to, has models of it, and goes on from there to the same bits', async () => {
    const test = await startBackend();
    const id = await start(test, LONG);
    await firstCandidates(test, id);
    const stopped = await test.call('runs.stop', { runId: id });
    expect(stopped).toMatchObject({ state: 'stopped', trialsDone: 0 });
    expect(stopped.evaluations).toBeGreaterThan(0);
    const first = await test.call('runs.points', { runId: id });
    expect(first.count).toBe(stopped.evaluations);
    expect((await test.call('runs.get', { runId: id })).ends).toEqual({ stopped: 2 });
    expect((await test.call('models.list', { runId: id })).models.length).toBeGreaterThan(0);
    const { parameters, values } = await test.call('runs.candidates', { runId: id });
    expect(values.length).toBe(first.count * parameters.length);

    await test.call('runs.resume', { runId: id });
    await firstCandidates(test, id);
    await test.call('runs.stop', { runId: id });
    const more = await test.call('runs.points', { runId: id });
    expect(more.count).toBeGreaterThan(first.count);
    // What was there at first is the start of every trial by now.
    for (const trial of [1, 2]) {
      const of = ({ trial: trials, nrmse }: typeof more): Float64Array => nrmse.filter((_, i) => trials[i] === trial);
      expect(of(more).slice(0, of(first).length)).toEqual(of(first));
    }
  });

  it('can be continued as a new run', async () => {
    const test = await startBackend();
    const id = await start(test, LONG);
    await firstCandidates(test, id);
    const { evaluations } = await test.call('runs.stop', { runId: id });
    const next = await test.call('runs.continue', { runId: id, iterations: 100 });
    expect(next).toMatchObject({ iterations: 100_100 });
    await firstCandidates(test, next.id);
    await test.call('runs.stop', { runId: next.id });
    expect((await test.call('runs.get', { runId: next.id })).evaluations).toBeGreaterThanOrEqual(evaluations);
  });
});

describe('a run with a limit of time', () => {
  it('is finished when the time is up, with everything done by then', async () => {
    const test = await startBackend();
    const id = await start(test, { trials: 3, iterations: 100_000, stop: { seconds: 1 } });
    const run = await test.until(id, ['finished', 'failed']);
    expect(run).toMatchObject({ state: 'finished', trialsDone: 0, error: null });
    expect(run.evaluations).toBeGreaterThan(0);
    // Two engines, one of which may be late: the third trial was not begun.
    const { ends } = await test.call('runs.get', { runId: id });
    expect(Object.keys(ends)).toEqual(['stopped']);
    expect([1, 2]).toContain(ends.stopped);
    expect((await test.call('models.list', { runId: id })).models.length).toBeGreaterThan(0);
    // More of it is not ended by the same rule at once.
    const next = await test.call('runs.continue', { runId: id, iterations: 1 });
    expect((await test.call('runs.get', { runId: next.id })).spec).not.toHaveProperty('tuning.stop');
    await test.call('runs.delete', { runId: next.id });
  });

  it('is not changed by a limit that is not reached', async () => {
    const test = await startBackend();
    const free = await start(test, { trials: 3, iterations: 60 });
    await test.until(free, ['finished', 'failed']);
    const limited = await start(test, { trials: 3, iterations: 60, stop: { seconds: 600 } });
    expect((await test.until(limited, ['finished', 'failed'])).trialsDone).toBe(3);
    expect(await outcomeOf(test, limited)).toEqual(await outcomeOf(test, free));
  });
});

describe('a run whose trials end by a rule', () => {
  it('is finished, with the same bits on any number of engines', async () => {
    const stop = { plateau: { iterations: 60, gain: 0.02 } };
    const outcomes = [];
    for (const engines of [1, 3]) {
      const test = await startBackend({ engines });
      const id = await start(test, { trials: 4, iterations: 3_000, stop });
      const run = await test.until(id, ['finished', 'failed']);
      expect(run).toMatchObject({ state: 'finished', trialsDone: 4 });
      expect(run.evaluations).toBeLessThan(12_000);
      expect((await test.call('runs.get', { runId: id })).ends).toEqual({ plateau: 4 });
      outcomes.push(await outcomeOf(test, id));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});

describe('a run that gets more trials', () => {
  it('comes to the same bits as one of that many trials', async () => {
    const test = await startBackend();
    const first = await start(test, { trials: 2, iterations: 60 });
    await test.until(first, ['finished', 'failed']);
    const more = await test.call('runs.continue', { runId: first, trials: 3 });
    expect(more).toMatchObject({ trials: 5, iterations: 60 });
    await test.until(more.id, ['finished', 'failed']);
    const whole = await start(test, { trials: 5, iterations: 60 });
    await test.until(whole, ['finished', 'failed']);
    expect(await outcomeOf(test, more.id)).toEqual(await outcomeOf(test, whole));
  });
});
