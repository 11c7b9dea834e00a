import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_MOUNT, temporaryFolder, tinyDisk } from '../backend/temporary.ts';
import { cli, GOLDEN, SAMPLE } from './run-cli.ts';

const SPEC = JSON.parse(readFileSync(`${GOLDEN}weekly.geometric.spec.json`, 'utf8')) as Record<string, unknown>;
const TABLE = readFileSync(`${GOLDEN}weekly.prepared.csv`, 'utf8');
const QUICK = ['--trials', '2', '--iterations', '60', '--workers', '1', '--quiet'];

/** The golden project with changes, in a folder of its own. */
function project(spec: Record<string, unknown>, table = TABLE): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'weekly.prepared.csv'), table);
  writeFileSync(join(folder, 'spec.json'), JSON.stringify({ ...SPEC, ...spec }));
  return join(folder, 'spec.json');
}

const changed = (change: (rows: string[]) => string[]): string => change(TABLE.trimEnd().split('\n')).join('\n');

describe('the command line', () => {
  it('helps and tells its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await cli(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    const help = await cli(['--help']);
    expect(help.status).toBe(0);
    for (const name of ['tune', 'evaluate', 'allocate', 'select', 'report', 'serve']) expect(help.stdout).toContain(`${name} `);
    expect((await cli(['tune', '--help'])).stdout).toContain('--iterations');
  });

  it.each([
    [['tunee'], 'Did you mean "tune"?'],
    [['tune', SAMPLE, '--trails', '3'], 'Did you mean "--trials"?'],
    [['tune'], 'SPEC is missing'],
    [['tune', SAMPLE, '--trials'], '--trials needs a value'],
    [['tune', SAMPLE, '--trials', 'many'], 'got "many"'],
    [['tune', SAMPLE, '--trials', '2.5'], 'tuning.trials'],
    [['tune', SAMPLE, '--method', 'two_point_de'], 'tuning.method'],
    [['tune', SAMPLE, 'more'], 'one argument too many'],
    [['tune', 'nowhere.json'], 'nowhere.json'],
    [['evaluate', SAMPLE], '--params'],
    [['allocate'], 'SPEC is missing'],
    [['select', '--candidates', 'nowhere.csv'], 'nowhere.csv'],
    [['select', '--candidates', `${GOLDEN}candidates.csv`, '--calibration-constraint', '2'], 'from 0 to 1'],
    [['report', GOLDEN, '--format', 'pdf', '--out', 'x'], 'not available yet'],
    [['report', GOLDEN, '--format', 'docx', '--out', 'x'], 'html, xlsx, csv, summary, json'],
    [['report', GOLDEN, '--format', 'html', '--out', 'x'], 'run.json'],
    [['serve', '--port', '99999'], '65535'],
    [['tune', SAMPLE, '--sum-over', 'region'], 'DATA_NO_SUCH_COLUMN: column "region"'],
    [['tune', SAMPLE, '--date-column', 'weak'], 'Did you mean "week"?'],
    [['tune', SAMPLE, '--blanks-as-zero=yes'], 'takes no value'],
    [['report', GOLDEN, '--sum-over', 'geo'], 'has no option --sum-over'],
  ])('%j: exit status 2 with the place and the mend, nothing on standard output', async (args, words) => {
    const result = await cli(args);
    expect(result.stderr).toContain(words);
    expect(result).toMatchObject({ status: 2, stdout: '' });
  });

  it('takes relative paths from the caller\'s folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'problem.json'), '{}');
    const { stderr } = await cli(['allocate', '--problem', 'problem.json'], { cwd: folder });
    expect(stderr).toContain('channels');
  });
});

describe('bad input', () => {
  it.each([
    ['an empty table', {}, '', 'DATA_EMPTY', /./],
    ['a header only', {}, changed((rows) => rows.slice(0, 1)), 'DATA_HEADER_ONLY', /./],
    ['text in a number column', {}, changed((rows) => rows.with(40, (rows[40] ?? '').replace(/^([^,]*,[^,]*),[^,]*/, '$1,lots'))), 'DATA_BAD_NUMBER', /row 41, column "tv_spend"/],
    ['two rows for a week', {}, changed((rows) => rows.toSpliced(40, 0, rows[40] ?? '')), 'DATA_DUPLICATE_PERIOD', /row 4[12]/],
    ['a missing week', {}, changed((rows) => rows.toSpliced(40, 1)), 'DATA_MISSING_PERIOD', /./],
    ['a channel of zeros', {}, changed((rows) => rows.map((row, i) => (i === 0 ? row : row.replace(/^([^,]*,[^,]*),[^,]*/, '$1,0')))), 'DATA_ALL_ZERO', /tv_spend/],
    ['an unknown key', { adstok: 'geometric' }, TABLE, 'SPEC_UNKNOWN_KEY', /adstok.*"adstock"/],
    ['a column that is not there', { date: 'weak' }, TABLE, 'SPEC_NO_SUCH_COLUMN', /weak.*"week"/],
    ['a range upside down', { lambda: [1, 0] }, TABLE, 'SPEC_RANGE', /lambda/],
    ['a window of ten rows', { window: { from: '2022-01-03', to: '2022-03-07' } }, TABLE, 'SPEC_TOO_FEW_ROWS', /window/],
    ['a window outside the data', { window: { from: '2032-01-03', to: '2032-03-07' } }, TABLE, 'SPEC_WINDOW_OUTSIDE', /window/],
  ])('%s: %#', async (_, spec, table, code, place) => {
    const path = project(spec, table);
    const out = join(path, '..', 'out');
    const result = await cli(['tune', path, '--out', out, ...QUICK]);
    expect(result.stderr).toContain(code);
    expect(result.stderr).toMatch(place);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  it('an output folder that is read-only: told before the work', async (context) => {
    const disk = tinyDisk(1_000_000);
    if (disk === null) return context.skip(NO_MOUNT);
    disk.makeReadOnly();
    const result = await cli(['tune', project({}), '--out', join(disk.folder, 'run'), ...QUICK]);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('OUT_READ_ONLY');
  });

  it('a full disk: nothing half-written, what was there stays', async (context) => {
    const disk = tinyDisk(60_000);
    if (disk === null) return context.skip(NO_MOUNT);
    const out = join(disk.folder, 'run');
    mkdirSync(out);
    writeFileSync(join(out, 'run.json'), 'before');
    const result = await cli(['tune', project({}), '--out', out, ...QUICK]);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('OUT_FULL');
    expect(readdirSync(out)).toEqual(['run.json']);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe('before');
  });

  it('an output folder that is a file', async () => {
    const path = project({});
    const result = await cli(['tune', path, '--out', path, ...QUICK]);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('OUT_NOT_A_FOLDER');
  });
});

describe('how the table is read', () => {
  interface Run { data: { options: object }; models: { id: string; params: object; evaluation: object }[] }
  const runOf = (folder: string): Run => JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Run;

  it('reads blanks as zero when told so: same models as with the zeros written, and a report on them', async () => {
    const channel = changed((rows) => rows.map((row, i) => (i % 9 === 1 ? row.replace(/^([^,]*,[^,]*),[^,]*/, '$1,0') : row)));
    const blanks = channel.split('\n').map((row) => row.replace(/^([^,]*,[^,]*),0,/, '$1,,')).join('\n');
    expect(blanks).not.toBe(channel);
    const [written, left] = [project({}, channel), project({}, blanks)];
    const [a, b] = [join(written, '..', 'run'), join(left, '..', 'run')];
    expect((await cli(['tune', left, ...QUICK])).stderr).toContain('--blanks-as-zero');
    expect((await cli(['tune', written, '--out', a, ...QUICK])).status).toBe(0);
    expect((await cli(['tune', left, '--blanks-as-zero', '--out', b, ...QUICK])).status).toBe(0);
    expect(runOf(a).data.options).toEqual({});
    expect(runOf(b).data.options).toEqual({ blanksAsZero: true });
    expect(runOf(b).models).toEqual(runOf(a).models);
    expect((await cli(['report', b, '--format', 'json', '--out', join(b, 'report.json')])).stderr).toBe('');
  });

  it('sums up a table of regions', async () => {
    const regions = changed((rows) => rows.flatMap((row, i) => (i === 0 ? [`geo,${row}`] : [`north,${row}`, `south,${row}`])));
    const path = project({}, regions);
    const out = join(path, '..', 'run');
    expect((await cli(['tune', path, ...QUICK])).stderr).toContain('--sum-over geo');
    expect(await cli(['tune', path, '--sum-over', 'geo', '--date-column', 'week', '--out', out, ...QUICK])).toMatchObject({ status: 0, stderr: '' });
    expect(runOf(out).data.options).toEqual({ aggregateOver: 'geo', dateColumn: 'week' });
    const [best] = runOf(out).models;
    writeFileSync(join(out, 'params.json'), JSON.stringify([best?.params]));
    const evaluated = await cli(['evaluate', path, '--params', join(out, 'params.json'), '--sum-over', 'geo', '--quiet']);
    expect(evaluated.json()).toEqual([best?.evaluation]);
  });

  it('still reads a run.json written before the options were kept', async () => {
    const path = project({});
    const out = join(path, '..', 'run');
    await cli(['tune', path, '--out', out, ...QUICK]);
    const run = runOf(out);
    writeFileSync(join(out, 'run.json'), JSON.stringify({ ...run, data: { ...run.data, options: undefined } }));
    expect((await cli(['report', out, '--format', 'json', '--out', join(out, 'report.json')])).status).toBe(0);
  });
});

describe('Ctrl+C', () => {
  it('ends a run with 130 and keeps what its trials have come to', async () => {
    const path = project({});
    const out = join(path, '..', 'out');
    const result = await cli(['tune', path, '--trials', '40', '--iterations', '4000', '--workers', '2', '--out', out], { interruptAt: /evaluations/ });
    expect(result.status).toBe(130);
    expect(result.stderr).toContain('Cancelled');
    const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as { state: string; trialsDone: number; ends: { stopped?: number }; timings: { evaluations: number }; models: unknown[] };
    expect(run.state).toBe('stopped');
    expect(run.trialsDone).toBeLessThan(40);
    expect(run.ends.stopped).toBeGreaterThan(0);
    expect(run.models.length).toBeGreaterThan(0);
    const rows = readFileSync(join(out, 'candidates.csv'), 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(1 + run.timings.evaluations);
    expect(run.timings.evaluations).toBeGreaterThan(run.trialsDone * 4000);
  });
});
