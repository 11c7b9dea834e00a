import { createFormat, formatPlain } from '../../report/format.ts';
import type { ResponseKind } from '../../spec/spec.ts';

/** What a problem does not know and sentences about it need. */
export interface InsightOptions {
  /** `revenue` unless said: whether a unit of response is a unit of money. */
  responseKind?: ResponseKind;
  /** ISO 4217; plain numbers without. */
  currency?: string | null;
}

/** How sentences about a suggestion write their figures; in English, as all notes. */
export interface InsightWords {
  isRevenue: boolean;
  money(value: number): string;
  amount(value: number): string;
  /** `EUR` or `unit of money` */
  unit: string;
  /** Of a marginal response: `returns 3.1` or `brings a conversion for €12`; of the next unit of money in revenue's case. */
  marginal(value: number): string;
  /** `+30 %`, `−12 %`; empty where there was nothing before. */
  change(before: number, after: number): string;
}

export function insightWords({ responseKind = 'revenue', currency = null }: InsightOptions): InsightWords {
  const format = createFormat('en', currency);
  const write = currency === null ? formatPlain : format.money;
  // 49.9999999998 of a solver is 50.
  const money = (value: number): string => write(Number(value.toPrecision(10)));
  const isRevenue = responseKind === 'revenue';
  return {
    isRevenue, money, amount: formatPlain, unit: currency ?? 'unit of money',
    marginal: (value) => (isRevenue ? format.ratio(value) : value > 0 ? money(1 / value) : 'any amount'),
    change: (before, after) => {
      if (!(before > 0)) return '';
      const percent = (100 * (after - before)) / before;
      const digits = Math.abs(percent) < 9.95 ? 1 : 0;
      return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(digits)} %`;
    },
  };
}
