import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOT, sampleProject, startBackend } from './start-backend.ts';

it('goes from a table to a saved budget and a report', async () => {
  const test = await startBackend();
  const { call, until } = test;
  const bytes = new Uint8Array(readFileSync(`${ROOT}test/fixtures/golden/weekly.csv`));

  const { dataSet, table } = await call('data.inspect', { fileName: 'weekly.csv', bytes });
  expect(dataSet).toMatchObject({ rows: 209, from: '2021-11-01', to: '2025-10-27', format: { spacing: 'week', dateColumn: 'week' } });
  expect(table.columns).toHaveLength(16);

  const project = await call('projects.create', { fileName: 'weekly.csv', bytes, name: 'My brand' });
  expect(project.spec.channels.map(({ spend }) => spend).sort()).toEqual(
    ['outdoor_spend', 'print_spend', 'radio_spend', 'search_spend', 'social_spend', 'tv_spend', 'video_spend']);
  expect(project.notes.length).toBeGreaterThan(0);
  const spec = { ...project.spec, tuning: { ...project.spec.tuning, trials: 6, iterations: 300 } };
  await call('projects.saveSpec', { projectId: project.id, spec });
  const check = await call('setup.check', { projectId: project.id, spec });
  expect(check).toMatchObject({ ready: true, evaluations: 1_800 });
  expect(check.seconds).toBeGreaterThan(0);
  const baseline = await call('setup.baseline', { projectId: project.id, spec });
  expect(baseline.components.map(({ name }) => name)).toContain('trend');
  expect(baseline.dates).toHaveLength(209);
  // What is still wrong with the media does not keep it from being drawn.
  const unfinished = { ...spec, channels: spec.channels.map((channel) => ({ ...channel, spend: 'nowhere' })) };
  expect((await call('setup.check', { projectId: project.id, spec: unfinished })).ready).toBe(false);
  expect((await call('setup.baseline', { projectId: project.id, spec: unfinished })).components).toEqual(baseline.components);

  const { id: runId } = await call('runs.start', { projectId: project.id });
  expect(await until(runId, ['finished', 'failed'])).toMatchObject({ state: 'finished', error: null });
  const { models, clusters } = await call('models.list', { runId });
  expect(models.map(({ score }) => score)).toEqual(models.map(({ score }) => score).toSorted((a, b) => a - b));
  expect(clusters.reduce((sum, { size }) => sum + size, 0)).toBe(models.length);
  const modelId = models[0]?.id ?? '';
  await call('models.choose', { runId, modelId, chosen: true });
  const view = await call('models.page', { runId, modelId });
  expect(view.chosen).toBe(true);
  // Contributions add up to the prediction, whichever way they are asked for.
  const fitted = view.page.fit.fitted.reduce((a, b) => a + b, 0);
  expect(Object.values(view.evaluation.contribution).reduce((a, b) => a + b, 0) / fitted).toBeCloseTo(1, 9);

  // A candidate that is no Pareto model can be looked at too.
  const points = await call('runs.points', { runId });
  const outside = Array.from(points.front).findIndex(Number.isNaN);
  const outsideId = `${points.trial[outside]}_${points.iteration[outside]}`;
  const { evaluation } = await call('models.page', { runId, modelId: outsideId });
  expect(evaluation.nrmse.validation).toBeCloseTo(points.nrmse[outside] ?? Number.NaN, 12);

  const scenario = { scenario: { kind: 'max_response' } } as const;
  const solved = await call('allocation.solve', { runId, modelId, scenario });
  expect(solved.allocation.total.response).toBeGreaterThanOrEqual(solved.allocation.total.initialResponse);
  expect(solved.curves).toHaveLength(7);
  const saved = await call('allocation.save', { runId, modelId, name: 'Same money', scenario });
  expect(saved.allocation).toEqual(solved.allocation);
  expect(await call('allocation.rename', { allocationId: saved.id, name: 'Budget 2026' })).toMatchObject({ name: 'Budget 2026', runNumber: 1 });
  await expect(call('allocation.solve', { runId, modelId, scenario: { ...scenario, bounds: { tv: [2, 1] } } })).rejects.toThrow('ALLOCATION_INPUT');

  const copy = await call('projects.duplicate', { projectId: project.id });
  await call('projects.saveSpec', { projectId: copy.id, spec: { ...copy.spec, tuning: { ...copy.spec.tuning, seed: 2 } } });
  const { id: secondId } = await call('runs.start', { projectId: copy.id });
  await until(secondId, ['finished']);
  const comparison = await call('compare.models', { models: [{ runId }, { runId: secondId }] });
  expect(comparison.sameData).toBe(true);
  expect(comparison.specDifferences.map(({ key, values }) => [key, ...values])).toEqual([['tuning.seed', '1', '2']]);
  expect(comparison.models[0]).toMatchObject({ modelId, allocations: [{ name: 'Budget 2026' }] });

  const html = await call('report.build', { runId, allocationId: saved.id, format: 'html' });
  const text = Buffer.from(html.bytes).toString();
  expect(html).toMatchObject({ mime: 'text/html;charset=utf-8', fileName: expect.stringMatching(/^My-brand-.*\.html$/) as unknown });
  expect(text).toContain('Budget 2026');
  expect(text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  const csv = Buffer.from((await call('report.build', { runId, format: 'csv' })).bytes).toString();
  expect(csv.trim().split('\r\n')).toHaveLength(1 + check.rows);
  expect(JSON.parse(Buffer.from((await call('report.build', { runId, format: 'json' })).bytes).toString())).toMatchObject({ model: { id: modelId } });

  await call('projects.delete', { projectId: project.id });
  expect((await call('projects.list', {})).map(({ name }) => name)).toEqual(['My brand (copy)']);
  await call('projects.restore', { projectId: project.id });
  expect((await call('runs.get', { runId })).chosenModels).toEqual([modelId]);
});

it('keeps versions of the project file, exports and imports it', async () => {
  const test = await startBackend();
  const projectId = await sampleProject(test, { trials: 1, iterations: 10 });
  const { call } = test;
  const [newest] = await call('projects.specVersions', { projectId });
  const first = await call('projects.revertSpec', { projectId, version: 1 });
  expect(first.specVersion).toBe((newest?.version ?? 0) + 1);
  expect(first.spec.baseline.source).toBe('prophet');
  const { fileName, text } = await call('projects.exportSpec', { projectId });
  expect(fileName).toMatch(/\.mixwright\.json$/);
  await call('projects.saveSpec', { projectId, spec: { ...first.spec, currency: 'CHF' } });
  expect((await call('projects.importSpec', { projectId, text })).spec).toEqual(first.spec);
  await expect(call('projects.importSpec', { projectId, text: '{' })).rejects.toThrow('SPEC_NOT_JSON');
  await expect(call('projects.importSpec', { projectId, text: text.replace('"tv_spend"', '"telly"') })).rejects.toThrow('SPEC_NO_SUCH_COLUMN');
});

it('reads Windows-1252 and UTF-16 as well as UTF-8', async () => {
  const { call } = await startBackend();
  const text = 'woche;umsatz;käufe\n2024-01-01;1;2\n2024-01-08;2;3\n';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  for (const bytes of [Buffer.from(text), Buffer.from(text, 'latin1'), utf16]) {
    const { table } = await call('data.inspect', { fileName: 'x.csv', bytes: new Uint8Array(bytes) });
    expect(table.columns.map(({ name }) => name)).toEqual(['woche', 'umsatz', 'käufe']);
  }
});
