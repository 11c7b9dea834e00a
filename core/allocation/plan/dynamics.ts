import { adstockWeights } from '../../model/adstock.ts';
import type { CandidateParameters, Evaluation } from '../../model/evaluation.ts';
import { paramsToVector } from '../../model/params.ts';
import type { MediaTerm, PreparedData } from '../../model/prepared.ts';
import { settle } from '../../model/settle.ts';
import type { Curve } from '../curve.ts';

/**
 * One channel of one model after the last row of the table, T periods of a plan and A after it:
 *
 *   aₜ = bₜ + Σₖ wₖ·xₜ₋ₖ,   response β·h(aₜ)
 *
 * x spend per period, w the adstock's weight of each lag, b what all rows of the history leave over. Response of media is
 * additive in our models: season moves the baseline and not what a unit of money brings.
 */
export interface Dynamics {
  /** Of adstocked spend itself: its carry-over is 0. */
  curve: Curve;
  /** θ of geometric adstock; null for the Weibull forms. */
  theta: number | null;
  /** w, T + A lags. */
  kernel: Float64Array;
  /** b, T + A periods. */
  base: Float64Array;
  /** a of the table's last row. */
  stock: number;
  /** T */
  periods: number;
  /** A: periods after the plan until nothing is left, at most AFTER_LIMIT. */
  after: number;
}

/** Periods after the plan that are looked at where carry-over does not end. */
export const AFTER_LIMIT = 520;
/** Share of the response at which carry-over counts as gone. */
const GONE = 1e-9;

/** By paid channel. MixwrightError as `paramsToVector`. */
export function dynamicsOf(data: PreparedData, params: CandidateParameters, evaluation: Evaluation, periods: number): Map<string, Dynamics> {
  const vector = paramsToVector(data.space, params);
  const prepared = settle(data, vector);
  return new Map(prepared.media.filter(({ kind }) => kind === 'paid').map((medium) => {
    const inflexion = evaluation.inflexion[medium.name] ?? 0;
    const alpha = vector[medium.alpha] ?? NaN;
    // A channel that never ran has no curve and no response.
    const coefficient = inflexion > 0 ? evaluation.coefficients[medium.name] ?? 0 : 0;
    const curve = { coefficient, alpha, inflexion, carryover: 0 };
    return [medium.name, mediumDynamics(prepared, medium, vector, curve, periods)];
  }));
}

function mediumDynamics(prepared: PreparedData, medium: MediaTerm, vector: ArrayLike<number>, curve: Curve, periods: number): Dynamics {
  const { rows } = prepared;
  const history = prepared.columns.subarray(medium.term * rows, (medium.term + 1) * rows);
  const first = vector[medium.first] ?? 0;
  if (medium.adstock === 'geometric') {
    const stock = history.reduce((carried, value) => value + first * carried, 0);
    return geometricDynamics(curve, first, stock, periods);
  }
  // The scale of Weibull adstock is a share of the table's length: the plan goes on with the weights of the fit.
  const weights = adstockWeights({ kind: medium.adstock, first, second: vector[medium.second] ?? 0 }, rows);
  return kernelDynamics(curve, weights, history, periods);
}

export function geometricDynamics(curve: Curve, theta: number, stock: number, periods: number): Dynamics {
  const after = theta <= 0 ? 0 : theta >= 1 ? AFTER_LIMIT
    : Math.min(AFTER_LIMIT, Math.ceil(Math.log(GONE) / (Math.log(theta) * Math.min(1, curve.alpha))));
  const kernel = Float64Array.from({ length: periods + after }, (_, lag) => theta ** lag);
  return { curve, theta, kernel, base: kernel.map((weight) => theta * weight * stock), stock, periods, after };
}

/** @param weights of each lag; lags beyond them have none */
export function kernelDynamics(curve: Curve, weights: Float64Array, history: Float64Array, periods: number): Dynamics {
  // A response to so little is under GONE of the channel's largest.
  const least = GONE ** (1 / Math.min(1, curve.alpha));
  const lags = 1 + weights.findLastIndex((weight) => weight > least);
  const after = Math.min(AFTER_LIMIT, Math.max(0, lags - 1));
  const kernel = Float64Array.from({ length: periods + after }, (_, lag) => weights[lag] ?? 0);
  const carriedTo = (ahead: number): number => {
    let sum = 0;
    for (let back = 1; back <= history.length && back + ahead < lags; back++) {
      sum += (history[history.length - back] as number) * (weights[back + ahead] as number);
    }
    return sum;
  };
  return {
    curve, theta: null, kernel, base: Float64Array.from({ length: periods + after }, (_, t) => carriedTo(t)), stock: 0, periods, after,
  };
}

/** Adstock over the plan and after it. @param spend T values */
export function adstockAhead({ theta, kernel, base, periods }: Pick<Dynamics, 'theta' | 'kernel' | 'base' | 'periods'>, spend: ArrayLike<number>): Float64Array {
  const result = base.slice();
  if (theta !== null) {
    let carried = 0;
    for (let t = 0; t < result.length; t++) {
      carried = theta * carried + (t < periods ? (spend[t] ?? 0) : 0);
      result[t] = (result[t] as number) + carried;
    }
    return result;
  }
  for (let s = 0; s < periods; s++) {
    const money = spend[s] ?? 0;
    if (money === 0) continue;
    for (let t = s; t < result.length; t++) result[t] = (result[t] as number) + money * (kernel[t - s] as number);
  }
  return result;
}
