import { describe, expect, it } from 'vitest';
import { calls } from '../../../electron/contract/calls.ts';
import { sampleProject, startBackend } from './start-backend.ts';

const CSV = (rows: string[]): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`week,revenue,tv_spend\n${rows.join('\n')}\n`);
const WEEKS = Array.from({ length: 60 }, (_, i) => {
  const date = new Date(Date.UTC(2023, 0, 2 + 7 * i)).toISOString().slice(0, 10);
  return `${date},${1000 + i},${(i * 37) % 100}`;
});

describe('the gateway', () => {
  it('answers unknown calls and requests that do not parse with an error, place and all', async () => {
    const { backend } = await startBackend();
    for (const name of ['nope', 'toString', '__proto__']) {
      expect(await backend.call(name, {})).toMatchObject({ ok: false, error: { code: 'INPUT_UNKNOWN_CALL' } });
    }
    for (const request of [undefined, null, 7, 'text', [], { projectId: 3 }, { projectId: 'x', more: 1 }, {}]) {
      expect(await backend.call('projects.get', request)).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
    }
    expect(await backend.call('projects.get', { projectId: 3 })).toMatchObject({ ok: false, error: { problems: [{ key: 'projectId' }] } });
  });

  it('answers every call of the contract with an envelope, whatever it is sent', async () => {
    const { backend } = await startBackend();
    const id = 'no-such-id';
    const anything = { projectId: id, runId: id, dataId: id, allocationId: id, modelId: '1_1', name: 'x', version: 1, spec: {}, text: '{}', chosen: true, scenario: {}, format: 'html' };
    for (const name of Object.keys(calls)) {
      const shape = calls[name as keyof typeof calls].request;
      const keys = 'shape' in shape ? Object.keys(shape.shape) : [];
      const result = await backend.call(name, Object.fromEntries(Object.entries(anything).filter(([key]) => keys.includes(key))));
      if (result.ok) expect(['app.info', 'projects.list', 'projects.deleted', 'projects.createSample', 'runs.list']).toContain(name);
      else expect(['NOT_FOUND', 'INPUT_INVALID', 'ALLOCATION_INPUT']).toContain(result.error.code);
    }
  });

  it('keeps the details of unexpected errors to the log', async () => {
    const lines: string[] = [];
    const { backend } = await startBackend({ sampleFolder: '/nowhere', log: (line) => lines.push(line) });
    const result = await backend.call('projects.createSample', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(result)).not.toContain('/nowhere');
    expect(lines.join()).toContain('/nowhere');
  });

  it('stops telling a listener that has left', async () => {
    const test = await startBackend();
    let heard = 0;
    test.backend.on('run.changed', () => heard++)();
    const { id } = await test.call('runs.start', { projectId: await sampleProject(test, { trials: 1, iterations: 20 }) });
    await test.until(id, ['finished']);
    expect(heard).toBe(0);
  });
});

describe('tables that are wrong', () => {
  it.each([
    ['empty', '', 'DATA_EMPTY'],
    ['header only', 'week,revenue,tv_spend\n', 'DATA_HEADER_ONLY'],
  ])('%s: refused with %s', async (_, text, code) => {
    const { backend } = await startBackend();
    const result = await backend.call('data.inspect', { fileName: 'x.csv', bytes: new TextEncoder().encode(text) });
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(await backend.call('projects.create', { fileName: 'x.csv', bytes: new TextEncoder().encode(text) })).toMatchObject({ ok: false, error: { code } });
    expect(await backend.call('projects.list', {})).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['text in a number column', WEEKS.with(9, '2023-03-06,1009,lots'), { column: 'tv_spend', row: 11 }],
    ['two rows for a week', WEEKS.with(9, WEEKS[8] ?? ''), { row: 11 }],
    ['a missing week', WEEKS.toSpliced(9, 1), {}],
    ['a channel of zeros', WEEKS.map((row) => row.replace(/,\d+$/, ',0')), { column: 'tv_spend' }],
  ])('%s: a run is refused with the place and the mend', async (_, rows, place) => {
    const test = await startBackend();
    const project = await test.call('projects.create', { fileName: 'x.csv', bytes: CSV(rows) });
    const channel = { name: 'tv', spend: 'tv_spend', sign: 'positive' } as const;
    const spec = { ...project.spec, date: 'week', response: { column: 'revenue', kind: 'revenue' } as const, channels: [channel], organic: [], context: [], baseline: { source: 'none' } as const };
    const saved = await test.call('projects.saveSpec', { projectId: project.id, spec });
    const errors = saved.problems.filter(({ severity }) => severity === 'error');
    expect(errors[0]).toMatchObject(place);
    expect(errors[0]?.mend).not.toBe('');
    await expect(test.call('runs.start', { projectId: project.id })).rejects.toThrow(errors[0]?.code);
    expect((await test.call('setup.check', { projectId: project.id, spec })).ready).toBe(false);
    expect(await test.call('runs.list', {})).toEqual([]);
  });
});

describe('project files that are wrong', () => {
  it.each([
    ['an unknown key', { chanels: [] }, 'channels'],
    ['a column that is not there', { date: 'weak' }, 'week'],
    ['a range upside down', { lambda: [1, 0] }, ''],
    ['a window of ten rows', { window: { from: '2022-01-03', to: '2022-03-07' } }, ''],
  ])('%s: told with key and mend, kept as a draft, refused for a run', async (_, change, hint) => {
    const test = await startBackend();
    const projectId = await sampleProject(test, { trials: 1, iterations: 10 });
    const { spec } = await test.call('projects.get', { projectId });
    const wrong = { ...spec, ...change } as typeof spec;
    const { problems } = await test.call('projects.saveSpec', { projectId, spec: wrong });
    const error = problems.find(({ severity }) => severity === 'error');
    expect(error?.key).toBeTruthy();
    expect(error?.mend).toContain(hint);
    expect((await test.call('projects.get', { projectId })).spec).toEqual(wrong);
    await expect(test.call('runs.start', { projectId })).rejects.toThrow(error?.code);
  });
});
