import { expect, it } from 'vitest';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { liftStudyRows } from '../../../core/report/lift-studies.ts';
import type { LiftStudy } from '../../../core/spec/spec.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

const { studies, cases } = golden<{ studies: LiftStudy[]; cases: { adstock: 'geometric'; params: CandidateParameters }[] }>('calibration.json');
const params = cases[0]?.params ?? {};

function rows(calibration: LiftStudy[], by: 'equal' | 'confidence' = 'equal') {
  const { prepared, spec } = loadWeekly('geometric', (edited) => {
    edited.calibration = calibration;
    edited.tuning.lift_weights = by;
  });
  const evaluation = evaluateCandidate(prepared, params);
  return { found: liftStudyRows(prepared, spec.calibration, evaluation), evaluation, prepared };
}

it('puts predicted beside observed, with lift per spend', () => {
  const { found, evaluation } = rows(studies);
  expect(found.map(({ channels, scope }) => [channels, scope])).toEqual([
    [['tv'], 'immediate'], [['search'], 'total'], [['social', 'video'], 'total'], [['newsletter'], 'immediate']]);
  const [tv, , , newsletter] = found;
  expect(tv).toMatchObject({ observed: 900_000, spend: 95_520, spendFrom: 'study', weight: 0.25, from: '2024-03-04', to: '2024-04-28' });
  // Golden: 26,672.211978456024 predicted.
  expect(tv?.predicted).toBeCloseTo(26_672.212, 2);
  expect(tv?.roas.observed).toBeCloseTo(900_000 / 95_520, 12);
  expect(tv?.roas.predicted).toBeCloseTo(26_672.212 / 95_520, 6);
  expect(tv?.cpa.observed).toBeCloseTo(95_520 / 900_000, 12);
  expect(newsletter?.roas).toEqual({ observed: null, predicted: null }); // its spend is 0
  expect(found.reduce((sum, row) => sum + row.weight * row.error, 0)).toBeCloseTo(evaluation.mape, 12);
});

it('weighs by confidence', () => {
  const { found } = rows(studies, 'confidence');
  // 0.9 + 0.85 + 0.95 + 0.8 = 3.5
  expect(found.map(({ weight }) => Number((weight * 3.5).toFixed(9)))).toEqual([0.9, 0.85, 0.95, 0.8]);
});

it('takes the spend of the table where the study has none', () => {
  const bare = studies.map(({ spend: _spend, ...study }) => study);
  const { found } = rows(bare);
  // The golden studies were written with the spend of the rows they are read from.
  expect(found.slice(0, 3).map(({ spend, spendFrom }) => [Math.round(spend ?? 0), spendFrom])).toEqual([[95_520, 'table'], [153_185, 'table'], [296_312, 'table']]);
  expect(found[3]?.spend).toBeNull();
});

it('refuses studies of another project file', () => {
  const { prepared, evaluation } = rows(studies);
  expect(() => liftStudyRows(prepared, studies.slice(1), evaluation)).toThrow(RangeError);
});
