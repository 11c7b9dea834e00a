import { expect, it } from 'vitest';
import type { WorkProgress } from '../../../electron/contract/allocation.ts';
import { sampleProject, startBackend } from './start-backend.ts';

it('ranks lift studies over the plausible models, the same each time, tells its progress, and can be ended', async () => {
  const test = await startBackend();
  const { backend, call, until } = test;
  const heard: WorkProgress[] = [];
  backend.on('work.progress', (progress) => heard.push(progress));
  const projectId = await sampleProject(test, { trials: 2, iterations: 200 });
  const { id: runId } = await call('runs.start', { projectId });
  expect(await until(runId, ['finished', 'failed'])).toMatchObject({ state: 'finished' });
  const modelId = (await call('models.list', { runId })).models[0]?.id ?? '';
  const question = { runId, modelId, scenario: { scenario: { kind: 'max_response' as const } }, periods: 52 };

  const ranking = await call('experiments.rank', { ...question, requestId: 'first' });
  expect(ranking).toMatchObject({ periods: 52, spacing: 'week' });
  expect(ranking.models).toBeGreaterThan(1);
  expect(ranking.perfectInformation).toBeGreaterThan(0);
  expect(ranking.channels.map(({ channel }) => channel).sort()).toEqual(['outdoor', 'print', 'radio', 'search', 'social', 'tv', 'video']);
  for (const { perfectInformation, designs, sentence, channel } of ranking.channels) {
    expect(perfectInformation).toBeLessThanOrEqual(ranking.perfectInformation);
    for (const { value, noise } of designs) {
      expect(value).toBeLessThanOrEqual(perfectInformation);
      expect(noise).toBeGreaterThan(0);
    }
    expect(sentence.startsWith(`${channel}: `)).toBe(true);
  }
  expect(heard.every(({ requestId, gap }) => requestId === 'first' && gap === null)).toBe(true);
  expect(await call('experiments.rank', { ...question, requestId: 'second' })).toEqual(ranking);

  const ended = call('experiments.rank', { ...question, requestId: 'third' });
  await call('work.cancel', { requestId: 'third' });
  await expect(ended).rejects.toThrow('CANCELLED');
  // The name is free again, and nothing happens where the work is over.
  await call('work.cancel', { requestId: 'third' });
});
