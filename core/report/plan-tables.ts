import type { Plan, PlanTotal } from '../allocation/plan/plan.ts';
import type { ScenarioWords } from './scenario-report.ts';
import type { ReportTable } from './tables.ts';

/** The calendar of a plan, and its sums against the even split and last year's pattern. */
export function planTables(plan: Plan, words: ScenarioWords): ReportTable[] {
  return [planCalendar(plan, words), planTotals(plan)];
}

/** One row per period, one column per channel. */
export function planCalendar({ dates, channels }: Plan, { spacing }: Pick<ScenarioWords, 'spacing'>): ReportTable {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    caption: `Plan: spend by ${spacing}`,
    columns: [{ title: `From`, style: 'text' }, ...channels.map(({ channel }) => ({ title: channel, style: 'money' as const })), { title: 'Total', style: 'money' }],
    rows: [
      ...dates.map((date, period) => {
        const spend = channels.map((channel) => channel.spend[period] ?? 0);
        return [date, ...spend, sum(spend)];
      }),
      ['Total', ...channels.map(({ spend }) => sum(spend)), sum(channels.map(({ spend }) => sum(spend)))],
    ],
  };
}

export function planTotals({ total, even, lastYear }: Plan): ReportTable {
  const row = (title: string, { spend, response, after, value }: PlanTotal): (string | number)[] => [title, spend, response, after, value];
  return {
    caption: 'Plan against other patterns of the same money',
    columns: [
      { title: 'Pattern', style: 'text' }, { title: 'Spend', style: 'money' }, { title: 'Response in the plan', style: 'amount' }, { title: 'Response after its end', style: 'amount' },
      { title: 'Counted', style: 'amount' },
    ],
    rows: [row('Plan', total), row('Even split', even), ...(lastYear === null ? [] : [row("Last year's pattern", lastYear)])],
  };
}
