import type { ChartConfiguration } from 'chart.js';
import type { DiagnosticPlot } from '../../../core/diagnosis/diagnostic.ts';
import { dayAxis } from '../theme.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** Bars of names lie on their side when there are more than this many. */
const UPRIGHT_NAMES = 6;

/** The small plot of a finding, whatever it is about. */
export function diagnosticFigure(plot: DiagnosticPlot, style: FigureStyle): Figure {
  const { theme, format } = style;
  const { kind, x, xKind, series } = plot;
  const lying = kind === 'bars' && xKind === 'name' && x.length > UPRIGHT_NAMES;
  const colour = (index: number): string => [theme.accent, theme.neutral, theme.warning][index % 3] ?? theme.accent;
  const shown = (value: number | null): string => format.significant(value);
  const name = (at: number): string => { const value = x[at]; return typeof value === 'string' ? value : xKind === 'date' ? format.day(value) : format.number(value); };
  const number = (at: number): number => { const value = x[at]; return typeof value === 'number' ? value : at; };
  const values = { title: { text: plot.yLabel }, ticks: { maxTicksLimit: 5, callback: (value: number | string) => format.compact(Number(value)) } };
  const places = xKind === 'name' ? { type: 'category', grid: { display: false }, ticks: { autoSkip: false } }
    : xKind === 'date' ? dayAxis(theme, format.month, { min: Math.min(...x.map(Number)), max: Math.max(...x.map(Number)), offset: false })
      : { type: 'linear', grid: { display: false }, offset: kind === 'bars', title: { text: plot.xLabel }, ticks: { maxTicksLimit: 7 } };
  const config = {
    type: kind === 'bars' ? 'bar' : kind === 'line' ? 'line' : 'scatter',
    data: {
      ...(xKind === 'name' ? { labels: x } : {}),
      datasets: series.map(({ name: label, y }, index) => ({
        label, backgroundColor: kind === 'points' ? `${colour(index)}99` : colour(index), borderColor: colour(index), borderWidth: kind === 'line' ? 1.5 : 0,
        data: xKind === 'name' ? y : y.map((value, at) => ({ x: number(at), y: value })),
        ...(kind === 'bars' ? (xKind === 'name' ? { maxBarThickness: 16 } : { barThickness: Math.max(1, Math.min(8, 240 / Math.max(1, y.length))) }) : {}),
        ...(kind === 'points' ? { pointRadius: 2.5 } : {}),
      })),
    },
    options: {
      animation: false,
      indexAxis: lying ? 'y' : 'x',
      interaction: { mode: 'nearest', intersect: false },
      scales: lying ? { x: values, y: places } : { x: places, y: values },
      plugins: {
        legend: { display: series.length > 1 },
        annotation: {
          annotations: Object.fromEntries(plot.lines.map(({ y }, index) => [`line${index}`,
            { type: 'line', ...(lying ? { xMin: y, xMax: y } : { yMin: y, yMax: y }), borderColor: theme.zero, borderWidth: 1, borderDash: [4, 4] }])),
        },
        tooltip: {
          callbacks: {
            title: (items: { dataIndex: number }[]) => name(items[0]?.dataIndex ?? 0),
            label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string } }) => `${item.dataset.label ?? ''}: ${shown(series[item.datasetIndex]?.y[item.dataIndex] ?? null)}`,
          },
        },
      },
    },
  } as ChartConfiguration;
  const limits = plot.lines.length === 0 ? '' : ` Dashed: ${plot.lines.map((line) => `${line.name} (${shown(line.y)})`).join(', ')}.`;
  return {
    config,
    table: {
      columns: [{ label: plot.xLabel }, ...series.map((one) => ({ label: one.name, format: (value: number) => shown(value) }))],
      rows: x.map((_value, at) => [name(at), ...series.map(({ y }) => y[at] ?? null)]),
    },
    summary: `${plot.title}: ${plot.yLabel} by ${plot.xLabel}, ${x.length} ${kind === 'bars' ? 'bars' : 'points'}.${limits}`,
  };
}
