import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../core/model/evaluation.ts';
import { cli, ROOT, SAMPLE } from '../electron/cli/run-cli.ts';
import type { CliResult } from '../electron/cli/run-cli.ts';

const TRIALS = 4;
const ITERATIONS = 150;
const SIZE = ['--trials', String(TRIALS), '--iterations', String(ITERATIONS), '--seed', '3'];

interface RunJson {
  spec: { data: string; tuning: { trials: number; seed: number } };
  seed: number;
  version: string;
  timings: { evaluations: number; seconds: number; evaluationsPerSecond: number };
  convergence: Record<string, { converged: boolean }>;
  fronts: { automatic: number };
  models: { id: string; front: number; params: Record<string, number>; evaluation: Evaluation }[];
}

describe('mixwright tune', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mixwright-tune-'));
  let result: CliResult;
  let run: RunJson;
  let rows: string[];

  beforeAll(async () => {
    result = await cli(['tune', SAMPLE, ...SIZE, '--workers', '2', '--out', 'two'], { cwd: folder });
    run = JSON.parse(readFileSync(join(folder, 'two', 'run.json'), 'utf8')) as RunJson;
    rows = readFileSync(join(folder, 'two', 'candidates.csv'), 'utf8').trimEnd().split('\n');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints the summary on standard output and progress on standard error', () => {
    expect(result.status).toBe(0);
    const summary = result.json() as Record<string, unknown>;
    expect(summary).toMatchObject({
      state: 'finished', seed: 3, timings: { evaluations: TRIALS * ITERATIONS }, modelCount: run.models.length, bestModel: run.models[0],
      out: { run: join(folder, 'two', 'run.json'), candidates: join(folder, 'two', 'candidates.csv') },
    });
    expect(result.stderr).toMatch(/600 of 600 evaluations/);
  });

  it('writes run.json with everything that is needed to tell and repeat it', () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
    expect(run).toMatchObject({ version, seed: 3, spec: { data: `${ROOT}examples/weekly.csv`, tuning: { trials: TRIALS, seed: 3 } } });
    const { evaluations, seconds, evaluationsPerSecond } = run.timings;
    expect(evaluationsPerSecond).toBeCloseTo(evaluations / seconds, 6);
    expect(Object.keys(run.convergence)).toEqual(['nrmse', 'decompRssd']);
    expect(run.models.length).toBeGreaterThan(0);
    expect(Math.max(...run.models.map(({ front }) => front))).toBeLessThanOrEqual(run.fronts.automatic);
    expect(readdirSync(join(folder, 'two')).sort()).toEqual(['candidates.csv', 'run.json']);
  });

  it('writes candidates.csv with one row per candidate, which agree with the models', () => {
    expect(rows).toHaveLength(1 + TRIALS * ITERATIONS);
    const header = (rows[0] ?? '').split(',');
    expect(header.slice(0, 10)).toEqual(
      ['trial', 'iteration', 'nrmse', 'decompRssd', 'mape', 'nrmseTrain', 'nrmseValidation', 'nrmseTest', 'front', 'score']);
    for (const { id, params, evaluation } of run.models) {
      const [trial = 0, iteration = 0] = id.split('_').map(Number);
      const cells = (rows[(trial - 1) * ITERATIONS + iteration] ?? '').split(',').map(Number);
      const value = (name: string): number => cells[header.indexOf(name)] ?? Number.NaN;
      expect([value('trial'), value('iteration')]).toEqual([trial, iteration]);
      for (const [name, parameter] of Object.entries(params)) expect(value(name)).toBe(parameter);
      // The same fit, summed up in another place: differences are of rounding.
      expect(value('nrmse') / (evaluation.nrmse.validation ?? evaluation.nrmse.train)).toBeCloseTo(1, 10);
      expect(value('decompRssd') / evaluation.decompRssd).toBeCloseTo(1, 10);
    }
  });

  it('gives the same bits on one and on three workers', async () => {
    for (const workers of ['1', '3']) {
      const other = await cli(['tune', SAMPLE, ...SIZE, '--workers', workers, '--out', workers, '--quiet'], { cwd: folder });
      expect(other).toMatchObject({ status: 0, stderr: '' });
      expect(readFileSync(join(folder, workers, 'candidates.csv'), 'utf8').trimEnd().split('\n')).toEqual(rows);
      expect((JSON.parse(readFileSync(join(folder, workers, 'run.json'), 'utf8')) as RunJson).models).toEqual(run.models);
    }
  });

  it('is read back by select, which comes to the same fronts and scores', async () => {
    const selected = (await cli(['select', '--candidates', 'two/candidates.csv'], { cwd: folder })).json() as { front: (number | null)[]; score: number[] };
    const cells = rows.slice(1).map((row) => row.split(','));
    expect(selected.front).toEqual(cells.map((row) => (row[8] === '' ? null : Number(row[8]))));
    expect(selected.score).toEqual(cells.map((row) => Number(row[9])));
  });

  it.each(['html', 'csv', 'json'])('is reported on as %s', async (format) => {
    const { id } = run.models[1] ?? { id: '' };
    const report = await cli(['report', 'two', '--model', id, '--format', format, '--out', `reports/${format}/r.${format}`], { cwd: folder });
    expect(report.stderr).toBe('');
    expect(report.json()).toMatchObject({ format, model: id });
    const text = readFileSync(join(folder, 'reports', format, `r.${format}`), 'utf8');
    if (format === 'html') expect(text).toContain(`model ${id}`);
    else if (format === 'csv') expect(text.split('\r\n')[0]).toMatch(/^date,actual,fitted,residual,/);
    else expect((JSON.parse(text) as { model: { evaluation: Evaluation } }).model.evaluation.decompRssd).toBe(run.models[1]?.evaluation.decompRssd);
  });

  it('refuses a report once the table was changed, or on a model that is not there', async () => {
    const changed = join(folder, 'changed');
    mkdirSync(changed);
    writeFileSync(join(changed, 'run.json'), JSON.stringify({ ...run, data: { path: run.spec.data, sha256: 'other' } }));
    const report = await cli(['report', 'changed', '--format', 'json', '--out', 'x.json'], { cwd: folder });
    expect(report).toMatchObject({ status: 2, stdout: '' });
    expect(report.stderr).toContain('RUN_DATA_CHANGED');
    const missing = await cli(['report', 'two', '--model', '99_1', '--format', 'json', '--out', 'x.json'], { cwd: folder });
    expect(missing).toMatchObject({ status: 2, stdout: '' });
    expect(missing.stderr).toContain('MODEL_NOT_FOUND');
    expect(readdirSync(folder)).not.toContain('x.json');
  });
});
