import { responseAt, slopeAt } from '../allocation/curve.ts';
import type { Curve } from '../allocation/curve.ts';
import type { CandidateParameters, Evaluation } from './evaluation.ts';

/**
 * Response curve of a medium of an evaluated model, the formula of `core/allocation/curve.ts` with c̄ the mean carry-over
 * over the window. Per period; spend in money (or the organic column's unit).
 */
export function responseCurve(evaluation: Evaluation, params: CandidateParameters, medium: string): Curve {
  return {
    coefficient: evaluation.coefficients[medium] ?? 0,
    alpha: params[`${medium}.alpha`] ?? NaN,
    inflexion: evaluation.inflexion[medium] ?? 0,
    carryover: evaluation.meanCarryover[medium] ?? 0,
  };
}

export interface CurvePoints {
  spend: Float64Array;
  response: Float64Array;
  /** d response / d spend; Infinity at 0 for α < 1 when nothing is carried over. */
  marginal: Float64Array;
}

/** Where and how densely a model's curves are drawn: up to so many times the largest spend observed. */
export const CURVE_REACH = 2;
export const CURVE_POINTS = 81;

/** The curve at `points` (2 or more) evenly spaced spends from 0 to `to`, both included. */
export function sampleCurve(curve: Curve, to: number, points: number): CurvePoints {
  const spend = Float64Array.from({ length: points }, (_, i) => (to * i) / (points - 1));
  return { spend, response: spend.map((value) => responseAt(curve, value)), marginal: spend.map((value) => slopeAt(curve, value)) };
}
