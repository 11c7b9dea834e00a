import { describe, expect, it } from 'vitest';
import { sampleProject, startBackend } from './start-backend.ts';

describe('diagnosis calls', () => {
  it('diagnoses a run and profiles one of its models in an engine', async () => {
    const test = await startBackend({ engines: 1 });
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    const { id: runId } = await test.call('runs.start', { projectId });
    await test.until(runId, ['finished', 'failed']);
    const { diagnostics, suggestedRanges, moreIterations } = await test.call('runs.diagnosis', { runId });
    expect(diagnostics.map(({ id }) => id)).toEqual(expect.arrayContaining(['convergence-nrmse', 'convergence-hypervolume', 'ranges']));
    expect(Array.isArray(suggestedRanges)).toBe(true);
    expect(moreIterations === null || moreIterations > 0).toBe(true);
    const [model] = (await test.call('models.list', { runId })).models;
    const { profiles, diagnostic } = await test.call('models.profile', { runId, modelId: model?.id ?? '' });
    expect(profiles.length).toBeGreaterThan(10);
    expect(diagnostic.id).toBe('flat-profiles');
    const page = await test.call('models.page', { runId, modelId: model?.id ?? '' });
    expect(page.page.diagnostics.length).toBeGreaterThan(12);
  });

  it('says that a run has no models yet, or does not exist', async () => {
    const test = await startBackend({ engines: 1 });
    await expect(test.call('runs.diagnosis', { runId: 'none' })).rejects.toThrow('NOT_FOUND');
    await expect(test.call('models.profile', { runId: 'none', modelId: '1_1' })).rejects.toThrow('NOT_FOUND');
  });
});
