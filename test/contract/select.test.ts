import { describe, expect, it } from 'vitest';
import { cli, GOLDEN } from '../electron/cli/run-cli.ts';
import { goldenJson } from './golden.ts';

interface GoldenSelection { calibrated: boolean; considered: number; front: (number | null)[]; score: number[]; automaticFronts: number }

describe('mixwright select', () => {
  it.each([
    ['without a constraint, calibration left aside', 'uncalibrated', []],
    ['with a constraint', 'calibrated', ['--calibration-constraint', '0.5']],
  ] as const)('gives the golden fronts, scores and number of fronts %s', async (_, name, options) => {
    const wanted = (goldenJson('select.json') as Record<string, GoldenSelection>)[name];
    const result = await cli(['select', '--candidates', `${GOLDEN}candidates.csv`, ...options]);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const got = result.json() as GoldenSelection & { convergence: Record<string, { converged: boolean }> };
    expect(got.front).toEqual(wanted?.front);
    expect(got.automaticFronts).toBe(wanted?.automaticFronts);
    expect(got.considered).toBe(wanted?.considered);
    // The README asks for 1e-9.
    const worst = got.score.reduce((most, score, i) => Math.max(most, Math.abs(score - (wanted?.score[i] ?? Number.NaN))), 0);
    expect(worst).toBeLessThanOrEqual(1e-9);
    expect(Object.keys(got.convergence)).toEqual(['nrmse', 'decompRssd', ...(name === 'calibrated' ? ['mape'] : [])]);
    expect(typeof got.convergence['nrmse']?.converged).toBe('boolean');
  });
});
