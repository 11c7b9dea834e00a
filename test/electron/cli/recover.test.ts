import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecoveryReplicate } from '../../../core/recovery/replicate.ts';
import type { RecoverySummary } from '../../../core/recovery/summary.ts';
import { temporaryFolder } from '../backend/temporary.ts';
import { cli, GOLDEN, SAMPLE } from './run-cli.ts';

/** No Prophet: its baseline lies in the table. */
const SPEC = `${GOLDEN}weekly.geometric.spec.json`;
const QUICK = ['--trials', '2', '--iterations', '60', '--quiet'];

type Result = Omit<RecoverySummary, 'replicates'> & {
  state: string; truth: { kind: string; model?: string | null }; options: object; replicatesDone: number; replicates: RecoveryReplicate[]; notes: string[];
};

describe('mixwright recover', () => {
  it('gives the same bits on one and two workers, per channel, by noise and overall', async () => {
    const args = ['recover', SPEC, '--replicates', '3', ...QUICK];
    const [one, two] = await Promise.all([cli([...args, '--workers', '1']), cli([...args, '--workers', '2'])]);
    expect(one).toMatchObject({ status: 0, stderr: '' });
    const { replicates, channels, overall, byNoise, verdict, state, truth, options } = one.json() as Result;
    expect({ state, truth, options }).toEqual({
      state: 'finished', truth: { kind: 'grid' }, options: { seed: expect.any(Number) as number, replicates: 3, trials: 2, iterations: 60, noise: ['low', 'medium', 'high'] },
    });
    expect(replicates.map(({ replicate, noise }) => [replicate, noise])).toEqual([[1, 'low'], [2, 'medium'], [3, 'high']]);
    expect((two.json() as Result).replicates).toEqual(replicates);
    expect(channels.map(({ name }) => name)).toEqual(replicates[0]?.channels.map(({ name }) => name));
    expect(byNoise).toHaveLength(3);
    expect(overall.rank).toBeGreaterThanOrEqual(-1);
    expect(['pass', 'look', 'fail']).toContain(verdict.level);
  });

  it('takes a model of a run for the truth, or hyperparameters from a file', async () => {
    const out = join(temporaryFolder(), 'run');
    const tuned = (await cli(['tune', SPEC, '--out', out, ...QUICK])).json() as { bestModel: { id: string; params: object; evaluation: { roi: Record<string, number> } } };
    const { id, params, evaluation } = tuned.bestModel;
    const args = ['recover', SPEC, '--replicates', '1', ...QUICK];
    const best = (await cli([...args, '--run', out])).json() as Result;
    expect(best.truth).toMatchObject({ kind: 'model', model: id });
    expect(best.replicates[0]).toMatchObject({ noise: 'model' });
    // The hot path's exponentials are others (4e-16 each).
    for (const { name, truth } of best.replicates[0]?.channels ?? []) expect(truth).toBeCloseTo(evaluation.roi[name] ?? Number.NaN, 9);
    const named = (await cli([...args, '--run', out, '--model', id])).json() as Result;
    expect(named.replicates).toEqual(best.replicates);
    const file = join(out, 'params.json');
    writeFileSync(file, JSON.stringify(params));
    const given = (await cli([...args, '--params', file])).json() as Result;
    expect(given.replicates).toEqual(best.replicates);
    expect(await cli([...args, '--run', out, '--model', '99_1'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('MODEL_NOT_FOUND: --model') as string });

    writeFileSync(file, JSON.stringify({ ...params, 'tv.theta': -1 }));
    expect(await cli([...args, '--params', file])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('tv.theta') as string });
    writeFileSync(file, '[]');
    expect(await cli([...args, '--params', file])).toMatchObject({ status: 2, stderr: expect.stringContaining('Expected one candidate, got 0') as string });
    expect(await cli([...args, '--params', file, '--run', out])).toMatchObject({ status: 2, stderr: expect.stringContaining('both --run and --params') as string });
  });

  it('cancelled, tells of the finished replicates; exit status 130', async () => {
    const result = await cli(['recover', SPEC, '--replicates', '40', '--trials', '2', '--iterations', '1500', '--workers', '2'], { interruptAt: /evaluations/ });
    expect(result.status).toBe(130);
    expect(result.stderr).toMatch(/Cancelled: \d+ of 40 replicates/);
    const { state, replicatesDone, replicates } = result.json() as Result;
    expect(state).toBe('stopped');
    expect(replicates).toHaveLength(replicatesDone);
    expect(replicatesDone).toBeLessThan(40);
  });

  it.each([
    [['recover'], 'SPEC is missing'],
    [['recover', 'nowhere.json'], 'nowhere.json'],
    [['recover', SAMPLE, '--replicates', '0'], '--replicates: Expected a number of 1 or more'],
    [['recover', SAMPLE, '--replicates', '2.5'], 'whole number, got 2.5'],
    [['recover', SAMPLE, '--replicates', 'some'], 'got "some"'],
    [['recover', SAMPLE, '--trials', '0'], '--trials'],
    [['recover', SAMPLE, '--seed', '-1'], '--seed'],
    [['recover', SAMPLE, '--workers', '1.5'], '--workers'],
    [['recover', SAMPLE, '--noise', 'loud'], '"loud" is not a level of noise'],
    [['recover', SAMPLE, '--noise', 'low,model'], 'without a model'],
    [['recover', SAMPLE, '--model', '1_1'], 'Say --run RUN_DIR'],
    [['recover', SAMPLE, '--run', 'nowhere'], 'run.json'],
    [['recover', SAMPLE, '--run', GOLDEN], 'run.json'],
    [['recover', SAMPLE, '--params', SAMPLE], 'object of numbers'],
    [['recover', SAMPLE, '--replicate', '3'], 'Did you mean "--replicates"?'],
  ])('%j: exit status 2 with the place and the mend, nothing on standard output', async (args, words) => {
    const result = await cli(args);
    expect(result.stderr).toContain(words);
    expect(result).toMatchObject({ status: 2, stdout: '' });
  });
});
