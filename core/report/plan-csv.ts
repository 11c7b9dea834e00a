import type { Plan } from '../allocation/plan/plan.ts';
import { toCsv } from './csv.ts';
import type { Cell } from './csv.ts';

/** The calendar: one row per period with its ISO date, each channel's spend and their sum, then each channel's response and their sum. */
export function planCsv({ dates, channels }: Pick<Plan, 'dates' | 'channels'>): string {
  const sum = (values: readonly Cell[]): number => values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0);
  return toCsv([
    ['date', ...channels.map(({ channel }) => channel), 'total', ...channels.map(({ channel }) => `${channel}_response`), 'total_response'],
    ...dates.map((date, t): Cell[] => {
      const spend = channels.map((channel) => channel.spend[t] ?? null);
      const response = channels.map((channel) => channel.response[t] ?? null);
      return [date, ...spend, sum(spend), ...response, sum(response)];
    }),
  ]);
}
