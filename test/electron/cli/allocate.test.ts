import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Allocation } from '../../../core/allocation/problem.ts';
import { describeFailure } from '../../../electron/backend/files/index.ts';
import { allocate } from '../../../electron/cli/allocate.ts';
import { parseOptions } from '../../../electron/cli/options.ts';
import { createMessages } from '../../../electron/cli/terminal.ts';
import { temporaryFolder } from '../backend/temporary.ts';
import { unzip } from '../backend/unzip.ts';
import { cli, GOLDEN } from './run-cli.ts';

const SPEC = `${GOLDEN}weekly.geometric.spec.json`;
const MODELS = JSON.parse(readFileSync(`${GOLDEN}models.json`, 'utf8')) as { params: object }[];
const PROBLEM = {
  channels: [
    { name: 'tv', coefficient: 100, alpha: 1, inflexion: 50, carryover: 0, spend: 50, lower: 0, upper: 2 },
    { name: 'web', coefficient: 100, alpha: 1, inflexion: 50, carryover: 0, spend: 10, lower: 0, upper: 10 },
  ],
  scenario: { kind: 'max_response', budget: 60 },
};

/** Files in a folder of their own, by name. */
function folderWith(files: Record<string, unknown>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('mixwright allocate', () => {
  it.each([
    [['--problem', 'p.json', '--with', 'frontiers'], 'INPUT_OPTION: --with'],
    [['--problem', 'p.json', '--with', 'own'], 'A problem of curves has no own'],
    [['--problem', 'p.json', '--format', 'csv'], '--format needs a file to write'],
    [['--problem', 'p.json', '--out', 'a.txt'], 'Say --format csv or xlsx'],
    [['--problem', 'p.json', '--out', 'a.csv', '--format', 'pdf'], '"pdf" is not a format'],
    [['--problem', 'p.json', '--params', 'm.json'], 'Got both --problem and --params'],
    [[SPEC, '--params', 'm.json', '--run', '.', '--scenario', 's.json'], 'Got both --run and --params'],
    [[SPEC, '--params', 'm.json', '--model', '1_1', '--scenario', 's.json'], 'needs the run it belongs to'],
    [['--run', '.', '--scenario', 's.json'], 'run.json'],
    [[SPEC, '--params', 'm.json', '--scenario', 's.json', '--periods', '521'], '520'],
    [[SPEC, '--params', 'none.json', '--scenario', 's.json'], 'at least one candidate'],
  ])('%j: exit status 2 with the place and the mend', async (args, words) => {
    const cwd = folderWith({ 'p.json': PROBLEM, 's.json': { kind: 'max_response' }, 'm.json': MODELS[0]?.params, 'none.json': [] });
    // In this process, as electron/cli/index.ts does it: starting one for each takes long.
    vi.stubEnv('INIT_CWD', cwd);
    const failure = describeFailure(await allocate.run(parseOptions('allocate', allocate.shape, args), createMessages(true), new AbortController().signal).catch((error: unknown) => error));
    expect(failure.text).toContain(words);
    expect(failure.status).toBe(2);
    expect(existsSync(join(cwd, 'a.csv'))).toBe(false);
  });

  it('adds what is asked for beside a bare problem, and writes its tables', async () => {
    const cwd = folderWith({ 'p.json': PROBLEM });
    const result = await cli(['allocate', '--problem', 'p.json', '--with', 'explanations,frontier,sensitivity', '--out', 't.csv'], { cwd });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const got = result.json() as Allocation & { explanations: { channel: string }[]; frontier: { points: unknown[] }; sensitivity: unknown[] };
    // Two equal concave curves: the best split is even.
    expect(got.spend['tv']).toBeCloseTo(30, 3);
    expect(got.explanations.map(({ channel }) => channel)).toEqual(['tv', 'web']);
    expect(got.frontier.points.length).toBeGreaterThan(2);
    const [head, ...rows] = readFileSync(join(cwd, 't.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head?.split(',').slice(0, 2)).toEqual(['scenario', 'asked']);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['p', 'p']);
  });

  it('decides over several candidates, and by the first alone where that is asked for', async () => {
    const params = MODELS.slice(0, 2).map((model) => model.params);
    const cwd = folderWith({
      's.json': { scenario: { kind: 'max_response' } }, 'worst.json': { scenario: { kind: 'max_response' }, robust: { models: 'pareto', objective: { kind: 'worst' } } },
      'alone.json': { scenario: { kind: 'max_response' }, robust: null }, 'two.json': params,
    });
    const ask = async (file: string, scenario: string, ...more: string[]): Promise<Allocation> => {
      const result = await cli(['allocate', SPEC, '--params', file, '--scenario', scenario, '--quiet', ...more], { cwd });
      expect(result).toMatchObject({ status: 0, stderr: '' });
      return result.json() as Allocation;
    };
    const [two, worst, alone] = await Promise.all([ask('two.json', 's.json', '--out', 't.xlsx'), ask('two.json', 'worst.json'), ask('two.json', 'alone.json')]);
    expect(two.robust?.models.map(({ id }) => id)).toEqual(['candidate 1', 'candidate 2']);
    expect(two.robust?.objective).toEqual({ kind: 'mean' });
    expect(worst.robust?.objective).toEqual({ kind: 'worst' });
    // The worst case of the plan for the worst case is no worse; 1e-6: the solver's gap.
    expect(worst.robust?.worst).toBeGreaterThanOrEqual((two.robust?.worst ?? Infinity) - 1e-6 * two.total.response);
    expect(alone.robust).toBeUndefined();
    expect(alone.notes[0]).toContain('by the first candidate alone');
    const names = [...(unzip(readFileSync(join(cwd, 't.xlsx')))['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['Side by side', 's', 's models']);
  });
});

describe('a run of the command line', () => {
  it('is decided over by its own models, with a plan, and its report tells of a scenario', async () => {
    const cwd = folderWith({ 's.json': { scenario: { kind: 'max_response' }, robust: { models: 'pareto', objective: { kind: 'mean' } }, plan: { periods: 2 } }, 'plain.json': { kind: 'max_response' } });
    expect((await cli(['tune', SPEC, '--trials', '1', '--iterations', '40', '--workers', '1', '--quiet', '--out', 'run'], { cwd })).status).toBe(0);
    const { models } = JSON.parse(readFileSync(join(cwd, 'run', 'run.json'), 'utf8')) as { models: { id: string }[] };
    const [planned, report] = await Promise.all([
      cli(['allocate', '--run', 'run', '--scenario', 's.json', '--quiet'], { cwd }),
      cli(['report', 'run', '--scenario', 'plain.json', '--format', 'xlsx', '--out', 'r.xlsx', '--quiet'], { cwd }),
    ]);
    expect(planned).toMatchObject({ status: 0, stderr: '' });
    const got = planned.json() as Allocation & { plan: { dates: string[]; channels: { spend: number[] }[] } };
    expect(got.robust?.models).toHaveLength(models.length);
    expect(got.plan.dates).toHaveLength(2);
    expect(report).toMatchObject({ status: 0, stderr: '' });
    const names = [...(unzip(readFileSync(join(cwd, 'r.xlsx')))['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(['Channels', 'Periods', 'Models', 'Side by side', 'plain']));
  });
});
