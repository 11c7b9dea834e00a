import type { ChartConfiguration } from 'chart.js';
import type { ModelPage } from '../../../core/report/model-page.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** Immediate against carried-over response per channel. */
export function carryoverFigure(page: ModelPage, style: FigureStyle): Figure {
  const { theme, format } = style;
  const part = (share: number | null, carried: boolean) => (share === null ? null : carried ? share : 1 - share);
  const config = {
    type: 'bar',
    data: {
      labels: page.carryover.map((one) => one.channel),
      datasets: [
        { label: 'Immediate', data: page.carryover.map((one) => part(one.carryoverShare, false)), backgroundColor: theme.accent, maxBarThickness: 22 },
        { label: 'Carried over', data: page.carryover.map((one) => part(one.carryoverShare, true)), backgroundColor: theme.neutral, maxBarThickness: 22 },
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { stacked: true, min: 0, max: 1, ticks: { callback: (value: number | string) => format.percent(Number(value), 0) } },
        y: { stacked: true, grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { label: (item: { dataset: { label?: string }; parsed: { x: number | null } }) => `${item.dataset.label ?? ''}: ${format.percent(item.parsed.x)}` } },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, { label: 'Immediate response', format: (v) => format.amount(v) }, { label: 'Carried over', format: (v) => format.amount(v) }, { label: 'Share carried over', format: (v) => format.percent(v) }],
      rows: page.carryover.map((one) => [one.channel, one.immediate, one.carryover, one.carryoverShare]),
    },
    summary: `Share of each channel's response that comes after the period of the spend: ${page.carryover.map((one) => `${one.channel} ${format.percent(one.carryoverShare, 0)}`).join(', ')}.`,
  };
}
