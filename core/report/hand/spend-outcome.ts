import { responseAt, slopeAt } from '../../allocation/curve.ts';
import type { Curve } from '../../allocation/curve.ts';
import type { AllocationChannel, AllocationProblem } from '../../allocation/problem.ts';

/** What a spend brings by the curves of a problem, at once and without a solver: while a budget is edited by hand. */
export interface SpendOutcome {
  /** Per period; over several models their weighted mean. */
  response: Record<string, number>;
  /** Response per extra unit of money. */
  marginalResponse: Record<string, number>;
  total: { spend: number; response: number };
}

interface WeightedCurve {
  curve: Curve;
  /** Shares of 1 per channel. */
  weight: number;
}

/** @param spend money per period; a channel that is not named keeps its present spend */
export function spendOutcome(problem: AllocationProblem, spend: Readonly<Record<string, number>>): SpendOutcome {
  const outcome: SpendOutcome = { response: {}, marginalResponse: {}, total: { spend: 0, response: 0 } };
  for (const channel of problem.channels) {
    const money = spend[channel.name] ?? channel.spend;
    const response = meanOf(curvesOf(problem, channel), (curve) => responseAt(curve, money));
    outcome.response[channel.name] = response;
    outcome.marginalResponse[channel.name] = marginalOf(problem, channel, money);
    outcome.total.spend += money;
    outcome.total.response += response;
  }
  return outcome;
}

export function marginalOf(problem: AllocationProblem, channel: AllocationChannel, money: number): number {
  return meanOf(curvesOf(problem, channel), (curve) => slopeAt(curve, money));
}

/** The channel's curve in every model, or its own where there are none. A model without it sees no response. */
function curvesOf({ models }: AllocationProblem, channel: AllocationChannel): WeightedCurve[] {
  if (models === undefined || models.length === 0) return [{ curve: channel, weight: 1 }];
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  return models.map(({ weight, curves }) => ({ curve: curves[channel.name] ?? { ...channel, coefficient: 0 }, weight: (weight ?? 1) / all }));
}

function meanOf(curves: readonly WeightedCurve[], at: (curve: Curve) => number): number {
  return curves.reduce((sum, { curve, weight }) => sum + weight * at(curve), 0);
}
