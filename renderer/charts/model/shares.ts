import type { ChartConfiguration } from 'chart.js';
import type { ModelPage } from '../../../core/report/model-page.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** Share of spend against share of effect per channel, ROAS or CPA in the label. */
export function sharesFigure(page: ModelPage, style: FigureStyle): Figure {
  const { theme, format } = style;
  const revenue = page.responseKind === 'revenue';
  const measure = revenue ? 'ROAS' : 'CPA';
  const efficiency = (at: number): number | null => (revenue ? page.shares[at]?.roas : page.shares[at]?.cpa) ?? null;
  const config = {
    type: 'bar',
    data: {
      labels: page.shares.map((share, at) => [share.channel, `${measure} ${format.ratio(efficiency(at))}`]),
      datasets: [
        { label: 'Share of spend', data: page.shares.map((share) => share.spendShare), backgroundColor: theme.neutral, maxBarThickness: 16 },
        { label: 'Share of effect', data: page.shares.map((share) => share.effectShare), backgroundColor: theme.accent, maxBarThickness: 16 },
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { beginAtZero: true, ticks: { callback: (value: number | string) => format.percent(Number(value), 0) } },
        y: { grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { label: (item: { dataset: { label?: string }; parsed: { x: number | null } }) => `${item.dataset.label ?? ''}: ${format.percent(item.parsed.x)}` } },
      },
    },
  } as ChartConfiguration;
  const percent = (value: number) => format.percent(value);
  return {
    config,
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Spend', unit: format.currency, format: (v) => format.amount(v) }, { label: 'Effect', ...(revenue ? { unit: format.currency } : {}), format: (v) => format.amount(v) },
        { label: 'Share of spend', format: percent }, { label: 'Share of effect', format: percent }, { label: 'ROAS', format: (v) => format.ratio(v) }, { label: 'CPA', format: (v) => format.ratio(v) },
      ],
      rows: page.shares.map((share) => [share.channel, share.spend, share.effect, share.spendShare, share.effectShare, share.roas, share.cpa]),
    },
    summary: `Share of spend and share of effect: ${page.shares.map((share) => `${share.channel} ${format.percent(share.spendShare, 0)} and ${format.percent(share.effectShare, 0)}`).join(', ')}.`,
  };
}

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
