import type { PreparedData } from './prepared.ts';

type Spends = Pick<PreparedData, 'spend' | 'rows' | 'windowStart' | 'windowRows'>;

/** Spend over the window of paid channel `index`, one value per period; a view of the prepared data. */
export function windowSpend({ spend, rows, windowStart, windowRows }: Spends, index: number): Float64Array {
  const from = index * rows + windowStart;
  return spend.subarray(from, from + windowRows);
}

/** Its mean per period, or that of `chosen` rows of the whole table. */
export function meanSpend(prepared: Spends, index: number, chosen?: readonly number[]): number {
  if (chosen === undefined) return windowSpend(prepared, index).reduce((sum, value) => sum + value, 0) / prepared.windowRows;
  return chosen.reduce((sum, row) => sum + (prepared.spend[index * prepared.rows + row] ?? 0), 0) / chosen.length;
}
