import { describe, expect, it } from 'vitest';
import { sampleProject, startBackend } from './start-backend.ts';
import type { TestBackend } from './start-backend.ts';

/** 60 weeks with a blank in tv_spend, which a model of it cannot live with. */
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const date = new Date(Date.UTC(2023, 0, 2 + 7 * i)).toISOString().slice(0, 10);
  return `${date},${1000 + i},${i === 9 ? '' : (i * 37) % 100}`;
});
const csv = (rows: string[], header = 'week,revenue,tv_spend'): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${header}\n${rows.join('\n')}\n`);

async function project({ call }: TestBackend) {
  const made = await call('projects.create', { fileName: 'old.csv', bytes: csv(ROWS) });
  const spec = { ...made.spec, channels: [{ name: 'tv', spend: 'tv_spend', sign: 'positive' } as const], organic: [], context: [], baseline: { source: 'none' } as const };
  return call('projects.saveSpec', { projectId: made.id, spec });
}
const errors = (problems: { severity: string; code: string }[]): string[] => problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);

describe('another table for a project', () => {
  it('reads the kept file again with other options, after a look that keeps nothing', async () => {
    const test = await startBackend();
    const before = await project(test);
    expect(errors(before.problems)).toEqual(['DATA_MISSING_VALUE']);
    const asked = { projectId: before.id, options: { blanksAsZero: true } };
    const preview = await test.call('projects.previewData', asked);
    expect(errors(preview.problems)).toEqual([]);
    expect(preview.dataSet).toMatchObject({ fileName: 'old.csv', options: { blanksAsZero: true }, problems: [] });
    expect((await test.call('projects.get', { projectId: before.id })).dataId).toBe(before.dataId);
    const after = await test.call('projects.replaceData', asked);
    expect(errors(after.problems)).toEqual([]);
    expect(after).toMatchObject({ dataId: preview.dataSet.id, fileName: 'old.csv', spec: before.spec, specVersion: before.specVersion });
    expect((await test.call('data.get', { dataId: after.dataId })).dataSet.options).toEqual({ blanksAsZero: true });
    // And back to how it was read at first.
    expect((await test.call('projects.replaceData', { projectId: before.id })).dataId).toBe(before.dataId);
  });

  it('takes another file, keeps the old one, and goes back to it', async () => {
    const test = await startBackend();
    const before = await project(test);
    const more = [...ROWS.with(9, '2023-03-06,1009,5'), '2024-02-26,1100,7'];
    const file = { fileName: 'new.csv', bytes: csv(more) };
    const reaching = { ...before.spec, window: { from: '2023-01-02', to: '2024-02-19' } };
    await test.call('projects.saveSpec', { projectId: before.id, spec: reaching });
    const codes = (await test.call('projects.previewData', { projectId: before.id, file })).problems.map(({ code }) => code);
    expect(codes).toContain('SPEC_WINDOW_SHORT');
    await test.call('projects.saveSpec', { projectId: before.id, spec: before.spec });
    const after = await test.call('projects.replaceData', { projectId: before.id, file });
    expect(errors(after.problems)).toEqual([]);
    expect(after.fileName).toBe('new.csv');
    expect((await test.call('data.get', { dataId: after.dataId })).dataSet).toMatchObject({ rows: 61, fileName: 'new.csv' });
    expect((await test.call('projects.exportSpec', { projectId: before.id })).text).toContain('"data": "new.csv"');
    const back = await test.call('projects.useData', { projectId: before.id, dataId: before.dataId, fileName: before.fileName });
    expect(back).toMatchObject({ dataId: before.dataId, fileName: 'old.csv', problems: before.problems });
  });

  it('takes a file without a column the setup needs, and says what is missing', async () => {
    const test = await startBackend();
    const { id } = await project(test);
    const file = { fileName: 'other.csv', bytes: csv(ROWS.map((row) => row.replace(/,\d*$/, ',1')), 'week,revenue,radio_spend') };
    const { problems } = await test.call('projects.replaceData', { projectId: id, file });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'SPEC_NO_SUCH_COLUMN', column: 'tv_spend', severity: 'error' }));
    await expect(test.call('runs.start', { projectId: id })).rejects.toThrow('SPEC_NO_SUCH_COLUMN');
  });

  it('changes nothing when the file holds no table or the old one is unknown', async () => {
    const test = await startBackend();
    const before = await project(test);
    const file = { fileName: 'x.csv', bytes: csv([]) };
    await expect(test.call('projects.replaceData', { projectId: before.id, file })).rejects.toThrow('DATA_HEADER_ONLY');
    await expect(test.call('projects.useData', { projectId: before.id, dataId: 'nope', fileName: 'x.csv' })).rejects.toThrow('NOT_FOUND');
    expect(await test.call('projects.get', { projectId: before.id })).toEqual(before);
  });

  it('leaves runs with the table they were made on', async () => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 1, iterations: 20 });
    const { dataId } = await test.call('projects.get', { projectId });
    const run = await test.call('runs.start', { projectId });
    await test.until(run.id, ['finished']);
    const report = async (): Promise<string> => new TextDecoder().decode((await test.call('report.build', { runId: run.id, format: 'csv' })).bytes);
    const before = await report();
    const { dataSet, table } = await test.call('data.get', { dataId });
    const half = table.columns.filter(({ type }) => type === 'number').map(({ name }) => name);
    await test.call('projects.replaceData', { projectId, file: { fileName: 'new.csv', bytes: csv(['2024-01-01,1', '2024-01-08,2'], `week,${half[0] ?? ''}`) } });
    expect(await test.call('runs.get', { runId: run.id })).toMatchObject({ dataId: dataSet.id, spec: { data: 'weekly.csv' } });
    expect(await report()).toBe(before);
  });
});

it('lists what was put aside, the last first, until it is brought back', async () => {
  let at = 1_000;
  const test = await startBackend({ now: () => (at += 1) });
  const [first, second] = [await project(test), await project(test)];
  expect(await test.call('projects.deleted', {})).toEqual([]);
  for (const { id } of [first, second]) await test.call('projects.delete', { projectId: id });
  const aside = await test.call('projects.deleted', {});
  expect(aside.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(aside[0]?.deletedAt).toBeGreaterThan(aside[1]?.deletedAt ?? Infinity);
  await test.call('projects.restore', { projectId: second.id });
  expect((await test.call('projects.deleted', {})).map(({ id }) => id)).toEqual([first.id]);
  expect((await test.call('projects.list', {})).map(({ id }) => id)).toEqual([second.id]);
});
