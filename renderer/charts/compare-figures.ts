import type { ChartConfiguration } from 'chart.js';
import type { Comparison } from '../../electron/contract/models.ts';
import { intervalCells } from '../../core/report/interval-words.ts';
import type { Interval, ModelIntervals } from '../../core/uncertainty/interval.ts';
import type { Figure, FigureStyle } from './figure.ts';
import { endColumns, inBrackets } from './model/shares.ts';
import { endsOf, whiskerAxis } from './whiskers.ts';

/** Model by model in a comparison: neutral for the first, then colours that keep apart for the colour-blind. */
export function modelColours(dark: boolean): string[] {
  return dark ? ['#94a3b8', '#2dd4bf', '#f0894a', '#dd8fbf', '#e5b83b', '#8cc8ee'] : ['#64748b', '#0f766e', '#d55e00', '#b4508c', '#a67c00', '#0072b2'];
}

export function modelLabel(model: { runNumber: number; modelId: string }): string {
  return `Run ${model.runNumber}, ${model.modelId}`;
}

/** Interval of a model's ROAS or CPA; `intervals` in the order of the models, null before they are there. */
export function efficiencyInterval(intervals: readonly ModelIntervals[] | null, index: number, measure: 'roi' | 'cpa', channel: string): Interval | null {
  return intervals?.[index]?.[measure === 'roi' ? 'roas' : 'cpa'][channel] ?? null;
}

/** ROAS or CPA per channel, one bar per model, each with its interval. */
export function efficiencyFigure(comparison: Comparison, intervals: readonly ModelIntervals[] | null, measure: 'roi' | 'cpa', style: FigureStyle): Figure {
  const { theme, format } = style;
  const colours = modelColours(theme.dark);
  const channels = channelsOf(comparison);
  const label = measure === 'roi' ? 'ROAS' : 'CPA';
  const value = (index: number, channel: string): number | null => comparison.models[index]?.evaluation[measure][channel] ?? null;
  const interval = (index: number, channel: string): Interval | null => efficiencyInterval(intervals, index, measure, channel);
  const all = comparison.models.flatMap((_model, index) => channels.map((channel) => ({ value: value(index, channel), ends: endsOf(interval(index, channel)) })));
  const config = {
    type: 'bar',
    data: {
      labels: channels,
      datasets: comparison.models.map((model, index) => ({
        label: modelLabel(model), data: channels.map((channel) => value(index, channel)),
        whiskers: channels.map((channel) => endsOf(interval(index, channel))), whiskerColour: theme.text, backgroundColor: colours[index % colours.length], maxBarThickness: 22,
      })),
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ...whiskerAxis(all.map((one) => one.value), all.map((one) => one.ends)) } },
      plugins: {
        legend: { display: true },
        tooltip: {
          callbacks: {
            label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string }; parsed: { y: number | null } }) =>
              `${item.dataset.label ?? ''}: ${format.ratio(item.parsed.y)}${inBrackets(interval(item.datasetIndex, channels[item.dataIndex] ?? ''), format.ratio)}`,
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, ...comparison.models.flatMap((model) => [
        { label: modelLabel(model), format: (v: number) => format.ratio(v) }, ...(intervals === null ? [] : endColumns(modelLabel(model), (v) => format.ratio(v))),
      ])],
      rows: channels.map((channel) => [channel, ...comparison.models.flatMap((_model, index) => [
        value(index, channel), ...(intervals === null ? [] : intervalCells(interval(index, channel))),
      ])]),
    },
    summary: `${label} per channel for ${comparison.models.map(modelLabel).join(' and ')}.`,
  };
}

/** Response curve of one channel under every model. */
export function compareCurvesFigure(comparison: Comparison, channel: string, isMoney: boolean, style: FigureStyle): Figure {
  const { theme, format } = style;
  const colours = modelColours(theme.dark);
  const lines = comparison.models.flatMap((model, index) => {
    const curve = model.curves.find((one) => one.channel === channel);
    return curve === undefined ? [] : [{ model, curve, colour: colours[index % colours.length] }];
  });
  const config = {
    type: 'line',
    data: {
      datasets: lines.map(({ model, curve, colour }) => ({
        label: modelLabel(model), borderColor: colour, backgroundColor: colour, pointRadius: 0,
        data: [...curve.spend].map((x, at) => ({ x, y: curve.response[at] ?? NaN })),
      })),
    },
    options: {
      animation: false,
      parsing: false,
      scales: {
        x: { type: 'linear', title: { text: 'Spend per period' }, grid: { display: false }, ticks: { callback: (v: number | string) => format.compactMoney(Number(v)) } },
        y: { beginAtZero: true, title: { text: 'Response per period' }, ticks: { callback: (v: number | string) => (isMoney ? format.compactMoney(Number(v)) : format.compact(Number(v))) } },
      },
      plugins: { legend: { display: true } },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Model' }, { label: 'Spend', unit: `${format.currency} per period` }, { label: 'Response per period' }],
      rows: lines.flatMap(({ model, curve }) => [...curve.spend].map((spend, at) => [modelLabel(model), spend, curve.response[at] ?? null])),
    },
    summary: `Response curve of ${channel} under ${lines.map((line) => modelLabel(line.model)).join(' and ')}.`,
  };
}

export function channelsOf(comparison: Comparison): string[] {
  return [...new Set(comparison.models.flatMap((model) => Object.keys(model.evaluation.effectShare)))];
}
