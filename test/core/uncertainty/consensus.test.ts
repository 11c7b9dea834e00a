import { describe, expect, it } from 'vitest';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { emptyCandidates } from '../../../core/selection/candidates.ts';
import type { CandidateColumns } from '../../../core/selection/candidates.ts';
import { quantile } from '../../../core/selection/quantile.ts';
import { select } from '../../../core/selection/select.ts';
import type { Selection } from '../../../core/selection/selection.ts';
import { bootstrapDraws } from '../../../core/uncertainty/bootstrap.ts';
import { CONSENSUS_WIDENING, consensusOf, plausibleCandidates } from '../../../core/uncertainty/consensus.ts';
import type { Estimate } from '../../../core/uncertainty/widened.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

const { prepared } = loadWeekly('geometric', (spec) => {
  spec.tuning.ridge = 'pooled';
});
const paid = prepared.media.filter(({ kind }) => kind === 'paid');
const models = golden<{ adstock: string; params: CandidateParameters }[]>('models.json')
  .filter(({ adstock }) => adstock === 'geometric').slice(0, 3).map(({ params }) => ({ ...params, train_size: 1 }));
const consensus = consensusOf(prepared, models, 7);

function estimates({ channels, paid: total, paidShare }: typeof consensus): Estimate[] {
  return [
    total, paidShare,
    ...channels.flatMap(({ contribution, roas, curve }) => [
      contribution, ...(roas === null ? [] : [roas]),
      ...curve.spend.map((_, k): Estimate => ({ estimate: curve.estimate[k] ?? NaN, lower: curve.lower[k] ?? NaN, upper: curve.upper[k] ?? NaN })),
    ]),
  ];
}

describe('what the plausible models say together', () => {
  it('has the same bits for the same seed, others for another', () => {
    expect(consensusOf(prepared, models, 7)).toEqual(consensus);
    expect(consensusOf(prepared, models, 8)).not.toEqual(consensus);
  });

  it('has the channels in the order of the project file and counts its draws', () => {
    expect(consensus.channels.map(({ channel }) => channel)).toEqual(paid.map(({ name }) => name));
    // Ten resamples with the penalty and ten without per model.
    expect(consensus).toMatchObject({ level: 0.9, covers: 'sampling and models', models: 3, draws: 60, widening: CONSENSUS_WIDENING });
  });

  it('has every estimate inside its interval, and no end below 0', () => {
    const all = estimates(consensus);
    expect(all.length).toBeGreaterThan(17 * paid.length);
    for (const { estimate, lower, upper } of all) {
      expect(lower).toBeLessThanOrEqual(estimate);
      expect(upper).toBeGreaterThanOrEqual(estimate);
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(upper).toBeLessThan(Infinity);
    }
  });

  it('of one model, told twice, is what that model\'s own draws say', () => {
    const [model = {}] = models;
    const { channels, paid: total } = consensusOf(prepared, [model, model], 5);
    // Streams 10 and 11 for the two of them: seed · models + place.
    const drawn = [10, 11].flatMap((seed) => (['own', 'none'] as const).map((penalty) => bootstrapDraws(prepared, model, { resamples: 10, seed, penalty })));
    const effects = paid.map(({ term }) => Float64Array.from(drawn.flatMap(({ draws, estimate, sums }) =>
      Array.from({ length: 10 }, (_, r) => (draws[r * estimate.length + 1 + term] ?? NaN) * (sums[term] ?? NaN)))));
    channels.forEach(({ contribution }, i) => {
      const values = effects[i] ?? new Float64Array();
      const median = quantile(values, 0.5);
      expect(contribution.estimate).toBe(median);
      expect(contribution.upper).toBe(median + CONSENSUS_WIDENING * (quantile(values, (1 + 0.9) / 2) - median));
      expect(contribution.lower).toBe(Math.max(0, median + CONSENSUS_WIDENING * (quantile(values, (1 - 0.9) / 2) - median)));
    });
    const totals = effects[0]?.map((_, r) => effects.reduce((sum, values) => sum + (values[r] ?? NaN), 0)) ?? new Float64Array();
    expect(total.estimate).toBe(quantile(totals, 0.5));
  });

  it('tells ROAS and share as contributions over spend and response, and curves that start at 0 and rise', () => {
    const window = (values: Float64Array, offset = 0): number =>
      values.subarray(offset + prepared.windowStart, offset + prepared.windowStart + prepared.windowRows).reduce((a, b) => a + b, 0);
    consensus.channels.forEach(({ spend, contribution, roas, curve }, i) => {
      expect(spend).toBe(window(prepared.spend, i * prepared.rows));
      for (const end of ['estimate', 'lower', 'upper'] as const) {
        expect((roas?.[end] ?? NaN) * spend).toBeCloseTo(contribution[end], 4); // one rounding of up to 1e7
        const values = curve[end];
        // Carry-over keeps responding when nothing is spent, so the start is at 0 or above.
        expect(values[0]).toBeGreaterThanOrEqual(0);
      }
      expect(curve.spend[0]).toBe(0);
      expect(curve.spend[8]).toBeCloseTo(spend / prepared.windowRows, 6); // the mean
      expect(curve.estimate.every((value, k) => k === 0 || value >= (curve.estimate[k - 1] ?? NaN))).toBe(true);
    });
    expect(consensus.paidShare.estimate * window(prepared.response)).toBeCloseTo(consensus.paid.estimate, 4);
  });

  it('has no ROAS where nothing was spent', () => {
    const silent: PreparedData = { ...prepared, spend: prepared.spend.slice().fill(0, 0, prepared.rows) };
    const { channels } = consensusOf(silent, models.slice(0, 1), 1);
    expect(channels.map(({ roas }) => roas === null)).toEqual(paid.map((_, i) => i === 0));
  });

  it('lets models that disagree widen it: two far apart hold both', () => {
    const low = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower }) => lower));
    const high = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ upper }) => upper));
    const ends = [low, high].map((params) => ({ ...params, lambda: 0, train_size: 1 }));
    const [one, other] = ends.map((params) => consensusOf(prepared, [params], 3));
    const both = consensusOf(prepared, ends, 3);
    both.channels.forEach(({ contribution }, i) => {
      const medians = [one, other].map((each) => each?.channels[i]?.contribution.estimate ?? NaN);
      expect(contribution.lower).toBeLessThanOrEqual(Math.min(...medians) + 1e-9 * Math.max(...medians)); // rounding where both agree
      expect(contribution.upper).toBeGreaterThanOrEqual(Math.max(...medians) * (1 - 1e-9));
    });
  });
});

describe('plausible candidates', () => {
  /** `count` candidates along a curve from good NRMSE with bad RSSD to the reverse. */
  function candidatesOf(nrmse: (i: number) => number, decompRssd: (i: number) => number, count: number): CandidateColumns {
    const candidates = emptyCandidates(count);
    for (let i = 0; i < count; i++) {
      candidates.trial[i] = 1;
      candidates.iteration[i] = i + 1;
      candidates.nrmse[i] = nrmse(i);
      candidates.decompRssd[i] = decompRssd(i);
      candidates.nrmseTrain[i] = nrmse(i);
    }
    candidates.nrmseValidation.fill(NaN);
    candidates.nrmseTest.fill(NaN);
    return candidates;
  }

  it('are taken evenly from the chosen fronts by score, and from what predicts nearly as well as the best', () => {
    // 100 candidates: fronts hold the first 40; the least NRMSE, 1, is at the end, and 1.3 is reached by the last 31.
    const candidates = candidatesOf((i) => (199 - i) / 100, () => 0, 100);
    const selection: Selection = {
      front: Array.from({ length: 100 }, (_, i) => (i < 40 ? 1 : null)), score: Array.from({ length: 100 }, (_, i) => i),
      automaticFronts: 1, considered: 40, convergence: {}, notes: [],
    };
    // 40 models in 10 parts of 4: the third of each.
    const fronts = Array.from({ length: 10 }, (_, i) => 4 * i + 2);
    const predicting = Array.from({ length: 31 }, (_, i) => 99 - i);
    expect(plausibleCandidates(candidates, selection)).toEqual([...fronts, ...predicting]);
    // Twice as many within 30 %, 61: 40 of them, from the best to the worst.
    const closer = plausibleCandidates(candidatesOf((i) => (299 - i) / 200, () => 0, 100), selection).slice(10);
    expect([closer.length, closer[0], closer.at(-1)]).toEqual([40, 99, 39]);
  });

  it('are each taken once where both are the same', () => {
    const candidates = candidatesOf((i) => 100 + i, (i) => i, 8);
    const selection: Selection = {
      front: Array.from({ length: 8 }, () => 1), score: Array.from({ length: 8 }, (_, i) => i), automaticFronts: 1, considered: 8, convergence: {}, notes: [],
    };
    expect(plausibleCandidates(candidates, selection)).toEqual(Array.from({ length: 8 }, (_, i) => i));
  });

  it('are those that agree with lift studies, where there are any', () => {
    const candidates = candidatesOf((i) => 100 + i, (i) => i, 30);
    // The least errors are those of candidates that the studies filtered out.
    const front = Array.from({ length: 30 }, (_, i) => (i < 10 ? null : 1));
    const selection: Selection = { front, score: Array.from({ length: 30 }, () => 1), automaticFronts: 0, considered: 20, convergence: {}, notes: [] };
    expect(plausibleCandidates(candidates, selection)[0]).toBe(0);
    candidates.mape.fill(0.5);
    expect(plausibleCandidates(candidates, selection).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 10 + i));
  });

  it('never hold a candidate whose NRMSE is not defined', () => {
    const candidates = candidatesOf((i) => (i % 3 === 0 ? Infinity : 1 + i), (i) => 50 - i, 50);
    const found = plausibleCandidates(candidates, select(candidates));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((i) => Number.isFinite(candidates.nrmse[i]))).toBe(true);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toContain(1); // the least NRMSE
  });
});
