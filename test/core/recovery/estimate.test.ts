import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../core/model/candidate.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import { estimateEffects } from '../../../core/recovery/estimate.ts';
import { candidatesOfTrials } from '../../../core/selection/candidates.ts';
import { paretoModels, select } from '../../../core/selection/select.ts';
import { createTrial } from '../../../core/tuning/trial.ts';
import { METRICS } from '../../../core/tuning/trial-result.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';
import { consensusOf, plausibleCandidates } from '../../../core/uncertainty/consensus.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const { prepared } = loadWeekly('geometric', (spec) => {
  spec.tuning.ridge = 'pooled';
});

function trialsOf(lengths: readonly number[]): TrialResult[] {
  const evaluator = createEvaluator(prepared);
  return lengths.map((iterations, i) => {
    const trial = createTrial(prepared, (params, out) => evaluator.evaluate(params, out), { trial: i + 1, seed: 3, method: 'two_points_de', iterations });
    trial.step(iterations);
    return trial.result();
  });
}

describe('what a run would tell', () => {
  // Trials of different length, as after a stop.
  const trials = trialsOf([60, 20, 40]);

  it('is the consensus of its plausible models, each found again in its trial', () => {
    const told = estimateEffects(prepared, trials, 9);
    const candidates = candidatesOfTrials(trials);
    const selection = select(candidates, { weights: prepared.weights, rssdObjective: true });
    const rows = trials.flatMap(({ iterations, width, values }) => Array.from({ length: iterations }, (_, i) => values.subarray(i * width + METRICS.length, (i + 1) * width)));
    const models = plausibleCandidates(candidates, selection).map((index) => vectorToParams(prepared.space, rows[index] ?? []));
    const { channels } = consensusOf(prepared, models, 9);
    expect(told.roas).toEqual(Object.fromEntries(channels.map(({ channel, roas }) => [channel, roas?.estimate ?? null])));
    expect(told.intervals['tv']).toEqual({ lower: channels[0]?.roas?.lower, upper: channels[0]?.roas?.upper });
    expect(told.params).toEqual(vectorToParams(prepared.space, rows[paretoModels(selection)[0] ?? -1] ?? []));
    expect(estimateEffects(prepared, trials, 9)).toEqual(told);
  });

  it('has neither estimate nor interval for a channel without spend', () => {
    const silent = { ...prepared, spend: prepared.spend.slice().fill(0, 0, prepared.rows) };
    const told = estimateEffects(silent, trials, 9);
    expect([told.roas['tv'], told.intervals['tv']]).toEqual([null, null]);
    expect(Object.values(told.roas).filter((value) => value === null)).toHaveLength(1);
  });

  it('needs a candidate', () => {
    expect(() => estimateEffects(prepared, [], 1)).toThrow(RangeError);
  });
});
