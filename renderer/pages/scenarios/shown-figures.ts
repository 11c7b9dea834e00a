import type { SavedAllocation } from '../../../electron/contract/allocation.ts';

/** What a saved scenario comes to per period, as lists and charts show it. */
export interface ShownFigures {
  id: string;
  name: string;
  spend: Record<string, number>;
  response: Record<string, number>;
  today: { spend: Record<string, number>; response: Record<string, number> };
  total: { spend: number; response: number };
  /** Over today; of a plan, over the same money spread evenly. */
  gain: number;
  /** The same / what it is compared with; null where that is nothing. */
  share: number | null;
  /** Of how many periods its figures are the mean; null for steady spend. */
  planPeriods: number | null;
}

export function shownFigures(one: SavedAllocation): ShownFigures {
  const { id, name, allocation, detail } = one;
  const plan = detail?.plan ?? null;
  const today = allocation.initial;
  if (plan === null) {
    const { spend, response, initialResponse } = allocation.total;
    const gain = response - initialResponse;
    return {
      id, name, today, spend: allocation.spend, response: allocation.response, total: { spend, response },
      gain, share: initialResponse === 0 ? null : gain / initialResponse, planPeriods: null,
    };
  }
  // The allocation beside a plan answers another question: steady spend under several models.
  const periods = plan.dates.length;
  const mean = (what: 'spend' | 'response'): Record<string, number> =>
    Object.fromEntries(plan.channels.map((channel) => [channel.channel, channel[what].reduce((sum, value) => sum + value, 0) / periods]));
  return {
    id, name, today, spend: mean('spend'), response: mean('response'),
    total: { spend: plan.total.spend / periods, response: plan.total.response / periods },
    gain: (plan.total.value - plan.even.value) / periods, share: plan.even.value > 0 ? plan.total.value / plan.even.value - 1 : null, planPeriods: periods,
  };
}
