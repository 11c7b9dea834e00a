import type { ChartConfiguration } from 'chart.js';
import type { Frontier } from '../../../core/allocation/insight/frontier.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import type { ResponseWords } from './words.ts';

/** The suggestion on the screen, per period. */
export interface FrontierMark {
  label: string;
  budget: number;
  response: number;
}

/** The most response for every total spend, with a band over the models, today and what is suggested. */
export function frontierFigure(frontier: Frontier, marks: readonly FrontierMark[], words: ResponseWords, style: FigureStyle): Figure {
  const { theme, format } = style;
  const { points, today, models } = frontier;
  const edge = (label: string, values: number[], fill: string | false): object => ({
    label, data: points.map(({ budget }, at) => ({ x: budget, y: values[at] ?? NaN })), borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: theme.accentFaint, fill,
  });
  const dot = (label: string, x: number, y: number, filled: boolean): object => ({
    label, data: [{ x, y }], showLine: false, pointRadius: 6, pointHoverRadius: 8, pointHitRadius: 2, borderColor: filled ? theme.accent : theme.text, backgroundColor: filled ? theme.accent : theme.surface, pointBackgroundColor: filled ? theme.accent : theme.surface, pointBorderColor: filled ? theme.accent : theme.text, pointBorderWidth: 2,
  });
  return {
    config: {
      type: 'line',
      data: {
        datasets: [
          dot('Today', today.budget, today.response, false),
          ...marks.map(({ label, budget, response }) => dot(label, budget, response, true)),
          { label: 'The most response', data: points.map(({ budget, response }) => ({ x: budget, y: response })), borderColor: theme.accent, backgroundColor: theme.accent, pointRadius: 0, pointHitRadius: 12 },
          ...(models > 1 ? [edge('Least of the models', points.map(({ lower }) => lower), false), edge('Over the models', points.map(({ upper }) => upper), '-1')] : []),
        ],
      },
      options: {
        animation: false,
        parsing: false,
        scales: {
          x: budgetAxis(format),
          y: { title: { text: `${words.response.charAt(0).toUpperCase()}${words.response.slice(1)} per period` }, ticks: { callback: (value: number | string) => words.short(Number(value)) } },
        },
        plugins: {
          legend: { display: true, labels: { usePointStyle: true, boxHeight: 7, filter: (item: { text: string }) => item.text !== 'Least of the models' } },
          tooltip: { callbacks: { title: () => '', label: (item: { dataset: { label?: string }; parsed: { x: number | null; y: number | null } }) => `${item.dataset.label ?? ''}: ${format.money(item.parsed.x)} → ${words.text(item.parsed.y)}` } },
        },
      },
    } as unknown as ChartConfiguration,
    table: frontierTable(frontier, words, style),
    summary: points.length === 0 ? 'No budgets to compare.'
      : `The most ${words.response} for every budget from ${format.money(points[0]?.budget)} (${words.text(points[0]?.response)}) to ${format.money(points.at(-1)?.budget)} (${words.text(points.at(-1)?.response)}) a period.`,
  };
}

/** What the next unit of money brings along the frontier; where money is the response, the line at which it pays for itself. */
export function marginalFigure(frontier: Frontier, words: ResponseWords, style: FigureStyle): Figure {
  const { theme, format } = style;
  const even = words.isMoney ? { even: { type: 'line', yMin: 1, yMax: 1, borderColor: theme.zero, borderWidth: 1, borderDash: [4, 4], label: { display: true, content: 'pays for itself', position: 'end', backgroundColor: 'transparent', color: theme.muted, yAdjust: -9, font: { size: 11, weight: 'normal' } } } } : {};
  return {
    config: {
      type: 'line',
      data: { datasets: [{ label: 'The next unit of money', data: frontier.points.map(({ budget, marginal }) => ({ x: budget, y: marginal })), borderColor: theme.accent, pointRadius: 0, pointHitRadius: 12 }] },
      options: {
        animation: false,
        parsing: false,
        scales: { x: budgetAxis(format), y: { beginAtZero: true, title: { text: words.isMoney ? 'Marginal ROAS' : 'Conversions per unit of money' }, ticks: { callback: (value: number | string) => format.ratio(Number(value)) } } },
        plugins: {
          annotation: { annotations: even },
          tooltip: { callbacks: { title: () => '', label: (item: { parsed: { x: number | null; y: number | null } }) => `At ${format.money(item.parsed.x)}: ${format.significant(item.parsed.y)}` } },
        },
      },
    } as unknown as ChartConfiguration,
    table: frontierTable(frontier, words, style),
    summary: `What the next unit of money brings: ${format.significant(frontier.points[0]?.marginal)} at ${format.money(frontier.points[0]?.budget)}, ${format.significant(frontier.points.at(-1)?.marginal)} at ${format.money(frontier.points.at(-1)?.budget)}.`,
  };
}

function budgetAxis(format: FigureStyle['format']): object {
  return { type: 'linear', grid: { display: false }, title: { text: 'Total spend per period' }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } };
}

function frontierTable({ points }: Frontier, words: ResponseWords, { format }: FigureStyle): Figure['table'] {
  const amount = (value: number): string => format.amount(value);
  const channels = Object.keys(points[0]?.spend ?? {});
  const money = `${format.currency} per period`;
  return {
    columns: [
      { label: 'Total spend', unit: money, format: amount }, { label: words.response, unit: 'per period', format: amount }, { label: 'Least of the models', format: amount }, { label: 'Most of the models', format: amount },
      { label: 'The next unit of money brings', format: (v) => format.significant(v) }, ...channels.map((label) => ({ label, unit: money, format: amount })),
    ],
    rows: points.map(({ budget, response, lower, upper, marginal, spend }) => [budget, response, lower, upper, marginal, ...channels.map((name) => spend[name] ?? null)]),
  };
}

/** Which budget a click on the frontier hit; null: none. */
export function pickedBudget(raw: unknown): number | null {
  return typeof raw === 'object' && raw !== null && 'x' in raw && typeof raw.x === 'number' && Number.isFinite(raw.x) ? raw.x : null;
}
