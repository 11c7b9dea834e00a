import type { ChartConfiguration } from 'chart.js';
import type { Allocation } from '../../core/allocation/problem.ts';
import type { AllocationView } from '../../electron/contract/allocation.ts';
import type { Figure, FigureStyle } from './figure.ts';

/** Words for the response and its money value, by kind of response. */
export interface ResponseWords {
  /** `revenue` or `conversions` */
  response: string;
  isMoney: boolean;
}

export function responseText(style: FigureStyle, words: ResponseWords, value: number | null): string {
  return words.isMoney ? style.format.money(value) : style.format.amount(value);
}

/** Spend per channel today and as suggested. */
export function spendFigure(allocation: Allocation, style: FigureStyle): Figure {
  const { theme, format } = style;
  const channels = Object.keys(allocation.spend);
  const before = channels.map((name) => allocation.initial.spend[name] ?? 0);
  const after = channels.map((name) => allocation.spend[name] ?? 0);
  return {
    config: bars(channels, [
      { label: 'Today', data: before, backgroundColor: theme.neutral },
      { label: 'Suggested', data: after, backgroundColor: theme.accent },
    ], (value) => format.compactMoney(value), (value) => format.money(value)),
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Spend today', unit: `${format.currency} per period`, format: (v) => format.amount(v) },
        { label: 'Suggested', unit: `${format.currency} per period`, format: (v) => format.amount(v) },
        { label: 'Change', format: (v) => format.percent(v) },
      ],
      rows: channels.map((name, index) => [name, before[index] ?? null, after[index] ?? null, change(before[index], after[index])]),
    },
    summary: `Spend per channel, today against suggested, for ${channels.join(', ')}.`,
  };
}

export function change(before: number | undefined, after: number | undefined): number | null {
  return before === undefined || after === undefined || before === 0 ? null : after / before - 1;
}

/** Response per channel today and as suggested. */
export function responseFigure(allocation: Allocation, words: ResponseWords, style: FigureStyle): Figure {
  const { theme } = style;
  const channels = Object.keys(allocation.spend);
  const before = channels.map((name) => allocation.initial.response[name] ?? 0);
  const after = channels.map((name) => allocation.response[name] ?? 0);
  const short = (value: number) => (words.isMoney ? style.format.compactMoney(value) : style.format.compact(value));
  return {
    config: bars(channels, [
      { label: 'Today', data: before, backgroundColor: theme.neutral },
      { label: 'Suggested', data: after, backgroundColor: theme.accent },
    ], short, (value) => responseText(style, words, value)),
    table: {
      columns: [{ label: 'Channel' }, { label: `${words.response} today`, unit: 'per period' }, { label: 'Suggested', unit: 'per period' }, { label: 'Marginal return' }]
        .map((column, index) => (index === 0 ? column : { ...column, format: (v: number) => index === 3 ? style.format.ratio(v) : style.format.amount(v) })),
      rows: channels.map((name, index) => [name, before[index] ?? null, after[index] ?? null, allocation.marginalResponse[name] ?? null]),
    },
    summary: `Expected ${words.response} per channel, today against suggested.`,
  };
}

function bars(labels: string[], datasets: { label: string; data: number[]; backgroundColor: string }[], tick: (v: number) => string, tip: (v: number) => string): ChartConfiguration {
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

/** Response curve per channel with today's and the suggested point; dashed beyond the highest spend ever seen. */
export function allocationCurvesFigure(view: AllocationView, words: ResponseWords, colours: (name: string) => string, style: FigureStyle): Figure {
  const { format } = style;
  const { allocation, curves } = view;
  const datasets = curves.flatMap((curve) => {
    const colour = colours(curve.channel);
    const line = [...curve.spend].map((x, index) => ({ x, y: curve.response[index] ?? NaN }));
    const dot = (label: string, x: number | undefined, y: number | undefined, filled: boolean) => ({
      label: `${curve.channel}, ${label}`, data: x === undefined || y === undefined ? [] : [{ x, y }], showLine: false, pointRadius: 5, pointHoverRadius: 7,
      pointBackgroundColor: filled ? colour : style.theme.surface, pointBorderColor: colour, pointBorderWidth: 2, borderColor: colour,
    });
    return [
      {
        label: curve.channel, data: line, borderColor: colour, pointRadius: 0, borderWidth: 2,
        segment: { borderDash: (context: { p1: { parsed: { x: number | null } } }) => ((context.p1.parsed.x ?? 0) > curve.observedMax ? [4, 4] : undefined) },
      },
      dot('today', allocation.initial.spend[curve.channel], allocation.initial.response[curve.channel], false),
      dot('suggested', allocation.spend[curve.channel], allocation.response[curve.channel], true),
    ];
  });
  const config = {
    type: 'line',
    data: { datasets },
    options: {
      animation: false,
      parsing: false,
      scales: {
        x: { type: 'linear', title: { text: 'Spend per period' }, grid: { display: false }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { beginAtZero: true, title: { text: `Expected ${words.response} per period` }, ticks: { callback: (value: number | string) => (words.isMoney ? format.compactMoney(Number(value)) : format.compact(Number(value))) } },
      },
      plugins: {
        legend: { display: true, labels: { filter: (item: { text: string }) => !item.text.includes(', ') } },
        tooltip: {
          callbacks: {
            label: (item: { dataset: { label?: string }; parsed: { x: number | null; y: number | null } }) =>
              `${item.dataset.label ?? ''}: ${format.money(item.parsed.x)} → ${responseText(style, words, item.parsed.y)}`,
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, { label: 'Spend', unit: `${format.currency} per period`, format: (v) => format.amount(v) }, { label: words.response, unit: 'per period', format: (v) => format.amount(v) }],
      rows: curves.flatMap((curve) => [...curve.spend].map((spend, index) => [curve.channel, spend, curve.response[index] ?? null])),
    },
    summary: `Response curves of ${curves.map((curve) => curve.channel).join(', ')} with today's and the suggested spend.`,
  };
}
