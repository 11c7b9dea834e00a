import { CURVE_POINTS, CURVE_REACH, responseCurve, sampleCurve } from '../model/curves.ts';
import { evaluateCandidate } from '../model/evaluate.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { quantile } from '../selection/quantile.ts';
import { bootstrapDraws } from './bootstrap.ts';
import type { BootstrapDraws, BootstrapOptions } from './bootstrap.ts';
import { LEVEL } from './interval.ts';
import type { Interval, ModelIntervals } from './interval.ts';

/** A penalty that takes this share off what media do without it is worth a note. */
const NOTED_SHRINKAGE = 0.1;

export interface IntervalOptions extends BootstrapOptions {
  /** 0..1, LEVEL unless said. */
  level?: number;
}

/**
 * Percentile intervals (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13; quantiles of type 7) of
 * everything a model's page tells, from draws of its coefficients. Adstock and saturation are those of the model, so an
 * effect, a contribution and the height of a response curve all follow one coefficient. Errors as `bootstrapDraws`.
 */
export function modelIntervals(prepared: PreparedData, params: CandidateParameters, options: IntervalOptions): ModelIntervals {
  const level = options.level ?? LEVEL;
  const drawn = bootstrapDraws(prepared, params, options);
  const evaluation = evaluateCandidate(prepared, params, options.rows);
  const coefficients = Object.fromEntries(prepared.terms.map(({ name }, j) => [name, percentiles(drawsOf(drawn, j), level)]));
  const roas = roasIntervals(prepared, drawn, level);
  return {
    level, covers: 'sampling', resamples: drawn.resamples, blockLength: drawn.blockLength,
    coefficients,
    contribution: contributionIntervals(prepared, drawn, level),
    roas,
    cpa: Object.fromEntries(Object.entries(roas).map(([name, interval]) => [name, interval === null ? null : inverse(interval)])),
    effectShare: shareIntervals(prepared, drawn, level),
    curves: curveBands(prepared, params, evaluation, coefficients),
    notes: shrinkageNote(prepared, drawn),
  };
}

/** Draws of term j's coefficient. */
export function drawsOf({ draws, resamples, estimate }: BootstrapDraws, j: number): Float64Array {
  return Float64Array.from({ length: resamples }, (_, r) => draws[r * estimate.length + 1 + j] as number);
}

/** Between the quantiles (1 − level)/2 and (1 + level)/2. NaN are left out. */
export function percentiles(values: Float64Array, level: number): Interval {
  return { lower: quantile(values, (1 - level) / 2), upper: quantile(values, (1 + level) / 2) };
}

function contributionIntervals(prepared: PreparedData, drawn: BootstrapDraws, level: number): Record<string, Interval> {
  const { draws, resamples, estimate, sums } = drawn;
  const groups = new Map<string, Float64Array>();
  groups.set('(intercept)', Float64Array.from({ length: resamples }, (_, r) => (draws[r * estimate.length] as number) * prepared.windowRows));
  prepared.terms.forEach(({ group }, j) => {
    const total = groups.get(group) ?? new Float64Array(resamples);
    groups.set(group, total.map((value, r) => value + (draws[r * estimate.length + 1 + j] as number) * (sums[j] as number)));
  });
  return Object.fromEntries([...groups].map(([group, values]) => [group, percentiles(values, level)]));
}

/** Contribution / spend over the window. */
function roasIntervals(prepared: PreparedData, drawn: BootstrapDraws, level: number): Record<string, Interval | null> {
  return Object.fromEntries(paidChannels(prepared).map(({ name, term }, index) => {
    const spend = windowSpend(prepared, index).reduce((sum, value) => sum + value, 0);
    if (!(spend > 0)) return [name, null];
    return [name, percentiles(drawsOf(drawn, term).map((value) => (value * (drawn.sums[term] as number)) / spend), level)];
  }));
}

/** Cost per unit of response: the reciprocal of an interval of ROAS. Where that reaches 0, cost has no upper end. */
function inverse({ lower, upper }: Interval): Interval {
  return { lower: upper > 0 ? 1 / upper : Infinity, upper: lower > 0 ? 1 / lower : Infinity };
}

/** Of all paid contributions; 0 each where there is none, as in the evaluation. */
function shareIntervals(prepared: PreparedData, drawn: BootstrapDraws, level: number): Record<string, Interval> {
  const effects = paidChannels(prepared).map(({ name, term }) =>
    ({ name, values: drawsOf(drawn, term).map((value) => value * (drawn.sums[term] as number)) }));
  const total = new Float64Array(drawn.resamples).map((_, r) => effects.reduce((sum, { values }) => sum + (values[r] as number), 0));
  return Object.fromEntries(effects.map(({ name, values }) =>
    [name, percentiles(values.map((value, r) => (total[r] === 0 ? 0 : value / (total[r] as number))), level)]));
}

/** A band is its channel's unit curve times the ends of the coefficient's interval: quantiles keep their order under a factor ≥ 0. */
function curveBands(
  prepared: PreparedData, params: CandidateParameters, evaluation: Evaluation, coefficients: Record<string, Interval>,
): ModelIntervals['curves'] {
  return Object.fromEntries(paidChannels(prepared).map(({ name }, index) => {
    const observedMax = windowSpend(prepared, index).reduce((most, value) => Math.max(most, value), 0);
    const unit = { ...responseCurve(evaluation, params, name), coefficient: 1 };
    const { spend, response } = sampleCurve(unit, CURVE_REACH * observedMax, CURVE_POINTS);
    const { lower = NaN, upper = NaN } = coefficients[name] ?? {};
    return [name, { spend: [...spend], lower: [...response].map((value) => lower * value), upper: [...response].map((value) => upper * value) }];
  }));
}

/** The penalty pulls effects to 0; sampling intervals lie about the pulled estimate and can't tell. */
function shrinkageNote(prepared: PreparedData, { estimate, unpenalised, sums }: BootstrapDraws): string[] {
  const total = (coefficients: Float64Array): number =>
    paidChannels(prepared).reduce((sum, { term }) => sum + (coefficients[1 + term] as number) * (sums[term] as number), 0);
  const without = total(unpenalised);
  const taken = 1 - total(estimate) / without;
  if (!(without > 0) || taken < NOTED_SHRINKAGE) return [];
  return [`The model's penalty takes ${Math.round(100 * taken)} % off what its paid channels would do without it. `
    + 'These intervals lie about the smaller effects and do not cover that.'];
}

function paidChannels({ media }: PreparedData): PreparedData['media'] {
  return media.filter(({ kind }) => kind === 'paid');
}

function windowSpend({ spend, rows, windowStart, windowRows }: PreparedData, channel: number): Float64Array {
  return spend.subarray(channel * rows + windowStart, channel * rows + windowStart + windowRows);
}
