import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MethodComparison } from '../../../core/comparison/compare.ts';
import { temporaryFolder } from '../backend/temporary.ts';
import { cli, GOLDEN, SAMPLE } from './run-cli.ts';

/** No Prophet: its baseline lies in the table. */
const SPEC = `${GOLDEN}weekly.geometric.spec.json`;
const QUICK = ['--methods', 'two_points_de,random', '--trials', '2', '--iterations', '60', '--quiet'];

type Result = MethodComparison & { state: string; options: object; own: string; trialsDone: number; seconds: number; workers: number };

/** But for the seconds, which are never the same twice. */
const figures = ({ methods }: Result) => methods.map(({ method, final, finals }) => ({
  method, final, finals: finals.map(({ evaluations, hypervolume, nrmse, error }) => ({ evaluations, hypervolume, nrmse, error })),
}));

describe('mixwright compare-methods', () => {
  it('prints the verdict, bands and matrix, the same on one and two workers; FILE gets the same', async () => {
    const out = join(temporaryFolder(), 'new', 'comparison.json');
    const [one, two] = await Promise.all([
      cli(['compare-methods', SPEC, ...QUICK, '--seed', '4', '--workers', '1', '--out', out]), cli(['compare-methods', SPEC, ...QUICK, '--seed', '4', '--workers', '2']),
    ]);
    expect(one).toMatchObject({ status: 0, stderr: '' });
    const result = one.json() as Result;
    expect(result).toMatchObject({
      state: 'finished', options: { methods: ['two_points_de', 'random'], trials: 2, iterations: 60, seed: 4 }, own: 'two_points_de', trialsDone: 4, workers: 1,
    });
    expect(result.methods.map(({ method, trials }) => [method, trials])).toEqual([['two_points_de', 2], ['random', 2]]);
    expect(result.axes.evaluations.at(-1)).toBe(60);
    for (const { bands } of result.methods) {
      for (const axis of ['evaluations', 'seconds'] as const) expect(bands.hypervolume[axis].median).toHaveLength(result.axes[axis].length);
    }
    const [there, back] = [result.beats.hypervolume[0]?.[1]?.probability ?? NaN, result.beats.hypervolume[1]?.[0]?.probability ?? NaN];
    expect(there + back).toBe(1); // quarters: exact
    expect(result.verdict.text).not.toBe('');
    expect(result.warnings[0]).toContain('With 2 trials per method');
    expect(figures(two.json() as Result)).toEqual(figures(result));
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(result);
  });

  it('cancelled, tells of the finished trials; exit status 130', async () => {
    const result = await cli(['compare-methods', SPEC, '--methods', 'two_points_de,random', '--trials', '40', '--iterations', '1500', '--workers', '2'], { interruptAt: /evaluations/ });
    expect(result.status).toBe(130);
    expect(result.stderr).toMatch(/Cancelled: \d+ of 80 trials/);
    const { state, trialsDone, methods } = result.json() as Result;
    expect(state).toBe('stopped');
    expect(methods.reduce((sum, { trials }) => sum + trials, 0)).toBe(trialsDone);
    expect(trialsDone).toBeLessThan(80);
  });

  it('refuses a method that cannot search the project, with the reason', async () => {
    const spec = JSON.parse(readFileSync(SAMPLE, 'utf8')) as object;
    const file = join(temporaryFolder(), 'choices.json');
    writeFileSync(file, JSON.stringify({ ...spec, choices: { 'tv.adstock': ['geometric', 'weibull_pdf'] } }));
    const result = await cli(['compare-methods', file, '--data', SAMPLE.replace('.json', '.csv'), '--methods', 'random,cma_es']);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('CMA-ES cannot search choices');
  });

  it.each([
    [['compare-methods'], 'SPEC is missing'],
    [['compare-methods', SAMPLE], '--methods'],
    [['compare-methods', SAMPLE, '--methods', 'random,nsga'], 'Did you mean "nsga2"?'],
    [['compare-methods', SAMPLE, '--methods', 'random,de', '--iterations', '20001'], '20000 at most'],
    [['compare-methods', SAMPLE, '--methods', 'random,de', '--out', join(SAMPLE, 'x.json')], 'OUT_NOT_A_FOLDER'],
    [['compare-methods', SAMPLE, '--method', 'random'], 'Did you mean "--methods"?'],
  ])('%j: exit status 2 with the place and the mend, nothing on standard output', async (args, words) => {
    const result = await cli(args);
    expect(result.stderr).toContain(words);
    expect(result).toMatchObject({ status: 2, stdout: '' });
  });
});
