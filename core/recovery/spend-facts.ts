import { datesNamed, mediaColumn } from '../model/columns.ts';
import type { Spec } from '../spec/spec.ts';
import { windowRows } from '../spec/window.ts';
import type { Table } from '../data/table.ts';
import { correlation } from './rank.ts';

/** Why a channel's effect may be hard to tell: how its spend moves in the window, and with whose. */
export interface SpendFacts {
  name: string;
  /** Of all spend, 0..1. */
  share: number;
  /** Standard deviation / mean of spend per period; 0 where nothing was spent. */
  variation: number;
  /** The channel whose spend it moves with most; null: it moves with none. */
  closest: { name: string; correlation: number } | null;
}

/** In the order of the channels. MixwrightError for columns that do not fit. */
export function spendFacts(spec: Spec, table: Table): SpendFacts[] {
  const dates = datesNamed(table, spec.date, 'date');
  const { start, rows } = windowRows(spec.window, dates);
  const spends = spec.channels.map(({ spend }, i) => mediaColumn(table, spend, `channels[${i}].spend`, dates).subarray(start, start + rows));
  const sums = spends.map((spend) => spend.reduce((a, b) => a + b, 0));
  const total = sums.reduce((a, b) => a + b, 0);
  return spec.channels.map(({ name }, i): SpendFacts => {
    const spend = spends[i] as Float64Array;
    const mean = (sums[i] as number) / rows;
    const deviation = Math.sqrt(spend.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
    let closest: SpendFacts['closest'] = null;
    spends.forEach((other, k) => {
      const value = k === i ? null : correlation(spend, other);
      if (value !== null && value > (closest?.correlation ?? 0)) closest = { name: spec.channels[k]?.name ?? '', correlation: value };
    });
    return { name, share: total > 0 ? (sums[i] as number) / total : 0, variation: mean > 0 ? deviation / mean : 0, closest };
  });
}
