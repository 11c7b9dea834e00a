import type { ChartConfiguration } from 'chart.js';
import type { Allocation } from '../../../core/allocation/problem.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import { change } from './words.ts';
import type { ResponseWords } from './words.ts';

/** The suggestion of one model alone, to show beside the robust one. */
export interface Beside {
  label: string;
  allocation: Allocation;
}

interface Bars {
  label: string;
  data: number[];
  backgroundColor: string;
  borderColor?: string;
  borderWidth?: number;
}

/** Spend per channel and period today, as suggested, and as one model alone would have it. */
export function spendFigure(allocation: Allocation, beside: Beside | null, style: FigureStyle): Figure {
  const { format } = style;
  const channels = Object.keys(allocation.spend);
  const of = (spend: Readonly<Record<string, number>>): number[] => channels.map((name) => spend[name] ?? 0);
  const before = of(allocation.initial.spend);
  const after = of(allocation.spend);
  const other = beside === null ? null : of(beside.allocation.spend);
  const unit = `${format.currency} per period`;
  return {
    config: bars(channels, sets(before, after, beside, other, style), (value) => format.compactMoney(value), (value) => format.money(value)),
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Spend today', unit, format: (v) => format.amount(v) }, { label: 'Suggested', unit, format: (v) => format.amount(v) },
        { label: 'Change', format: (v) => format.percent(v) }, ...(beside === null ? [] : [{ label: beside.label, unit, format: (v: number) => format.amount(v) }]),
      ],
      rows: channels.map((name, at) => [name, before[at] ?? null, after[at] ?? null, change(before[at], after[at]), ...(other === null ? [] : [other[at] ?? null])]),
    },
    summary: `Spend per channel, today against suggested: ${channels.map((name, at) => `${name} ${format.money(before[at])} to ${format.money(after[at])}`).join(', ')}.`,
  };
}

/** Response per channel and period today and as suggested. */
export function responseFigure(allocation: Allocation, words: ResponseWords, style: FigureStyle): Figure {
  const { format } = style;
  const channels = Object.keys(allocation.spend);
  const before = channels.map((name) => allocation.initial.response[name] ?? 0);
  const after = channels.map((name) => allocation.response[name] ?? 0);
  const amount = (value: number): string => format.amount(value);
  return {
    config: bars(channels, sets(before, after, null, null, style), words.short, words.text),
    table: {
      columns: [
        { label: 'Channel' }, { label: `${words.response} today`, unit: 'per period', format: amount }, { label: 'Suggested', unit: 'per period', format: amount },
        { label: 'Return on the next unit of money', format: (v) => format.ratio(v) },
      ],
      rows: channels.map((name, at) => [name, before[at] ?? null, after[at] ?? null, allocation.marginalResponse[name] ?? null]),
    },
    summary: `Expected ${words.response} per channel, today against suggested: ${channels.map((name, at) => `${name} ${words.text(before[at])} to ${words.text(after[at])}`).join(', ')}.`,
  };
}

function sets(before: number[], after: number[], beside: Beside | null, other: number[] | null, { theme }: FigureStyle): Bars[] {
  return [
    { label: 'Today', data: before, backgroundColor: theme.neutral },
    { label: 'Suggested', data: after, backgroundColor: theme.accent },
    ...(beside === null || other === null ? [] : [{ label: beside.label, data: other, backgroundColor: theme.accentFaint, borderColor: theme.accent, borderWidth: 1 }]),
  ];
}

function bars(labels: string[], datasets: Bars[], tick: (value: number) => string, tip: (value: number) => string): ChartConfiguration {
  return {
    type: 'bar',
    data: { labels, datasets: datasets.map((set) => ({ ...set, maxBarThickness: 26 })) },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { callback: (value: number | string) => tick(Number(value)) } } },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { label: (item: { dataset: { label?: string }; parsed: { y: number | null } }) => `${item.dataset.label ?? ''}: ${tip(item.parsed.y ?? NaN)}` } },
      },
    },
  } as ChartConfiguration;
}
