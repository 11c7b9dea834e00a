import type { ChartConfiguration } from 'chart.js';
import type { Plan } from '../../../core/allocation/plan/plan.ts';
import { daysFromIso } from '../../../core/data/calendar.ts';
import type { ResponseText } from '../../composables/useResponse.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** Spend or response of a plan per period, channels stacked. */
export function overTimeFigure({ dates, channels }: Plan, what: 'spend' | 'response', colours: (name: string) => string, words: ResponseText, style: FigureStyle): Figure {
  const { theme, format } = style;
  const isMoney = what === 'spend' || words.isMoney;
  const long = (value: number | null): string => (isMoney ? format.money(value) : format.amount(value));
  const days = dates.map(daysFromIso);
  const shown = channels.filter((channel) => channel[what].some((value) => value > 0));
  const config = {
    type: 'bar',
    data: {
      labels: days.map((day) => format.dayMonth(day)),
      datasets: shown.map(({ channel, [what]: values }) => ({
        label: channel, data: [...values], backgroundColor: colours(channel), stack: 'all', borderWidth: 0.5, borderColor: theme.surface, borderRadius: 0, maxBarThickness: 48, categoryPercentage: 0.92,
      })),
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { stacked: true, grid: { display: false } },
        y: { stacked: true, beginAtZero: true, ticks: { callback: (value: number | string) => (isMoney ? format.compactMoney(Number(value)) : format.compact(Number(value))) } },
      },
      plugins: {
        legend: { display: true },
        tooltip: {
          callbacks: {
            title: (items: { dataIndex: number }[]) => format.day(days[items[0]?.dataIndex ?? -1]),
            label: (item: { dataset: { label?: string }; parsed: { y: number | null } }) => `${item.dataset.label ?? ''}: ${long(item.parsed.y)}`,
            footer: (items: { parsed: { y: number | null } }[]) => `Together: ${long(items.reduce((sum, { parsed }) => sum + (parsed.y ?? 0), 0))}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'From' }, ...channels.map(({ channel }) => ({ label: channel, ...(isMoney ? { unit: format.currency } : {}), format: (value: number) => format.amount(value) }))],
      rows: dates.map((date, period) => [date, ...channels.map((channel) => channel[what][period] ?? null)]),
    },
    summary: `${what === 'spend' ? 'Spend' : `Expected ${words.response}`} per period of the plan, by channel: ${shown.map(({ channel }) => channel).join(', ')}.`,
  };
}
