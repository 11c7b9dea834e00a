import type { ChartConfiguration } from 'chart.js';
import type { ResponseText } from '../../composables/useResponse.ts';
import { modelColours } from '../compare-figures.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** A scenario's figures per period. */
export interface BarsOf {
  name: string;
  spend: Record<string, number>;
  response: Record<string, number>;
  today: { spend: Record<string, number>; response: Record<string, number> };
}

/** Spend or response per channel: today, then one bar per scenario. */
export function channelBarsFigure(saved: readonly BarsOf[], channels: readonly string[], what: 'spend' | 'response', words: ResponseText, style: FigureStyle): Figure {
  const { theme, format } = style;
  const colours = modelColours(theme.dark);
  const isMoney = what === 'spend' || words.isMoney;
  const long = (value: number | null): string => (isMoney ? format.money(value) : format.amount(value));
  const short = (value: number): string => (isMoney ? format.compactMoney(value) : format.compact(value));
  const today = channels.map((channel) => saved.find((one) => Object.hasOwn(one.today[what], channel))?.today[what][channel] ?? null);
  const of = (one: BarsOf): (number | null)[] => channels.map((channel) => one[what][channel] ?? null);
  const config = {
    type: 'bar',
    data: {
      labels: [...channels],
      datasets: [
        { label: 'Today', data: today, backgroundColor: 'transparent', borderColor: theme.muted, borderWidth: 1.5, borderSkipped: false, maxBarThickness: 24 },
        ...saved.map((one, index) => ({ label: one.name, data: of(one), backgroundColor: colours[index % colours.length], maxBarThickness: 24 })),
      ],
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { callback: (value: number | string) => short(Number(value)) } } },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { label: (item: { dataset: { label?: string }; parsed: { y: number | null } }) => `${item.dataset.label ?? ''}: ${long(item.parsed.y)}` } },
      },
    },
  } as unknown as ChartConfiguration;
  const unit = isMoney ? `${format.currency} per period` : 'per period';
  const column = (label: string) => ({ label, unit, format: (value: number) => format.amount(value) });
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, column('Today'), ...saved.map(({ name }) => column(name))],
      rows: channels.map((channel, at) => [channel, today[at] ?? null, ...saved.map((one) => one[what][channel] ?? null)]),
    },
    summary: `${what === 'spend' ? 'Spend' : `Expected ${words.response}`} per channel: today, ${saved.map(({ name }) => name).join(', ')}.`,
  };
}
