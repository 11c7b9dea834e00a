import type { Curve } from '../allocation/curve.ts';
import { responseAt, slopeAt } from '../allocation/curve.ts';
import type { AllocationProblem } from '../allocation/problem.ts';

/** A channel's curve in each model of a problem with its share of the weight; the channel's own where there are no models. */
export type WeightedCurves = { curve: Curve; share: number }[];

/** By channel, in the problem's order. A model without a curve for a channel gives it no effect. */
export function weightedCurves({ channels, models }: Pick<AllocationProblem, 'channels' | 'models'>): Map<string, WeightedCurves> {
  const all = (models ?? []).reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  return new Map(channels.map((channel) => [channel.name, models === undefined ? [{ curve: channel, share: 1 }]
    : models.map(({ curves, weight }) => ({ curve: curves[channel.name] ?? { ...channel, coefficient: 0 }, share: (weight ?? 1) / all }))]));
}

/** Weighted mean of the response per period at a spend per period. */
export function meanResponseAt(curves: WeightedCurves, spend: number): number {
  return curves.reduce((sum, { curve, share }) => sum + share * responseAt(curve, spend), 0);
}

/** Its slope: response per extra unit of money; Infinity where a curve's is. */
export function meanSlopeAt(curves: WeightedCurves, spend: number): number {
  return curves.reduce((sum, { curve, share }) => sum + share * slopeAt(curve, spend), 0);
}
