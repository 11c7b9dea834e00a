import type { ChartConfiguration } from 'chart.js';
import type { Change, EffectChange } from '../../core/refresh/changes.ts';
import type { RefreshChanges } from '../../electron/contract/refresh.ts';
import type { Figure, FigureStyle } from './figure.ts';

export type ChangeMeasure = 'efficiency' | 'share' | 'spend';

export function sideLabel({ runNumber, modelId }: RefreshChanges['before']): string {
  return `Run ${runNumber}, ${modelId}`;
}

/** What a measure is called. */
export function measureLabel(measure: ChangeMeasure, responseKind: RefreshChanges['responseKind']): string {
  if (measure === 'efficiency') return responseKind === 'revenue' ? 'ROAS' : 'CPA';
  return measure === 'share' ? 'Share of the response' : 'Spend per period';
}

/** Effects that have the measure: ROAS and spend are of paid channels only. */
export function changesOf(effects: readonly EffectChange[], measure: ChangeMeasure): { name: string; change: Change }[] {
  return effects.flatMap((effect) => {
    const change = effect[measure];
    return change === null ? [] : [{ name: effect.name, change }];
  });
}

/** One measure of the paid channels in the old model and in the new one, side by side. */
export function changeFigure(changes: RefreshChanges, measure: 'efficiency' | 'share', style: FigureStyle): Figure {
  const { theme, format } = style;
  const label = measureLabel(measure, changes.responseKind);
  const rows = changesOf(changes.effects.filter(({ kind }) => kind === 'paid'), measure);
  const text = (value: number | null): string => (measure === 'share' ? format.percent(value) : format.ratio(value));
  const sides = [
    { label: sideLabel(changes.before), colour: theme.neutral, values: rows.map(({ change }) => change.before) },
    { label: sideLabel(changes.after), colour: theme.accent, values: rows.map(({ change }) => change.after) },
  ];
  const config = {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => name),
      datasets: sides.map((side) => ({ label: side.label, data: side.values, backgroundColor: side.colour, maxBarThickness: 22 })),
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { callback: (value: number | string) => (measure === 'share' ? format.percent(Number(value), 0) : format.number(Number(value))) } } },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { label: (item: { dataset: { label?: string }; parsed: { y: number | null } }) => `${item.dataset.label ?? ''}: ${text(item.parsed.y)}` } },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, ...sides.map((side) => ({ label: side.label, format: text }))],
      rows: rows.map(({ name, change }) => [name, change.before, change.after]),
    },
    summary: `${label} by channel, before and after: ${rows.map(({ name, change }) => `${name} ${text(change.before)} and ${text(change.after)}`).join('; ')}.`,
  };
}
