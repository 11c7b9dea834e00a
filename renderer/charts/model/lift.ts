import type { ChartConfiguration } from 'chart.js';
import { daysFromIso } from '../../../core/data/calendar.ts';
import type { LiftStudyRow } from '../../../core/report/lift-studies.ts';
import type { ResponseKind } from '../../../core/spec/spec.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** What each lift study measured beside what the model says of it. */
export function liftFigure(rows: readonly LiftStudyRow[], responseKind: ResponseKind, style: FigureStyle): Figure {
  const { theme, format } = style;
  const revenue = responseKind === 'revenue';
  const unit = revenue ? { unit: format.currency } : {};
  const axis = (value: number | string): string => (revenue ? format.compactMoney(Number(value)) : format.compact(Number(value)));
  const amount = (value: number | null): string => (revenue ? format.money(value) : format.amount(value));
  const ratios = (row: LiftStudyRow): LiftStudyRow['roas'] => (revenue ? row.roas : row.cpa);
  const measure = revenue ? 'ROAS' : 'CPA';
  const period = (row: LiftStudyRow): string => `${format.day(daysFromIso(row.from))} – ${format.day(daysFromIso(row.to))}`;
  const config = {
    type: 'bar',
    data: {
      labels: rows.map((row) => [row.channels.join(' + '), `${format.month(daysFromIso(row.from))}, ${row.scope}`]),
      datasets: [
        { label: 'Measured', data: rows.map((row) => row.observed), backgroundColor: theme.neutral, maxBarThickness: 16 },
        { label: 'Predicted by the model', data: rows.map((row) => row.predicted), backgroundColor: theme.accent, maxBarThickness: 16 },
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { beginAtZero: true, title: { text: 'Lift over the study' }, ticks: { callback: axis } },
        y: { grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        legend: { display: true },
        tooltip: {
          callbacks: {
            label: (item: { dataset: { label?: string }; datasetIndex: number; dataIndex: number; parsed: { x: number | null } }) => {
              const row = rows[item.dataIndex];
              const efficiency = row === undefined ? null : ratios(row)[item.datasetIndex === 0 ? 'observed' : 'predicted'];
              return `${item.dataset.label ?? ''}: ${amount(item.parsed.x)}${efficiency === null ? '' : `, ${measure} ${format.ratio(efficiency)}`}`;
            },
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [
        { label: 'Channels' }, { label: 'Dates' }, { label: 'Counted' },
        { label: 'Measured', ...unit, format: (v) => format.amount(v) }, { label: 'Predicted', ...unit, format: (v) => format.amount(v) },
        { label: 'Error', format: (v) => format.percent(v) }, { label: 'Weight', format: (v) => format.percent(v) },
        { label: 'Spend', unit: format.currency, format: (v) => format.amount(v) },
        { label: `${measure} measured`, format: (v) => format.ratio(v) }, { label: `${measure} predicted`, format: (v) => format.ratio(v) },
      ],
      rows: rows.map((row) => [row.channels.join(' + '), period(row), row.scope, row.observed, row.predicted, row.error, row.weight, row.spend,
        ratios(row).observed, ratios(row).predicted]),
    },
    summary: `Lift measured and predicted: ${rows.map((row) => `${row.channels.join(' and ')} ${amount(row.observed)} and ${amount(row.predicted)}`).join('; ')}.`,
  };
}
