import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../../electron/backend/store/index.ts';
import { temporaryFolder } from './temporary.ts';
import { ROOT, startBackend } from './start-backend.ts';
import { unzip } from './unzip.ts';

/** A project with a finished run and a scenario saved by an earlier version; no run has to be made. */
async function frozenProject(schema: number) {
  const folder = temporaryFolder();
  copyFileSync(`${ROOT}test/migrations/schema-${schema}.db`, join(folder, DATABASE_FILE));
  const test = await startBackend({ dataFolder: folder, engines: 1 });
  const [project] = await test.call('projects.list', {});
  const projectId = project?.id ?? '';
  const [saved] = await test.call('allocation.list', { projectId });
  if (saved === undefined) throw new Error('The frozen database has no saved scenario.');
  return { ...test, projectId, saved };
}

const ALONE = { scenario: { kind: 'max_response' }, robust: null } as const;

describe('saved scenarios', () => {
  it('are duplicated, changed in place, deleted and brought back as they were', async () => {
    const { call, projectId, saved } = await frozenProject(3);
    const { runId, modelId } = saved;
    expect(saved.detail).toBeNull();

    const copy = await call('allocation.duplicate', { allocationId: saved.id, name: 'A copy' });
    expect(copy).toEqual({ ...saved, id: copy.id, name: 'A copy', createdAt: copy.createdAt });
    expect(copy.id).not.toBe(saved.id);

    const changed = await call('allocation.update', { allocationId: copy.id, runId, modelId, scenario: { ...ALONE, bounds: { default: [1, 1] } } });
    expect(changed).toMatchObject({ id: copy.id, name: 'A copy', createdAt: copy.createdAt, scenario: { bounds: { default: [1, 1] } }, detail: { basis: 'model', plan: null } });
    // Bounds of one leave everything where it is.
    expect(changed.allocation.spend).toEqual(changed.allocation.initial.spend);

    // Undo of the change, then of a deletion.
    expect(await call('allocation.restore', { allocation: copy })).toEqual(copy);
    await call('allocation.delete', { allocationId: copy.id });
    await expect(call('allocation.rename', { allocationId: copy.id, name: 'x' })).rejects.toThrow('NOT_FOUND');
    expect(await call('allocation.restore', { allocation: copy })).toEqual(copy);
    expect((await call('allocation.list', { projectId })).map(({ id }) => id).sort()).toEqual([saved.id, copy.id].sort());
  });

  it('keep what was shown beside the suggestion', async () => {
    const { call, saved: { runId, modelId } } = await frozenProject(3);
    const view = await call('allocation.solve', { runId, modelId, scenario: ALONE });
    const kept = await call('allocation.save', { runId, modelId, name: 'Now', scenario: ALONE });
    const { basis, modelSet, own, explanations, extrapolation, gain, notes } = view;
    expect(kept.allocation).toEqual(view.allocation);
    expect(kept.detail).toEqual({ basis, modelSet, own: own?.allocation ?? null, explanations, extrapolation, gain, notes, plan: null });
  });

  it('keep their plan, and are not kept when that is ended', async () => {
    const { call, projectId, saved: { runId, modelId } } = await frozenProject(3);
    const question = { runId, modelId, scenario: { ...ALONE, plan: { periods: 2 } } };
    const kept = await call('allocation.save', { ...question, name: 'Calendar', requestId: 'plan' });
    expect(kept.detail?.plan?.dates).toHaveLength(2);
    const before = await call('allocation.list', { projectId });
    const ended = expect(call('allocation.save', { ...question, name: 'Ended', requestId: 'plan' })).rejects.toThrow('CANCELLED');
    await call('work.cancel', { requestId: 'plan' });
    await ended;
    expect(await call('allocation.list', { projectId })).toEqual(before);
  });

  it('take nothing that does not belong: another project, another run, a scenario that says nothing', async () => {
    const { call, projectId, saved } = await frozenProject(3);
    const other = await call('projects.createSample', {});
    await expect(call('allocation.restore', { allocation: { ...saved, projectId: other.id } })).rejects.toThrow('ALLOCATION_RUN');
    await expect(call('allocation.restore', { allocation: { ...saved, runId: 'gone' } })).rejects.toThrow('NOT_FOUND');
    await expect(call('allocation.restore', { allocation: { ...saved, modelId: '99_99' } })).rejects.toThrow('NOT_FOUND');
    await expect(call('allocation.restore', { allocation: { ...saved, scenario: { scenario: { kind: 'max_response' }, bounds: { tv: [2, 1] } } } })).rejects.toThrow('ALLOCATION_INPUT');
    await expect(call('allocation.restore', { allocation: { ...saved, allocation: { ...saved.allocation, spend: { tv: 'much' } } as never } })).rejects.toThrow('INPUT_INVALID');
    await expect(call('allocation.update', { allocationId: saved.id, runId: saved.runId, modelId: saved.modelId, scenario: { ...ALONE, bounds: { nobody: [0, 1] } } })).rejects.toThrow('ALLOCATION_CHANNEL');
    expect(await call('allocation.list', { projectId })).toEqual([saved]);
  });
});

describe('a saved scenario opened again', () => {
  it('tells nothing where nothing changed', async () => {
    const { call, saved: { runId, modelId } } = await frozenProject(3);
    const kept = await call('allocation.save', { runId, modelId, name: 'Now', scenario: ALONE });
    const again = await call('allocation.reopen', { allocationId: kept.id });
    expect(again).toMatchObject({ saved: { id: kept.id }, newest: null, scenario: ALONE, changes: [] });
    expect(again.view?.allocation).toEqual(kept.allocation);
  });

  it('opens what an earlier version saved, and says that several models decide now', async () => {
    const { call, saved } = await frozenProject(1);
    const again = await call('allocation.reopen', { allocationId: saved.id });
    const models = again.view?.modelSet.models ?? 0;
    expect(again.newest).toBeNull();
    if (models === 1) expect(again.changes.join()).not.toContain('decided over');
    else expect(again.changes[0]).toBe(`It is decided over ${models} models; it was over one model.`);
  });

  it('is asked of the newest run on other data: what is new, what is left out, and what changed', async () => {
    const { call, until, projectId, saved: { runId, modelId } } = await frozenProject(3);
    const scenario = { ...ALONE, bounds: { search: [0, 3] as [number, number], default: [0.5, 2] as [number, number] } };
    const kept = await call('allocation.save', { runId, modelId, name: 'Old', scenario });
    // Twelve more weeks, tv at double the money, and no search any more.
    const rows = Array.from({ length: 72 }, (_, week) => {
      const tv = week % 4 === 0 ? (week < 60 ? 1 : 4) * (500 + 10 * week) : 0;
      return `${new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10)},${1000 + 3 * week + tv / (week < 60 ? 1 : 4)},${tv}`;
    });
    const bytes = new TextEncoder().encode(`week,revenue,tv_spend\n${rows.join('\n')}\n`);
    await call('projects.replaceData', { projectId, file: { fileName: 'more.csv', bytes } });
    const { spec } = await call('projects.get', { projectId });
    await call('projects.saveSpec', { projectId, spec: {
      ...spec, channels: spec.channels.filter(({ name }) => name !== 'search'), window: { from: '2023-01-02', to: '2024-05-13' },
      hyperparameters: Object.fromEntries(Object.entries(spec.hyperparameters).filter(([name]) => name !== 'search')), tuning: { ...spec.tuning, trials: 1, iterations: 40 },
    } });
    const run = await call('runs.start', { projectId });
    expect(await until(run.id, ['finished', 'failed'])).toMatchObject({ state: 'finished' });

    const again = await call('allocation.reopen', { allocationId: kept.id });
    const { models: [best] } = await call('models.list', { runId: run.id });
    expect(again.newest).toEqual({ runId: run.id, runNumber: 2, modelId: best?.id });
    expect(again.scenario).toEqual({ ...ALONE, bounds: { default: [0.5, 2] } });
    expect(again.view?.allocation.status).toBe('optimal');
    expect(again.changes.slice(0, 4)).toEqual([
      'The model has no channel "search" any more; what the scenario says about it is left out.',
      `Saved on run 1 (model ${modelId}); asked again of run 2 (model ${best?.id}).`,
      'The table is another one: 72 rows, it had 60 rows.',
      expect.stringMatching(/^The modelling window is 2023-01-02 to 2024-05-13; it was /) as string,
    ]);
    const told = again.changes.join('\n');
    expect(told).toContain('search is no longer a channel of the model; it had');
    expect(told).toMatch(/Today's spend is .* a period; it was .* \(tv \+/);
  });

  it('says why it cannot be solved any more, and still opens', async () => {
    const { call, saved } = await frozenProject(3);
    // As a version might have kept it that knew another goal.
    await call('allocation.restore', { allocation: { ...saved, scenario: { scenario: { kind: 'max_response' }, dates: { from: '1999-01-01', to: '1999-12-31' } } } });
    const again = await call('allocation.reopen', { allocationId: saved.id });
    // Dates before the window are left out, and the rest is solved.
    expect(again.changes[0]).toContain('The dates 1999-01-01 to 1999-12-31 lie outside the modelling window');
    expect(again.view?.allocation.status).toBe('optimal');
    await call('allocation.restore', { allocation: { ...saved, scenario: { scenario: { kind: 'max_response' }, dates: { from: '2023-01-03', to: '2023-01-04' } } } });
    const none = await call('allocation.reopen', { allocationId: saved.id });
    // Between two weeks: in the window, but no row.
    expect(none.view).toBeNull();
    expect(none.changes.at(-1)).toMatch(/^It can't be solved any more: .*no row from 2023-01-03/);
  });
});

describe('saved scenarios as files', () => {
  it('are rows of a CSV file, with nothing a spreadsheet would run', async () => {
    const { call, saved } = await frozenProject(3);
    await call('allocation.rename', { allocationId: saved.id, name: '=SUM(1)' });
    const file = await call('allocation.export', { allocationIds: [saved.id, saved.id], format: 'csv' });
    expect(file).toMatchObject({ fileName: 'Frozen-SUM1.csv', mime: 'text/csv;charset=utf-8' });
    const [head, ...rows] = new TextDecoder().decode(file.bytes).trimEnd().split('\r\n');
    expect(head).toContain('scenario,asked,run,model,status,from,channel,spend_today,spend');
    expect(rows).toHaveLength(Object.keys(saved.allocation.spend).length);
    for (const row of rows) expect(row.startsWith("'=SUM(1),")).toBe(true);
    const [channel = ''] = Object.keys(saved.allocation.spend);
    expect(rows.find((row) => row.includes(`,${channel},`))).toContain(`,${saved.allocation.initial.spend[channel]},${saved.allocation.spend[channel]},`);
  });

  it('are sheets of a workbook: one each and all side by side, numbers as numbers', async () => {
    const { call, saved } = await frozenProject(3);
    const { runId, modelId } = saved;
    const second = await call('allocation.save', { runId, modelId, name: 'frozen BUDGET', scenario: ALONE });
    const file = await call('allocation.export', { allocationIds: [saved.id, second.id], format: 'xlsx' });
    expect(file.fileName).toBe('Frozen-scenarios.xlsx');
    const parts = unzip(file.bytes);
    // No two sheets of one name, whatever the case.
    expect([...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual(['Side by side', 'Frozen budget', 'frozen BUDGET (2)']);
    const sheet = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    const [channel = ''] = Object.keys(saved.allocation.spend);
    expect(sheet).toContain(`<v>${saved.allocation.spend[channel]}</v>`);
  });

  it('go into reports, several at once', async () => {
    const { call, saved } = await frozenProject(3);
    const copy = await call('allocation.duplicate', { allocationId: saved.id, name: 'The other one' });
    const { runId } = saved;
    const allocationIds = [saved.id, copy.id];
    const html = new TextDecoder().decode((await call('report.build', { runId, allocationIds, format: 'html' })).bytes);
    expect(html).toContain('Frozen budget');
    expect(html).toContain('The other one');
    const json = JSON.parse(new TextDecoder().decode((await call('report.build', { runId, allocationIds, format: 'json' })).bytes)) as { allocation: { name: string }; allocations: { name: string; frontier?: object; reconciliation?: object }[] };
    expect(json.allocation.name).toBe('Frozen budget');
    expect(json.allocations.map(({ name, frontier, reconciliation }) => [name, frontier !== undefined, reconciliation !== undefined])).toEqual([['Frozen budget', true, true], ['The other one', false, false]]);
    const file = await call('report.build', { runId, allocationIds, format: 'xlsx' });
    expect(file.fileName).toMatch(/^Frozen-\d+_\d+\.xlsx$/);
    const names = [...(unzip(file.bytes)['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(['Channels', 'Periods', 'Models', 'Side by side', 'Frozen budget', 'The other one']));
  });
});
