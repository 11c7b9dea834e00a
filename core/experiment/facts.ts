import type { AllocationProblem } from '../allocation/problem.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { modelSeries } from '../model/series.ts';

export interface RankFacts {
  prepared: PreparedData;
  /** With the plausible models. */
  problem: AllocationProblem;
  /** Standard deviation of the response about the model per period. */
  residualSd: number;
  /** Of the residuals of neighbouring periods, −1..1; 0 unless said. */
  autocorrelation?: number;
  periods: number;
  seed: number;
  /** What the response counts: money (revenue), or conversions; money unless said. */
  response?: ResponseKind;
  /**
   * Lifts nearer than this share of their standard deviation between models count as alike: with a sample of models from a
   * continuum, no two have the same lift, and knowing it exactly would otherwise mean knowing the model. Silverman's (1986)
   * rule unless said; 0 below DISCRETE models.
   */
  resolution?: number;
}

export type ResponseKind = 'revenue' | 'conversion';

/** So few models are hypotheses of their own rather than a sample. */
export const DISCRETE = 8;

/** Silverman's bandwidth for n_eff = 1 / Σ w² models, in standard deviations: 1.06·n_eff^(−1/5). */
export function resolutionOf(weights: Float64Array): number {
  return weights.length < DISCRETE ? 0 : 1.06 * Math.pow(weights.reduce((sum, weight) => sum + weight * weight, 0), 1 / 5);
}

/**
 * How far the response lies from the model on the rows it was trained on: σ = √(Σ e² / (n − p − 1)), p terms, or over n
 * where the terms are as many as the rows; and the correlation Σ e_t·e_(t−1) / Σ e² of neighbouring periods.
 * MixwrightError as `paramsToVector`.
 */
export function residualFacts(prepared: PreparedData, params: CandidateParameters): { residualSd: number; autocorrelation: number } {
  const { residuals, ranges: { train: [from, to] } } = modelSeries(prepared, params);
  const errors = residuals.subarray(from, to);
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  let products = 0;
  for (let t = 1; t < errors.length; t++) products += (errors[t] as number) * (errors[t - 1] as number);
  const freedom = errors.length - prepared.terms.length - 1;
  return {
    residualSd: Math.sqrt(squares / (freedom > 0 ? freedom : Math.max(1, errors.length))),
    autocorrelation: squares > 0 ? products / squares : 0,
  };
}
