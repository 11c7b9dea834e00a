import { describe, expect, it } from 'vitest';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import type { CandidateParameters, Evaluation, LiftResult } from '../../core/model/evaluation.ts';
import type { AdstockKind, LiftStudy } from '../../core/spec/spec.ts';
import { golden, loadWeekly } from '../fixtures/weekly.ts';
import { differences } from './compare.ts';

interface Case {
  id: string;
  adstock: AdstockKind;
  params: CandidateParameters;
  evaluation: Omit<Evaluation, 'lift'> & { lift: (LiftResult & { predictedTotal: number })[] };
}

const { studies, cases } = golden<{ studies: LiftStudy[]; cases: Case[] }>('calibration.json');
// README of the golden files: 1e-6 relative.
const within = (expected: number, actual: number): boolean => Math.abs(actual - expected) <= 1e-6 * Math.abs(expected);

describe('lift studies of the reference', () => {
  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, { adstock, params, evaluation }) => {
    const { prepared } = loadWeekly(adstock, (spec) => {
      spec.calibration = studies;
    });
    const actual = evaluateCandidate(prepared, params);
    const expected = evaluation.lift.map(({ predicted, observed, mape }) => ({ predicted, observed, mape }));
    expect(differences(expected, actual.lift, within)).toEqual([]);
    expect(differences(evaluation.mape, actual.mape, within)).toEqual([]);
    // The rest is sums of response up to 1e8, near 0 at times: there rounding alone is 1e-8.
    const rest = { ...evaluation, lift: {} };
    expect(differences(rest, actual, (a, b) => within(a, b) || Math.abs(a - b) < 1e-6)).toEqual([]);
  });

  it.each(cases.map((each) => [each.id, each] as const))('%s, with carry-over', (_, { adstock, params, evaluation }) => {
    const { prepared } = loadWeekly(adstock, (spec) => {
      spec.calibration = studies.map((study) => ({ ...study, scope: 'total' }));
    });
    const predicted = evaluateCandidate(prepared, params).lift.map((lift) => lift.predicted);
    expect(differences(evaluation.lift.map((lift) => lift.predictedTotal), predicted, within)).toEqual([]);
  });
});
