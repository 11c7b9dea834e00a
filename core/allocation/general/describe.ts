import type { Curve } from '../curve.ts';
import { slopeAt } from '../curve.ts';
import type { Allocation, AllocationChannel } from '../problem.ts';
import { MeanCurve } from './jet.ts';

/** A spend in the words of an answer: responses and slopes are weighted means over the models. */
export function describeSpend(
  channels: readonly AllocationChannel[], curves: readonly (readonly Curve[])[], weights: ArrayLike<number>, spend: ArrayLike<number>,
): Pick<Allocation, 'spend' | 'response' | 'marginalResponse' | 'initial' | 'total'> {
  const means = curves.map((own) => new MeanCurve(own, weights));
  const at = (index: number) => spend[index] as number;
  const valueAt = (index: number, money: number) => (means[index] as MeanCurve).value(money);
  const named = (value: (channel: AllocationChannel, index: number) => number) =>
    Object.fromEntries(channels.map((channel, index) => [channel.name, value(channel, index)]));
  const sum = (value: (channel: AllocationChannel, index: number) => number) =>
    channels.reduce((total, channel, index) => total + value(channel, index), 0);
  return {
    spend: named((_, index) => at(index)),
    response: named((_, index) => valueAt(index, at(index))),
    marginalResponse: named((_, index) => marginal({ curves: curves[index] ?? [], weights, value: (money) => valueAt(index, money) }, at(index))),
    initial: { spend: named((channel) => channel.spend), response: named((channel, index) => valueAt(index, channel.spend)) },
    total: {
      spend: sum((_, index) => at(index)),
      response: sum((_, index) => valueAt(index, at(index))),
      initialSpend: sum((channel) => channel.spend),
      initialResponse: sum((channel, index) => valueAt(index, channel.spend)),
    },
  };
}

/** The slope; where it is infinite (α < 1 at no spend), the response to the first unit of money. */
function marginal({ curves, weights, value }: { curves: readonly Curve[]; weights: ArrayLike<number>; value: (money: number) => number }, spend: number): number {
  const slope = curves.reduce((sum, curve, m) => sum + (weights[m] === 0 ? 0 : (weights[m] as number) * slopeAt(curve, spend)), 0);
  return Number.isFinite(slope) ? slope : value(spend + 1) - value(spend);
}
