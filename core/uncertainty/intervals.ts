import { CURVE_POINTS, CURVE_REACH, responseCurve, sampleCurve } from '../model/curves.ts';
import { evaluateCandidate } from '../model/evaluate.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { quantile } from '../selection/quantile.ts';
import { bootstrapDraws } from './bootstrap.ts';
import type { BootstrapDraws, BootstrapOptions } from './bootstrap.ts';
import { LEVEL } from './interval.ts';
import type { Interval, ModelIntervals } from './interval.ts';
import { widened } from './widened.ts';

/** A penalty that takes this share off what media do without it is worth a note. */
const NOTED_SHRINKAGE = 0.1;

/**
 * Half-widths of one model's intervals are stretched by this. One model's draws know neither that its adstock,
 * saturation and baseline are not the true ones nor that it was picked for its luck: over simulated advertisers (bench
 * `advertisers`) unstretched 90 % intervals held the true ROAS in about 70 % of cases, stretched in about 90 %.
 */
export const MODEL_WIDENING = 2.1;

export interface IntervalOptions extends BootstrapOptions {
  /** 0..1, LEVEL unless said. */
  level?: number;
}

/**
 * Intervals of everything a model's page tells, from draws of its coefficients: percentiles (Efron & Tibshirani 1993, An
 * Introduction to the Bootstrap, chapter 13; quantiles of type 7), stretched by MODEL_WIDENING, within the bounds of
 * the terms, and reaching to the model's own figure. Draws refit without the penalty unless told, for a penalised
 * refit lies about what the penalty left. Adstock and saturation are those of the model, so an effect, a contribution
 * and the height of a response curve all follow one coefficient. Errors as `bootstrapDraws`.
 */
export function modelIntervals(prepared: PreparedData, params: CandidateParameters, options: IntervalOptions): ModelIntervals {
  const level = options.level ?? LEVEL;
  const drawn = bootstrapDraws(prepared, params, { penalty: 'none', ...options });
  const evaluation = evaluateCandidate(prepared, params, options.rows);
  const coefficients = Object.fromEntries(prepared.terms.map(({ name, kind, sign }, j) => {
    const limits = kind === 'baseline' ? [-1, 1] as const : [sign === 'positive' ? 0 : -Infinity, sign === 'negative' ? 0 : Infinity] as const;
    return [name, intervalOf(drawsOf(drawn, j), drawn.estimate[1 + j] as number, level, limits)];
  }));
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

/** Stretched, within the limits of the quantity, and reaching to the model's own figure. */
function intervalOf(draws: Float64Array, own: number, level: number, [least, most]: readonly [number, number]): Interval {
  const { lower, upper } = widened(draws, level, MODEL_WIDENING, least);
  return { lower: Math.min(lower, own), upper: Math.max(Math.min(upper, most), own) };
}

/** Between the quantiles (1 − level)/2 and (1 + level)/2. NaN are left out. */
export function percentiles(values: Float64Array, level: number): Interval {
  return { lower: quantile(values, (1 - level) / 2), upper: quantile(values, (1 + level) / 2) };
}

function contributionIntervals(prepared: PreparedData, drawn: BootstrapDraws, level: number): Record<string, Interval> {
  const { draws, resamples, estimate, sums } = drawn;
  const groups = new Map<string, Float64Array>();
  const own = new Map<string, number>([['(intercept)', (estimate[0] as number) * prepared.windowRows]]);
  groups.set('(intercept)', Float64Array.from({ length: resamples }, (_, r) => (draws[r * estimate.length] as number) * prepared.windowRows));
  prepared.terms.forEach(({ group }, j) => {
    const total = groups.get(group) ?? new Float64Array(resamples);
    own.set(group, (own.get(group) ?? 0) + (estimate[1 + j] as number) * (sums[j] as number));
    groups.set(group, total.map((value, r) => value + (draws[r * estimate.length + 1 + j] as number) * (sums[j] as number)));
  });
  const positive = new Set(prepared.terms.filter(({ kind, sign }) => kind !== 'baseline' && sign === 'positive').map(({ group }) => group));
  return Object.fromEntries([...groups].map(([group, values]) =>
    [group, intervalOf(values, own.get(group) ?? NaN, level, [positive.has(group) && values.every((value) => value >= 0) ? 0 : -Infinity, Infinity])]));
}

/** Contribution / spend over the window. */
function roasIntervals(prepared: PreparedData, drawn: BootstrapDraws, level: number): Record<string, Interval | null> {
  return Object.fromEntries(paidChannels(prepared).map(({ name, term }, index) => {
    const spend = windowSpend(prepared, index).reduce((sum, value) => sum + value, 0);
    if (!(spend > 0)) return [name, null];
    const perUnit = (drawn.sums[term] as number) / spend;
    return [name, intervalOf(drawsOf(drawn, term).map((value) => value * perUnit), (drawn.estimate[1 + term] as number) * perUnit, level, [prepared.terms[term]?.sign === 'positive' ? 0 : -Infinity, Infinity])];
  }));
}

/** Cost per unit of response: the reciprocal of an interval of ROAS. Where that reaches 0, cost has no upper end. */
function inverse({ lower, upper }: Interval): Interval {
  return { lower: upper > 0 ? 1 / upper : Infinity, upper: lower > 0 ? 1 / lower : Infinity };
}

/** Of all paid contributions; 0 each where there is none, as in the evaluation. */
function shareIntervals(prepared: PreparedData, drawn: BootstrapDraws, level: number): Record<string, Interval> {
  const effects = paidChannels(prepared).map(({ name, term }) =>
    ({
      name, own: (drawn.estimate[1 + term] as number) * (drawn.sums[term] as number),
      values: drawsOf(drawn, term).map((value) => value * (drawn.sums[term] as number)),
    }));
  const all = effects.reduce((sum, { own }) => sum + own, 0);
  const positive = paidChannels(prepared).every(({ term }) => prepared.terms[term]?.sign === 'positive');
  const total = new Float64Array(drawn.resamples).map((_, r) => effects.reduce((sum, { values }) => sum + (values[r] as number), 0));
  return Object.fromEntries(effects.map(({ name, own, values }) =>
    [name, intervalOf(values.map((value, r) => (total[r] === 0 ? 0 : value / (total[r] as number))), all === 0 ? 0 : own / all, level, positive ? [0, 1] : [-Infinity, Infinity])]));
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

/** The penalty moves effects; the draws are without it. */
function shrinkageNote(prepared: PreparedData, { estimate, unpenalised, sums }: BootstrapDraws): string[] {
  const total = (coefficients: Float64Array): number =>
    paidChannels(prepared).reduce((sum, { term }) => sum + (coefficients[1 + term] as number) * (sums[term] as number), 0);
  const without = total(unpenalised);
  const taken = 1 - total(estimate) / without;
  if (!(without > 0) || taken < NOTED_SHRINKAGE) return [];
  return [`The model's penalty takes ${Math.round(100 * taken)} % off what its paid channels would do without it; `
    + 'the intervals reach to what they would do.'];
}

function paidChannels({ media }: PreparedData): PreparedData['media'] {
  return media.filter(({ kind }) => kind === 'paid');
}

function windowSpend({ spend, rows, windowStart, windowRows }: PreparedData, channel: number): Float64Array {
  return spend.subarray(channel * rows + windowStart, channel * rows + windowStart + windowRows);
}
