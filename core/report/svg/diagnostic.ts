import type { DiagnosticPlot } from '../../diagnosis/diagnostic.ts';
import type { Format } from '../format.ts';
import { barChart } from './bars.ts';
import { lineChart } from './lines.ts';

/** Series after these repeat the last colour; diagnostics have one or two. */
const PAINTS = ['fitted', 'baseline', 'negative'] as const;

/** The small plot of a finding. */
export function diagnosticChart(plot: DiagnosticPlot, format: Format): string {
  const { kind, title, x, series, lines } = plot;
  const paint = (index: number): string => PAINTS[Math.min(index, PAINTS.length - 1)] ?? 'fitted';
  const names = x.map((value) => (typeof value === 'string' ? value : ''));
  if (kind === 'bars' && plot.xKind === 'name') {
    return barChart(title, names.map((label, row) => ({ label, values: series.map(({ y }) => finite(y[row])), ...(series.length === 1 ? { note: format.compact(series[0]?.y[row]) } : {}) })),
      series.map(({ name }, index) => ({ name, paint: paint(index) })), format.compact, lines.map(({ name, y }) => ({ name, value: y })));
  }
  const at = (row: number): number => { const value = x[row]; return typeof value === 'number' ? value : row; };
  const drawn = series.map(({ name, y }, index) => {
    const points = y.flatMap((value, row): [number, number][] => (Number.isFinite(value) ? [[at(row), value]] : []));
    return kind === 'points' ? { name, paint: paint(index), points: [], marks: points } : { name, paint: paint(index), points, bars: kind === 'bars' };
  });
  return lineChart(title, drawn, {
    xLabel: plot.xKind === 'date' ? format.month : plot.xKind === 'name' ? (value) => names[Math.round(value)] ?? '' : format.compact,
    yLabel: format.compact, xTitle: plot.xLabel, yTitle: plot.yLabel, zero: kind === 'bars',
    width: 520, height: 170, levels: lines.map(({ name, y }) => ({ y, label: name })),
  });
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
