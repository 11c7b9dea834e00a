import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../../core/model/candidate.ts';
import { evaluateCandidate } from '../../../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../../../core/model/evaluation.ts';
import { paramsToVector } from '../../../../core/model/params.ts';
import type { PreparedData } from '../../../../core/model/prepared.ts';
import { METRICS } from '../../../../core/tuning/trial-result.ts';
import { fromWire, toWire } from '../../../../electron/contract/wire.ts';
import { completePrepared } from '../../../../electron/backend/store/prepared.ts';
import type { StoredPrepared } from '../../../../electron/backend/store/prepared.ts';
import { golden, loadWeekly } from '../../../fixtures/weekly.ts';

const LATER = ['ridge', 'rssdObjective', 'validation', 'refresh', 'choices'] as const;
const { prepared } = loadWeekly('geometric', (spec) => {
  spec.calibration = [
    { channels: ['tv'], from: '2024-03-06', to: '2024-04-28', lift: 900_000, scope: 'immediate' },
    { channels: ['social', 'video'], from: '2025-01-06', to: '2025-02-16', lift: 700_000, scope: 'total' },
  ];
});
const params = golden<{ adstock: string; params: CandidateParameters }[]>('models.json').filter(({ adstock }) => adstock === 'geometric').map((model) => model.params);

/** As schema 1 stored it, through the bytes it was stored as. */
function old(): StoredPrepared {
  const kept = Object.fromEntries(Object.entries(prepared).filter(([key]) => !(LATER as readonly string[]).includes(key)));
  const studies = prepared.studies.map((study) => Object.fromEntries(Object.entries(study).filter(([key]) => key !== 'weight')));
  return fromWire(toWire({ ...kept, studies })) as StoredPrepared;
}

describe('prepared data of schema 1', () => {
  it('lacks what came later, and gets the reference\'s ways', () => {
    expect(Object.keys(old())).not.toEqual(expect.arrayContaining(['ridge']));
    expect(completePrepared(old())).toMatchObject({
      ridge: 'zero', rssdObjective: true, refresh: null,
      validation: { scheme: 'holdout', features: 'whole_table', tuningRows: prepared.windowRows, folds: [], baselines: [], refitBaseline: -1 },
      studies: [{ lift: 900_000, weight: 0.5 }, { lift: 700_000, weight: 0.5 }],
    });
    expect(Object.keys(completePrepared(old())).sort()).toEqual(Object.keys(prepared).sort());
  });

  it('evaluates as a holdout does, bit for bit', () => {
    // The fixture is the golden project file: a holdout, every term toward 0, studies alike.
    expect(prepared.ridge).toBe('zero');
    const complete = completePrepared(old());
    const evaluator = createEvaluator(complete);
    for (const candidate of params.slice(0, 5)) {
      const expected = evaluateCandidate(prepared, candidate);
      expect(evaluateCandidate(complete, candidate)).toEqual(expected);
      const out = new Float64Array(METRICS.length);
      evaluator.evaluate(paramsToVector(complete.space, candidate), out);
      expect([...out.subarray(0, 3)]).toEqual([expected.nrmse.validation ?? expected.nrmse.train, expected.decompRssd, expected.mape]);
    }
  });

  it('without studies stays without', () => {
    expect(completePrepared({ ...old(), studies: [] }).studies).toEqual([]);
  });

  it('leaves what is complete as it is', () => {
    const full: PreparedData = { ...prepared, ridge: 'pooled', rssdObjective: false, studies: prepared.studies.map((study, i) => ({ ...study, weight: i === 0 ? 0.9 : 0.1 })) };
    expect(completePrepared(full)).toEqual(full);
  });
});
