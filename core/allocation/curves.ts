import type { PreparedData } from '../model/prepared.ts';
import type { AdviceCurve } from './advice.ts';
import { responseAt } from './curve.ts';
import type { AllocationProblem } from './problem.ts';

const CURVE_POINTS = 101;

/** Response curves of a problem from 0 to past every spend that is of interest; over several models their mean and span. */
export function adviceCurves(prepared: PreparedData, { channels, models }: AllocationProblem, suggested: Readonly<Record<string, number>> = {}): AdviceCurve[] {
  const { rows, windowStart, windowRows } = prepared;
  const weights = (models ?? []).map(({ weight }) => weight ?? 1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return channels.map((channel, index): AdviceCurve => {
    const observed = prepared.spend.subarray(index * rows + windowStart, index * rows + windowStart + windowRows);
    const observedMax = observed.reduce((a, b) => Math.max(a, b), 0);
    const most = channel.unit === 'money' ? channel.upper : channel.unit === 'share' ? 0 : channel.spend * channel.upper;
    const end = 1.1 * Math.max(observedMax, Number.isFinite(most) ? most : 0, suggested[channel.name] ?? 0);
    const spend = Float64Array.from({ length: CURVE_POINTS }, (_, i) => (i * end) / (CURVE_POINTS - 1));
    const own = { channel: channel.name, spend, observedMax };
    const curves = (models ?? []).map((model) => model.curves[channel.name] ?? { ...channel, coefficient: 0 });
    if (curves.length === 0) return { ...own, response: spend.map((value) => responseAt(channel, value)) };
    const each = curves.map((curve) => spend.map((value) => responseAt(curve, value)));
    const at = (i: number): number[] => each.map((values) => values[i] as number);
    return {
      ...own,
      response: spend.map((_, i) => at(i).reduce((sum, value, m) => sum + (value * (weights[m] as number)) / all, 0)),
      lower: spend.map((_, i) => Math.min(...at(i))),
      upper: spend.map((_, i) => Math.max(...at(i))),
    };
  });
}
