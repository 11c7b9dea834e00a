import type { CandidateParameters, Evaluation } from '../../model/evaluation.ts';
import type { PreparedData } from '../../model/prepared.ts';
import { responseAt } from '../curve.ts';
import { adstockAhead, dynamicsOf } from './dynamics.ts';
import type { Dynamics } from './dynamics.ts';
import type { PlanChannel, PlanTotal } from './plan.ts';

/** Money per period, by channel; all of the same length. */
export type SpendCalendar = Readonly<Record<string, ArrayLike<number>>>;

/**
 * What a calendar after the table's last row brings in a model, with what history carries in. Channels it does not name spend
 * nothing. MixwrightError as `evaluateCandidate`.
 * @param evaluation of the fit that budgets rest on (all rows)
 */
export function planResponse(
  prepared: PreparedData, params: CandidateParameters, evaluation: Evaluation, calendar: SpendCalendar, { periods, valueEnd }: { periods: number; valueEnd: boolean },
): { channels: PlanChannel[]; total: PlanTotal } {
  const dynamics = dynamicsOf(prepared, params, evaluation, periods);
  const channels = [...dynamics].map(([channel, own]) => channelResponse(channel, own, Float64Array.from({ length: periods }, (_, t) => calendar[channel]?.[t] ?? 0)));
  return { channels, total: totalOf(channels, valueEnd) };
}

export function channelResponse(channel: string, dynamics: Dynamics, spend: Float64Array): PlanChannel {
  const { curve, periods, base } = dynamics;
  const response = (stock: number): number => (curve.coefficient === 0 ? 0 : responseAt(curve, stock));
  const all = adstockAhead(dynamics, spend).map(response);
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return {
    channel, spend: [...spend], response: [...all.subarray(0, periods)],
    carriedIn: sum(base.subarray(0, periods).map(response)), after: sum(all.subarray(periods)),
  };
}

export function totalOf(channels: readonly PlanChannel[], valueEnd: boolean): PlanTotal {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const response = sum(channels.map((channel) => sum(channel.response)));
  const after = sum(channels.map((channel) => channel.after));
  return { spend: sum(channels.map(({ spend }) => sum(spend))), response, after, value: valueEnd ? response + after : response };
}
