import type { ChartConfiguration } from 'chart.js';
import { intervalCells, intervalText } from '../../../core/report/interval-words.ts';
import type { ModelPage } from '../../../core/report/model-page.ts';
import type { Interval, ModelIntervals } from '../../../core/uncertainty/interval.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import type { ChartColumn } from '../table.ts';
import { endsOf, whiskerAxis } from '../whiskers.ts';

/** Columns with the ends of an interval. */
export function endColumns(what: string, format: (value: number) => string): ChartColumn[] {
  return [{ label: `${what}, lower end`, format }, { label: `${what}, upper end`, format }];
}

/** ` (1.2 to 3.4)`; nothing while there is no interval. */
export function inBrackets(interval: Interval | null | undefined, format: (value: number) => string): string {
  return interval === null || interval === undefined ? '' : ` (${intervalText(interval, format)})`;
}

/** ROAS or CPA per channel with its interval; `refit`: the same with every row trained on, where tuning left some out. */
export function efficiencyFigure(page: ModelPage, intervals: ModelIntervals | null, refit: Record<string, number | null> | null, style: FigureStyle): Figure {
  const { theme, format } = style;
  const revenue = page.responseKind === 'revenue';
  const measure = revenue ? 'ROAS' : 'CPA';
  const values = page.shares.map((share) => (revenue ? share.roas : share.cpa));
  const found = page.shares.map(({ channel }) => (revenue ? intervals?.roas : intervals?.cpa)?.[channel] ?? null);
  const again = page.shares.map(({ channel }) => refit?.[channel] ?? null);
  const whiskers = found.map(endsOf);
  const config = {
    type: 'bar',
    data: {
      labels: page.shares.map(({ channel }) => channel),
      datasets: [
        { label: refit === null ? measure : `${measure} as tuned`, data: values, whiskers, whiskerColour: theme.text, backgroundColor: theme.accent, maxBarThickness: 16 },
        ...(refit === null ? [] : [{ label: `${measure} refitted on all rows`, data: again, backgroundColor: theme.neutral, maxBarThickness: 16 }]),
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: { x: { beginAtZero: true, ...whiskerAxis(values, whiskers) }, y: { grid: { display: false }, ticks: { autoSkip: false } } },
      plugins: {
        legend: { display: refit !== null },
        tooltip: {
          callbacks: {
            label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string }; parsed: { x: number | null } }) =>
              `${item.dataset.label ?? ''}: ${format.ratio(item.parsed.x)}${item.datasetIndex === 0 ? inBrackets(found[item.dataIndex], format.ratio) : ''}`,
          },
        },
      },
    },
  } as ChartConfiguration;
  const ratio = (value: number): string => format.ratio(value);
  const ends = intervals === null ? [] : endColumns(measure, ratio);
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, { label: measure, format: ratio }, ...ends, ...(refit === null ? [] : [{ label: `${measure} refitted on all rows`, format: ratio }])],
      rows: page.shares.map(({ channel }, at) => [channel, values[at] ?? null, ...(intervals === null ? [] : intervalCells(found[at])), ...(refit === null ? [] : [again[at] ?? null])]),
    },
    summary: `${measure} by channel: ${page.shares.map(({ channel }, at) => `${channel} ${format.ratio(values[at])}${inBrackets(found[at], format.ratio)}`).join(', ')}.`,
  };
}

/** Share of spend against share of effect per channel. */
export function sharesFigure(page: ModelPage, intervals: ModelIntervals | null, style: FigureStyle): Figure {
  const { theme, format } = style;
  const revenue = page.responseKind === 'revenue';
  const percent = (value: number) => format.percent(value);
  const found = page.shares.map(({ channel }) => intervals?.effectShare?.[channel] ?? null);
  const whiskers = found.map(endsOf);
  const effects = page.shares.map((share) => share.effectShare);
  const config = {
    type: 'bar',
    data: {
      labels: page.shares.map(({ channel }) => channel),
      datasets: [
        { label: 'Share of spend', data: page.shares.map((share) => share.spendShare), backgroundColor: theme.neutral, maxBarThickness: 16 },
        { label: 'Share of effect', data: effects, whiskers, whiskerColour: theme.text, backgroundColor: theme.accent, maxBarThickness: 16 },
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { beginAtZero: true, ...whiskerAxis(effects, whiskers), ticks: { callback: (value: number | string) => format.percent(Number(value), 0) } },
        y: { grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        legend: { display: true },
        tooltip: {
          callbacks: {
            label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string }; parsed: { x: number | null } }) =>
              `${item.dataset.label ?? ''}: ${format.percent(item.parsed.x)}${item.datasetIndex === 1 ? inBrackets(found[item.dataIndex], percent) : ''}`,
          },
        },
      },
    },
  } as ChartConfiguration;
  const amount = (value: number) => format.amount(value);
  const hasShares = found.some((one) => one !== null);
  return {
    config,
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Spend', unit: format.currency, format: amount }, { label: 'Effect', ...(revenue ? { unit: format.currency } : {}), format: amount },
        ...(intervals === null ? [] : endColumns('Effect', amount)),
        { label: 'Share of spend', format: percent }, { label: 'Share of effect', format: percent }, ...(hasShares ? endColumns('Share of effect', percent) : []),
      ],
      rows: page.shares.map((share, at) => [
        share.channel, share.spend, share.effect, ...(intervals === null ? [] : intervalCells(intervals.contribution[share.channel])),
        share.spendShare, share.effectShare, ...(hasShares ? intervalCells(found[at]) : []),
      ]),
    },
    summary: `Share of spend and share of effect: ${page.shares.map((share, at) => `${share.channel} ${format.percent(share.spendShare, 0)} and ${format.percent(share.effectShare, 0)}${inBrackets(found[at], percent)}`).join(', ')}.`,
  };
}
