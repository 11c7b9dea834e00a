import { describe, expect, it } from 'vitest';
import { sampleProject, startBackend } from './start-backend.ts';

describe('what a page is told of all models, and of spend beyond what was observed', () => {
  it('names the channels whose suggestion lies outside the window’s spend, and no others; the report has the consensus', async () => {
    const test = await startBackend({ engines: 1 });
    const projectId = await sampleProject(test, { trials: 2, iterations: 60 });
    const { id: runId } = await test.call('runs.start', { projectId });
    await test.until(runId, ['finished', 'failed']);
    const { models, consensus } = await test.call('models.list', { runId });
    const modelId = models[0]?.id ?? '';
    const paid = Object.keys(models[0]?.roi ?? {});

    const solve = (bounds: Record<string, [number, number]>, budget?: number) =>
      test.call('allocation.solve', { runId, modelId, scenario: { scenario: { kind: 'max_response', ...(budget === undefined ? {} : { budget }) }, bounds } });
    // Everything stays where it is: at the mean, which lies under the largest.
    const held = await solve({ default: [1, 1] });
    expect(held.extrapolation).toEqual([]);

    // Held at nine times the mean, which is more than the sample ever spent in a week on tv.
    const { initialSpend } = held.allocation.total;
    const far = await solve({ default: [1, 1], tv: [9, 9] }, initialSpend + 8 * (held.allocation.spend['tv'] ?? 0));
    const curve = far.curves.find(({ channel }) => channel === 'tv');
    expect(far.allocation.spend['tv']).toBeGreaterThan(1.5 * (curve?.observedMax ?? Infinity));
    expect(far.extrapolation).toEqual([{ channel: 'tv', level: 'fail', text: expect.stringContaining('above the largest ever observed') as string }]);

    const none = await test.call('allocation.solve', { runId, modelId, scenario: { scenario: { kind: 'target_efficiency', metric: 'roas', target: 1e6 } } });
    expect(none.extrapolation).toEqual([]);

    expect(consensus?.channels.map(({ channel }) => channel)).toEqual(paid);
    const html = new TextDecoder().decode((await test.call('report.build', { runId, format: 'html' })).bytes);
    expect(html).toContain('<h2>What the plausible models say together</h2>');
    const json = JSON.parse(new TextDecoder().decode((await test.call('report.build', { runId, format: 'json' })).bytes)) as { consensus: unknown };
    expect(json.consensus).toEqual(JSON.parse(JSON.stringify(consensus)));
  });
});
