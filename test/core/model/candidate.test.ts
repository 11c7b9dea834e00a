import { describe, expect, it } from 'vitest';
import { createEvaluator, METRIC_COUNT } from '../../../core/model/candidate.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { paramsToVector, vectorToParams } from '../../../core/model/params.ts';
import type { PreparedData, PreparedRefresh } from '../../../core/model/prepared.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { streamFor } from '../../../core/random/stream.ts';
import type { AdstockKind, LiftStudy } from '../../../core/spec/spec.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const ADSTOCKS: AdstockKind[] = ['geometric', 'weibull_cdf', 'weibull_pdf'];
const STUDIES: LiftStudy[] = [
  { channels: ['tv'], from: '2024-03-06', to: '2024-04-28', lift: 900_000, scope: 'immediate' },
  { channels: ['social', 'video'], from: '2025-01-06', to: '2025-02-16', lift: 700_000, scope: 'total' },
];

function drawn({ space }: PreparedData, seed: number, count: number): Float64Array[] {
  const stream = streamFor(seed, 1);
  return Array.from({ length: count }, () =>
    Float64Array.from(space.parameters, ({ lower, upper }) => lower + stream.uniform() * (upper - lower)));
}

function metrics(prepared: PreparedData, params: Float64Array): number[] {
  const out = new Float64Array(METRIC_COUNT);
  createEvaluator(prepared).evaluate(params, out);
  return Array.from(out);
}

const withStudies = (adstock: AdstockKind): PreparedData => loadWeekly(adstock, (spec) => {
  spec.calibration = STUDIES;
}).prepared;

describe('evaluator', () => {
  it.each(ADSTOCKS)('%s: gives the numbers of the full evaluation, whatever came before', (adstock) => {
    const prepared = withStudies(adstock);
    const evaluator = createEvaluator(prepared);
    const out = new Float64Array(METRIC_COUNT + 2).fill(-7);
    for (const params of drawn(prepared, 11, 40)) {
      evaluator.evaluate(params, out, 1);
      const full = evaluateCandidate(prepared, vectorToParams(prepared.space, params));
      expect(Array.from(out)).toEqual([-7, full.nrmse.validation, full.decompRssd, full.mape, full.nrmse.train, full.nrmse.validation, full.nrmse.test, -7]);
    }
  });

  it('minimises training error without a split, and then has no validation', () => {
    const { prepared } = loadWeekly();
    const params = drawn(prepared, 12, 1)[0] as Float64Array;
    params[params.length - 1] = 1;
    const [nrmse, , , train, validation, test] = metrics(prepared, params);
    expect(nrmse).toBe(train);
    expect([validation, test]).toEqual([NaN, NaN]);
  });

  it('calls an objective that is not defined the worst, never NaN', () => {
    const { prepared } = loadWeekly();
    const params = drawn(prepared, 13, 1)[0] as Float64Array;
    // 199 of 200 rows train: floor(200·0.005/2) = 0 rows validate.
    params[params.length - 1] = 0.995;
    expect(prepared.windowRows).toBe(200);
    expect(metrics(prepared, params)[0]).toBe(Infinity);
    const flat = { ...prepared, response: new Float64Array(prepared.rows).fill(5) };
    params[params.length - 1] = 0.7;
    expect(metrics(flat, params).slice(0, 3)).toEqual([Infinity, Infinity, 0]);
  });

  it('takes a channel that never ran as one without effect', () => {
    const { prepared } = loadWeekly();
    const columns = prepared.columns.slice();
    const tv = prepared.media[0]?.term ?? 0;
    columns.fill(0, tv * prepared.rows, (tv + 1) * prepared.rows);
    for (const params of drawn(prepared, 14, 3)) {
      const full = evaluateCandidate({ ...prepared, columns }, vectorToParams(prepared.space, params));
      expect(full.coefficients['tv']).toBe(0);
      expect(full.effectShare['tv']).toBe(0);
      expect(metrics({ ...prepared, columns }, params).every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses numbers that are not finite', () => {
    const { prepared } = loadWeekly();
    const params = drawn(prepared, 15, 1)[0] as Float64Array;
    params[3] = NaN;
    expect(() => metrics(prepared, params)).toThrow(/radio\.theta.*NaN/);
  });
});

describe('a refresh', () => {
  const refresh: PreparedRefresh = { media: Float64Array.of(0.02, 0.03, 0.01, 0.05, 0.04, 0.02, 0.01), others: Float64Array.of(0.3, 0.2, 0.05, 0.01, 0.02, 0.03), newShare: 0.25 };

  it('has the distance from the earlier shares where decomp.RSSD stands, in the search and in full', () => {
    const { prepared } = loadWeekly();
    const paid = prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }) => name);
    for (const params of drawn(prepared, 16, 5)) {
      const plain = evaluateCandidate(prepared, vectorToParams(prepared.space, params));
      const groups = Object.keys(plain.contribution);
      const others = groups.filter((group) => !paid.includes(group));
      const own: PreparedRefresh = { ...refresh, media: refresh.media.slice(0, paid.length), others: Float64Array.from(others, (_, i) => refresh.others[i] ?? 0) };
      const total = Object.values(plain.contribution).reduce((a, b) => a + b, 0);
      const rms = (names: string[], before: Float64Array): number =>
        Math.sqrt(names.reduce((sum, name, i) => sum + ((plain.contribution[name] ?? NaN) / total - (before[i] ?? NaN)) ** 2, 0) / names.length);
      const expected = rms(paid, own.media) + rms(others, own.others) / (1 - 0.25);
      const refreshed: PreparedData = { ...prepared, refresh: own };
      const out = metrics(refreshed, params);
      // Shares are put together in another order: rounding of sums near 1e8.
      expect((out[1] ?? NaN) / expected).toBeCloseTo(1, 11);
      expect(evaluateCandidate(refreshed, vectorToParams(prepared.space, params)).decompRssd).toBe(out[1]);
      // Nothing else of the measurement changes.
      expect(out.filter((_, k) => k !== 1)).toEqual(metrics(prepared, params).filter((_, k) => k !== 1));
      expect(out[1]).not.toBe(plain.decompRssd);
    }
  });

  it('is at no distance from the model it starts from', () => {
    const { prepared } = loadWeekly();
    const [params = new Float64Array()] = drawn(prepared, 17, 1);
    const { contribution, effectShare } = evaluateCandidate(prepared, vectorToParams(prepared.space, params));
    const total = Object.values(contribution).reduce((a, b) => a + b, 0);
    const shares = (wanted: (name: string) => boolean): Float64Array => Float64Array.from(Object.entries(contribution).filter(([name]) => wanted(name)), ([, value]) => value / total);
    const own: PreparedRefresh = { media: shares((name) => name in effectShare), others: shares((name) => !(name in effectShare)), newShare: 0.1 };
    expect(metrics({ ...prepared, refresh: own }, params)[1]).toBeLessThan(1e-13); // rounding of shares
  });
});

describe('series of a model', () => {
  it.each(ADSTOCKS)('%s: contributions add up to the fit, immediate and carry-over to the contribution', (adstock) => {
    const prepared = withStudies(adstock);
    for (const vector of drawn(prepared, 21, 5)) {
      const params = vectorToParams(prepared.space, vector);
      const series = modelSeries(prepared, params);
      const evaluation = evaluateCandidate(prepared, params);
      series.fitted.forEach((fitted, t) => {
        const sum = series.contributions.reduce((total, { values }) => total + (values[t] as number), 0);
        expect(Math.abs(sum - fitted)).toBeLessThan(1e-12 * 1e7); // terms of up to 1e7 cancel
        expect(Math.abs((series.actual[t] as number) - fitted - (series.residuals[t] as number))).toBeLessThan(1e-9);
      });
      const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
      for (const { group, values } of series.contributions) {
        expect(Math.abs(total(values) - (evaluation.contribution[group] ?? NaN))).toBeLessThan(1e-12 * 1e9); // 200 sums of such terms
      }
      const predicted = Object.values(evaluation.contribution).reduce((a, b) => a + b, 0);
      expect(predicted / total(series.fitted)).toBeCloseTo(1, 12);
      for (const { name, immediate, carryover } of series.media) {
        expect(total(immediate)).toBeCloseTo(evaluation.immediate[name] ?? NaN, 6);
        expect(total(immediate) + total(carryover)).toBeCloseTo(evaluation.contribution[name] ?? NaN, 4); // sums near 1e8
      }
      const { train, validation, test } = series.ranges;
      expect([train[0], train[1], validation?.[1], test?.[1]]).toEqual([0, validation?.[0], test?.[0], prepared.windowRows]);
    }
  });
});

describe('hyperparameters by name', () => {
  const { prepared: { space } } = loadWeekly();
  const good = vectorToParams(space, Float64Array.from(space.parameters, ({ upper }) => upper));

  it('go there and back', () => {
    expect(vectorToParams(space, paramsToVector(space, good))).toEqual(good);
  });

  it('may lie outside their ranges', () => {
    expect(() => paramsToVector(space, { ...good, 'tv.alpha': 12, 'tv.theta': 0.99 })).not.toThrow();
  });

  it.each([
    [{ 'tv.theta': undefined }, /tv\.theta.*missing/],
    [{ 'tv.theta': NaN }, /tv\.theta.*finite.*NaN/],
    [{ 'tv.theta': -0.1 }, /tv\.theta.*at least 0 and at most 1.*-0\.1/],
    [{ 'tv.alpha': 0 }, /tv\.alpha.*more than 0/],
    [{ 'train_size': 1.2 }, /train_size.*1\.2/],
    [{ 'tv.thetta': 1 }, /tv\.thetta.*Did you mean "tv\.theta"/],
  ])('report %j', (change, message) => {
    const changed = Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined)) as Record<string, number>;
    expect(() => paramsToVector(space, changed)).toThrow(message);
  });
});
