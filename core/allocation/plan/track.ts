import { curvatureAt, responseAt, slopeAt } from '../curve.ts';
import type { Envelope } from '../envelope.ts';
import { envelopeAt, envelopeOf } from '../envelope.ts';
import { adstockAhead } from './dynamics.ts';
import type { Dynamics } from './dynamics.ts';

/**
 * A channel's plan with what it brings, kept up to date while money moves. What is maximised is a sum of terms: the channel's
 * response in one model, in several with their weights, or a concave function over them.
 */
export interface Term {
  weight: number;
  theta: number | null;
  kernel: Float64Array;
  base: Float64Array;
  periods: number;
  /** Periods that count: T, or T + A. */
  counted: number;
  /** Of adstocked spend v in period t. */
  value: (t: number, v: number) => number;
  slope: (t: number, v: number) => number;
  bend: (t: number, v: number) => number;
}

export interface Track {
  terms: readonly Term[];
  /** T each; between `floor` and `ceiling`. */
  spend: Float64Array;
  floor: Float64Array;
  ceiling: Float64Array;
  /** Per term: a. */
  adstocked: Float64Array[];
  /** d value / d spend, T values. */
  gradient: Float64Array;
  value: number;
  /** Σ spend */
  total: number;
}

/** A slope stands for that at this share of the inflexion where it is infinite. */
const LEAST_STOCK = 1e-9;

/** Response itself. */
export function responseTerm({ curve, theta, kernel, base, periods, after }: Dynamics, valueEnd: boolean, weight = 1): Term {
  const least = LEAST_STOCK * curve.inflexion;
  const isDead = curve.coefficient === 0;
  return {
    weight: isDead ? 0 : weight, theta, kernel, base, periods, counted: valueEnd ? periods + after : periods,
    value: (_, v) => (isDead ? 0 : responseAt(curve, v)),
    slope: (_, v) => (isDead ? 0 : slopeAt(curve, Math.max(v, least))),
    bend: (_, v) => (isDead ? 0 : curvatureAt(curve, Math.max(v, least))),
  };
}

/**
 * The least concave function over the response that each period's adstock can reach: the plan's relaxation. Near 0, where a
 * slope may be infinite, its tangent stands for it, which lies over it.
 */
export function concaveTerm(dynamics: Dynamics, ceiling: number, valueEnd: boolean): Term {
  const { curve, base, periods } = dynamics;
  const most = adstockAhead(dynamics, new Float64Array(periods).fill(ceiling));
  const envelopes = Array.from(base, (lowest, t) => envelopeOf(curve, lowest, most[t] as number));
  const least = LEAST_STOCK * curve.inflexion;
  const inside = (t: number, v: number): number => Math.min(Math.max(v, base[t] as number, least), Math.max(most[t] as number, least));
  const slope = (t: number, v: number): number => {
    const envelope = envelopes[t] as Envelope;
    return v < envelope.touch ? envelope.slope : slopeAt(curve, inside(t, v));
  };
  return {
    ...responseTerm(dynamics, valueEnd), slope,
    value: (t, v) => {
      const at = inside(t, v);
      return envelopeAt(envelopes[t] as Envelope, at) - (at > v ? slope(t, v) * (at - v) : 0);
    },
    bend: (t, v) => (v < (envelopes[t] as Envelope).touch ? 0 : curvatureAt(curve, inside(t, v))),
  };
}

export function trackOf(terms: readonly Term[], spend: Float64Array, floor: Float64Array, ceiling: Float64Array): Track {
  const track: Track = { terms, spend, floor, ceiling, adstocked: [], gradient: new Float64Array(spend.length), value: 0, total: 0 };
  refresh(track);
  return track;
}

/** After `spend` was set anew. */
export function refresh(track: Track): void {
  track.adstocked = track.terms.map((term) => adstockAhead(term, track.spend));
  track.total = track.spend.reduce((sum, value) => sum + value, 0);
  track.value = valueOf(track.terms, track.adstocked);
  updateGradient(track);
}

/** Σ of what terms make of their adstock. */
export function valueOf(terms: readonly Term[], adstocked: readonly Float64Array[]): number {
  return terms.reduce((sum, { weight, counted, value }, k) => {
    const series = adstocked[k] as Float64Array;
    let own = 0;
    for (let t = 0; t < counted; t++) own += value(t, series[t] as number);
    return weight === 0 ? sum : sum + weight * own;
  }, 0);
}

function updateGradient({ terms, adstocked, gradient }: Track): void {
  gradient.fill(0);
  terms.forEach(({ weight, counted, theta, kernel, periods, slope }, k) => {
    if (weight === 0) return;
    const series = adstocked[k] as Float64Array;
    const slopes = Float64Array.from({ length: counted }, (_, t) => weight * slope(t, series[t] as number));
    if (theta !== null) {
      let ahead = 0;
      for (let t = counted - 1; t >= 0; t--) {
        ahead = (slopes[t] as number) + theta * ahead;
        if (t < periods) gradient[t] = (gradient[t] as number) + ahead;
      }
      return;
    }
    for (let t = 0; t < periods; t++) {
      let sum = 0;
      for (let u = t; u < counted; u++) sum += (kernel[u - t] as number) * (slopes[u] as number);
      gradient[t] = (gradient[t] as number) + sum;
    }
  });
}

/** Money to add in one period and to take in another; −1 for none. */
export interface Step { up: number; down: number }

/** Change of the value when `money` moves; less than 0: the other way. */
export function stepGain({ terms, adstocked }: Track, step: Step, money: number): number {
  let sum = 0;
  terms.forEach((term, k) => {
    if (term.weight === 0) return;
    const series = adstocked[k] as Float64Array;
    let own = 0;
    for (let t = firstOf(step); t < term.counted; t++) {
      const before = series[t] as number;
      own += term.value(t, Math.max(0, before + money * reach(term, step, t))) - term.value(t, before);
    }
    sum += term.weight * own;
  });
  return sum;
}

/** Second derivative of the value along the step. */
export function stepBend({ terms, adstocked }: Track, step: Step): number {
  let sum = 0;
  terms.forEach((term, k) => {
    if (term.weight === 0) return;
    const series = adstocked[k] as Float64Array;
    for (let t = firstOf(step); t < term.counted; t++) {
      const by = reach(term, step, t);
      if (by !== 0) sum += term.weight * by * by * term.bend(t, series[t] as number);
    }
  });
  return sum;
}

/** In place. @param gain of it, as `stepGain` tells */
export function takeStep(track: Track, step: Step, money: number, gain: number): void {
  const { spend, floor, ceiling, terms, adstocked } = track;
  const { up, down } = step;
  if (up >= 0) {
    const before = spend[up] as number;
    spend[up] = Math.min(ceiling[up] as number, before + money);
    track.total += (spend[up] as number) - before;
  }
  if (down >= 0) {
    const before = spend[down] as number;
    spend[down] = Math.max(floor[down] as number, before - money);
    track.total += (spend[down] as number) - before;
  }
  track.value += gain;
  terms.forEach((term, k) => {
    const series = adstocked[k] as Float64Array;
    for (let t = firstOf(step); t < series.length; t++) series[t] = Math.max(0, (series[t] as number) + money * reach(term, step, t));
  });
  updateGradient(track);
}

function firstOf({ up, down }: Step): number {
  return up < 0 ? down : down < 0 ? up : Math.min(up, down);
}

function reach({ kernel }: Term, { up, down }: Step, t: number): number {
  return (up >= 0 && t >= up ? (kernel[t - up] as number) : 0) - (down >= 0 && t >= down ? (kernel[t - down] as number) : 0);
}
