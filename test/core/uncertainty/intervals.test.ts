import { describe, expect, it } from 'vitest';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { buildModelPage } from '../../../core/report/model-page.ts';
import { quantile } from '../../../core/selection/quantile.ts';
import { bootstrapDraws } from '../../../core/uncertainty/bootstrap.ts';
import type { Interval } from '../../../core/uncertainty/interval.ts';
import { drawsOf, MODEL_WIDENING, modelIntervals } from '../../../core/uncertainty/intervals.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

const { prepared, spec } = loadWeekly();
const middle = {
  ...vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower, upper }) => (lower + upper) / 2)),
  lambda: 0.005, train_size: 1,
};
const intervals = modelIntervals(prepared, middle, { seed: 1 });
const evaluation = evaluateCandidate(prepared, middle);

/** Draws and estimate differ by rounding where they are equal. */
function holds({ lower, upper }: Interval, value: number): boolean {
  const rounding = 1e-9 * Math.max(1, Math.abs(value));
  return value >= lower - rounding && value <= upper + rounding;
}

describe('intervals of a model', () => {
  it('name everything the evaluation names, and lie about it', () => {
    expect(Object.keys(intervals.coefficients)).toEqual(Object.keys(evaluation.coefficients));
    expect(Object.keys(intervals.contribution)).toEqual(Object.keys(evaluation.contribution));
    expect(Object.keys(intervals.roas)).toEqual(Object.keys(evaluation.roi));
    const pairs: [Interval | null | undefined, number | null][] = [
      ...Object.entries(evaluation.coefficients).map(([name, value]): [Interval | undefined, number] => [intervals.coefficients[name], value]),
      ...Object.entries(evaluation.contribution).map(([name, value]): [Interval | undefined, number] => [intervals.contribution[name], value]),
      ...Object.entries(evaluation.roi).map(([name, value]): [Interval | null | undefined, number | null] => [intervals.roas[name], value]),
      ...Object.entries(evaluation.cpa).map(([name, value]): [Interval | null | undefined, number | null] => [intervals.cpa[name], value]),
      ...Object.entries(evaluation.effectShare).map(([name, value]): [Interval | undefined, number] => [intervals.effectShare?.[name], value]),
    ];
    const told = pairs.filter((pair): pair is [Interval, number] => pair[0] !== null && pair[0] !== undefined && pair[1] !== null);
    expect(told.length).toBeGreaterThan(50);
    for (const [{ lower, upper }] of told) expect(lower).toBeLessThanOrEqual(upper);
    // Every interval reaches to the model's own figure.
    expect(told.filter(([interval, value]) => !holds(interval, value))).toEqual([]);
  });

  it('are quantiles of the draws without the penalty, stretched about their median, within the bounds', () => {
    const drawn = bootstrapDraws(prepared, middle, { seed: 1, penalty: 'none' });
    prepared.terms.forEach(({ name, kind, sign }, j) => {
      const draws = drawsOf(drawn, j);
      const [low, median, high] = [(1 - 0.9) / 2, 0.5, (1 + 0.9) / 2].map((probability) => quantile(draws, probability)) as [number, number, number];
      const [least, most] = kind === 'baseline' ? [-1, 1] as const : [sign === 'positive' ? 0 : -Infinity, sign === 'negative' ? 0 : Infinity] as const;
      const own = evaluation.coefficients[name] ?? NaN;
      const { lower, upper } = intervals.coefficients[name] ?? { lower: NaN, upper: NaN };
      expect(lower).toBe(Math.min(own, Math.max(least, median + MODEL_WIDENING * (low - median))));
      expect(upper).toBe(Math.max(own, Math.min(most, median + MODEL_WIDENING * (high - median))));
    });
  });

  it('reach from a figure the penalty has shrunk to what the data say without it', () => {
    const shrunk = { ...middle, lambda: 0.5 };
    const { roas } = modelIntervals(prepared, shrunk, { seed: 1, resamples: 100 });
    const { roi } = evaluateCandidate(prepared, shrunk);
    const without = evaluateCandidate(prepared, { ...middle, lambda: 0 }).roi;
    const [tv, free] = [roi['tv'] ?? NaN, without['tv'] ?? NaN];
    expect(tv).toBeLessThan(0.8 * free);
    expect(roas['tv']?.lower).toBeLessThanOrEqual(tv);
    expect(roas['tv']?.upper).toBeGreaterThan(free);
  });

  it('say what they cover and how they were made', () => {
    expect(intervals).toMatchObject({ level: 0.9, covers: 'sampling', resamples: 500 });
    expect(intervals.blockLength).toBeGreaterThanOrEqual(1);
    expect(modelIntervals(prepared, middle, { seed: 1 })).toEqual(intervals);
  });

  it('grow with the level', () => {
    const narrow = modelIntervals(prepared, middle, { seed: 1, level: 0.5 });
    for (const [name, { lower, upper }] of Object.entries(narrow.coefficients)) {
      expect(lower).toBeGreaterThanOrEqual(intervals.coefficients[name]?.lower ?? NaN);
      expect(upper).toBeLessThanOrEqual(intervals.coefficients[name]?.upper ?? NaN);
    }
  });

  it('give bands at the spends the model page draws, about its curves', () => {
    const page = buildModelPage(prepared, middle, evaluation, modelSeries(prepared, middle), { spec });
    for (const { channel, spend, response } of page.curves) {
      const band = intervals.curves[channel];
      expect(band?.spend).toEqual(spend);
      // Band and curve are one unit curve times coefficients: the ratio is the interval's.
      const coefficient = intervals.coefficients[channel] ?? { lower: NaN, upper: NaN };
      const last = spend.length - 1;
      const unit = (response[last] ?? NaN) / (evaluation.coefficients[channel] ?? NaN);
      if (evaluation.coefficients[channel] === 0) continue;
      expect((band?.lower[last] ?? NaN) / unit / coefficient.upper).toBeCloseTo(coefficient.lower / coefficient.upper, 10);
      expect((band?.upper[last] ?? NaN) / unit / coefficient.upper).toBeCloseTo(1, 10);
    }
  });

  it('let cost per unit have no upper end where effects reach 0, and ROAS be undefined without spend', () => {
    const withoutTv: PreparedData = { ...prepared, spend: prepared.spend.slice().fill(0, 0, prepared.rows) };
    const found = modelIntervals(withoutTv, middle, { seed: 1, resamples: 50 });
    const tv = prepared.media[0]?.name ?? '';
    expect([found.roas[tv], found.cpa[tv]]).toEqual([null, null]);
    const zero = Object.entries(intervals.roas).find(([, roas]) => roas?.lower === 0);
    expect(zero).toBeDefined();
    expect(intervals.cpa[zero?.[0] ?? '']?.upper).toBe(Infinity);
  });

  it('sum the levels of a factor within each draw', () => {
    const { contribution, coefficients } = intervals;
    expect(contribution['promotion']).toBeDefined();
    expect(coefficients['promotion=sale']).toBeDefined();
    expect(contribution['promotion=sale']).toBeUndefined();
  });

  it('note a penalty that takes much off the effects, and only that', () => {
    expect(modelIntervals(prepared, { ...middle, lambda: 0.2 }, { seed: 1, resamples: 2 }).notes.join()).toMatch(/penalty takes \d\d % off/);
    expect(modelIntervals(prepared, { ...middle, lambda: 0 }, { seed: 1, resamples: 2 }).notes).toEqual([]);
  });
});
