import type { PreparedData } from '../../model/prepared.ts';

/** A year in periods of the table. Days: 52 weeks, so that weekdays stay weekdays. */
const YEAR = { day: 364, week: 52, month: 12 } as const;

/**
 * Spend per channel in the same periods a year before the plan's, as many years before as are needed to lie in the table; null
 * where the table is shorter than a year or nothing was spent.
 */
export function lastYearSpend({ spend, rows, spacing }: Pick<PreparedData, 'spend' | 'rows' | 'spacing'>, channels: number, periods: number): Float64Array[] | null {
  const year = YEAR[spacing];
  if (rows < year) return null;
  const past = Array.from({ length: channels }, (_, c) => Float64Array.from({ length: periods }, (_, t) => spend[c * rows + rows - year + (t % year)] as number));
  return past.some((series) => series.some((value) => value > 0)) ? past : null;
}

/** All of it times the same factor, so that it sums to the budget. */
export function scaledTo(plan: readonly Float64Array[], budget: number): Float64Array[] {
  const now = plan.reduce((sum, series) => sum + series.reduce((a, b) => a + b, 0), 0);
  return plan.map((series) => series.map((value) => (now > 0 ? (value * budget) / now : 0)));
}
