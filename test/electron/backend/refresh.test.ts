import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { daysFromIso } from '../../../core/data/calendar.ts';
import { CAUSES } from '../../../core/refresh/changes.ts';
import { ROOT, startBackend } from './start-backend.ts';
import type { TestBackend } from './start-backend.ts';

const LINES = readFileSync(`${ROOT}examples/weekly.csv`, 'utf8').trimEnd().split('\n');
const NEW_ROWS = 13;
const bytes = (lines: string[]): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${lines.join('\n')}\n`);
const dateOf = (line: string | undefined): string => (line ?? '').slice(0, 10);
const LAST_OLD = dateOf(LINES.at(-1 - NEW_ROWS));
const LAST = dateOf(LINES.at(-1));

/** A run on the sample less its last rows, then the whole sample in its place. */
async function refreshable(test: TestBackend) {
  const sample = await test.call('projects.createSample', {});
  const project = await test.call('projects.create', { fileName: 'old.csv', bytes: bytes(LINES.slice(0, -NEW_ROWS)) });
  await test.call('projects.saveSpec', {
    projectId: project.id,
    spec: {
      ...sample.spec, baseline: { source: 'none' }, window: { from: '2022-01-03', to: LAST_OLD },
      tuning: { ...sample.spec.tuning, trials: 2, iterations: 80, validation: { scheme: 'holdout', features: 'training', test_periods: 0 } },
    },
  });
  const run = await test.call('runs.start', { projectId: project.id });
  await test.until(run.id, ['finished']);
  const { models } = await test.call('models.list', { runId: run.id });
  const modelId = models[3]?.id ?? '';
  const replace = (lines = LINES) => test.call('projects.replaceData', { projectId: project.id, file: { fileName: 'new.csv', bytes: bytes(lines) } });
  return { project, run, modelId, replace };
}

describe('a refresh', () => {
  it('cannot begin before new rows arrived, and says what to do', async () => {
    const test = await startBackend();
    const { run, modelId } = await refreshable(test);
    const preview = await test.call('refresh.preview', { runId: run.id, modelId, mode: 'extend' });
    expect(preview).toMatchObject({ plan: null, ready: false, modelId, problems: [{ code: 'REFRESH_NO_NEW_ROWS' }] });
    expect(preview.problems[0]?.mend).toContain('Replace the file');
    await expect(test.call('runs.refresh', { runId: run.id, modelId, mode: 'extend' })).rejects.toThrow('REFRESH_NO_NEW_ROWS');
  });

  it('runs near the chosen model on the new table, and tells what changed and why', async () => {
    const test = await startBackend();
    const { run, modelId, replace } = await refreshable(test);
    const { dataId } = await replace();
    await test.call('models.choose', { runId: run.id, modelId, chosen: true });
    // Without a model the chosen one.
    const preview = await test.call('refresh.preview', { runId: run.id, mode: 'move' });
    expect(preview).toMatchObject({ ready: true, modelId, runNumber: 1, evaluations: 160 });
    const { plan } = preview;
    expect(plan?.newPeriods).toBe(NEW_ROWS);
    expect(plan?.window.to).toBe(daysFromIso(LAST));
    expect(plan?.window.rows).toBe(plan?.former.rows);
    expect(plan?.freedom).toBe(NEW_ROWS / (plan?.window.rows ?? 0));

    const begun = await test.call('runs.refresh', { runId: run.id, modelId, mode: 'move' });
    expect(begun.parent).toEqual({ kind: 'refresh', runId: run.id, number: 1, modelId });
    const refreshed = await test.until(begun.id, ['finished', 'failed']);
    expect(refreshed).toMatchObject({ state: 'finished', number: 2, evaluations: 160, parent: begun.parent });
    const { spec, dataId: used } = await test.call('runs.get', { runId: begun.id });
    expect(used).toBe(dataId);
    expect(spec).toMatchObject({ data: 'new.csv', refresh: { model: `run 1, model ${modelId}`, new_periods: NEW_ROWS }, window: { to: LAST } });
    const page = await test.call('models.page', { runId: begun.id, modelId: '1_1' });
    for (const { name, after: [lower, upper] } of plan?.ranges ?? []) {
      expect(page.params[name]).toBeGreaterThanOrEqual(lower);
      expect(page.params[name]).toBeLessThanOrEqual(upper);
    }
    // The project file itself stays: a refresh is a run.
    expect((await test.call('projects.get', { projectId: begun.projectId })).spec.refresh).toBeUndefined();

    const changes = await test.call('refresh.changes', { runId: begun.id, modelId: '1_1' });
    expect(changes).toMatchObject({ before: { runId: run.id, modelId, window: plan?.former }, after: { runId: begun.id, modelId: '1_1', window: plan?.window }, responseKind: 'revenue' });
    const old = await test.call('models.page', { runId: run.id, modelId });
    const tv = changes.effects.find(({ name }) => name === 'tv');
    expect(tv?.efficiency).toMatchObject({ before: old.evaluation.roi['tv'], after: page.evaluation.roi['tv'] });
    for (const { share, efficiency, spend } of changes.effects) {
      for (const change of [share, efficiency, spend]) {
        if (change === null || change.before === null || change.after === null) continue;
        const parts = CAUSES.reduce((sum, cause) => sum + (change[cause] ?? Number.NaN), 0);
        // Three differences of rounded numbers.
        expect(Math.abs(parts - (change.after - change.before))).toBeLessThan(1e-9 * (1 + Math.abs(change.before)));
      }
    }
    // The old rows are the same in both tables, and spend does not depend on parameters.
    expect(tv?.spend).toMatchObject({ data: 0, parameters: 0 });
    expect(Math.abs(tv?.spend?.window ?? 0)).toBeGreaterThan(0);
    expect(await test.call('refresh.changes', { runId: begun.id, modelId: '1_1' })).toEqual(changes);
  });

  it('of a refresh takes its widths from the first run', async () => {
    const test = await startBackend();
    const { run, modelId, replace } = await refreshable(test);
    await replace(LINES.slice(0, -5));
    const first = await test.call('refresh.preview', { runId: run.id, modelId, mode: 'extend' });
    const second = await test.call('runs.refresh', { runId: run.id, modelId, mode: 'extend' });
    await test.until(second.id, ['finished']);
    await replace();
    const preview = await test.call('refresh.preview', { runId: second.id, mode: 'extend' });
    expect(preview.plan?.newPeriods).toBe(5);
    expect(preview.plan?.ranges.map(({ before }) => before)).toEqual(first.plan?.ranges.map(({ before }) => before));
  });

  it('says what is wrong when the new table lacks a column', async () => {
    const test = await startBackend();
    const { run, modelId, replace } = await refreshable(test);
    await replace(LINES.with(0, (LINES[0] ?? '').replace('radio_spend', 'wireless')));
    const preview = await test.call('refresh.preview', { runId: run.id, modelId, mode: 'extend' });
    expect(preview.ready).toBe(false);
    expect(preview.problems).toContainEqual(expect.objectContaining({ code: 'SPEC_NO_SUCH_COLUMN', column: 'radio_spend' }));
    await replace(LINES.with(0, (LINES[0] ?? '').replace('week', 'day')));
    expect((await test.call('refresh.preview', { runId: run.id, modelId, mode: 'extend' })).problems).toContainEqual(expect.objectContaining({ code: 'SPEC_NO_SUCH_COLUMN', column: 'week' }));
  });

  it('has nothing to hold a first run against', async () => {
    const test = await startBackend();
    const { run } = await refreshable(test);
    await expect(test.call('refresh.changes', { runId: run.id })).rejects.toThrow('RUN_NOT_REFRESHED');
  });
});
