import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCandidates } from '../../core/selection/candidates-csv.ts';
import { select } from '../../core/selection/select.ts';

interface GoldenCuts {
  cuts: string[];
  n: number[];
  median: number[];
  std: number[];
  med_thres: number[];
  first_sd_avg: number[];
  flag_med: boolean[];
  flag_sd: boolean[];
}

interface GoldenSelection {
  calibrationConstraint?: number;
  considered: number;
  front: (number | null)[];
  score: number[];
  automaticFronts: number;
  convergence: Record<string, GoldenCuts>;
}

const read = (name: string): string => readFileSync(new URL(`../fixtures/golden/${name}`, import.meta.url), 'utf8');
const golden = JSON.parse(read('select.json')) as Record<'uncalibrated' | 'calibrated', GoldenSelection>;
const { candidates } = readCandidates(read('candidates.csv'));
const names: Record<string, string> = { 'NRMSE': 'nrmse', 'DECOMP.RSSD': 'decompRssd', 'MAPE': 'mape' };

describe.each([
  { kind: 'uncalibrated' as const, given: { ...candidates, mape: new Float64Array(candidates.mape.length) } },
  { kind: 'calibrated' as const, given: candidates },
])('selection as the reference does it, $kind', ({ kind, given }) => {
  const expected = golden[kind];
  const constraint = expected.calibrationConstraint;
  const selection = select(given, constraint === undefined ? {} : { calibrationConstraint: constraint });

  it('has the same fronts', () => {
    expect(selection.considered).toBe(expected.considered);
    expect(selection.front).toEqual(expected.front);
    expect(selection.automaticFronts).toBe(expected.automaticFronts);
    expect(selection.notes).toEqual([]);
  });

  it('has the same error scores', () => {
    expect(selection.score.length).toBe(expected.score.length);
    const worst = selection.score.reduce((most, score, i) => Math.max(most, Math.abs(score - (expected.score[i] ?? Number.NaN))), 0);
    // The tolerance the golden README names.
    expect(worst).toBeLessThan(1e-9);
  });

  it('judges convergence the same', () => {
    expect(Object.keys(selection.convergence).sort()).toEqual(Object.keys(expected.convergence).map((name) => names[name]).sort());
    for (const [name, table] of Object.entries(expected.convergence)) {
      const found = selection.convergence[names[name] ?? ''];
      expect(found?.cuts.map((cut) => cut.iteration)).toEqual(table.cuts.map(Number));
      expect(found?.cuts.map((cut) => cut.count)).toEqual(table.n);
      expect(found?.converged).toBe(table.flag_med.at(-1) === true && table.flag_sd.at(-1) === true);
      // Printed with 16 digits; sums taken in another order differ in the last few.
      found?.cuts.forEach((cut, k) => {
        expect(cut.median).toBeCloseTo(table.median[k] ?? Number.NaN, 12);
        expect(cut.sd).toBeCloseTo(table.std[k] ?? Number.NaN, 12);
      });
      expect(found?.sdThreshold).toBeCloseTo(table.first_sd_avg[0] ?? Number.NaN, 12);
      expect(found?.medianThreshold).toBeCloseTo(table.med_thres[0] ?? Number.NaN, 12);
    }
  });
});
