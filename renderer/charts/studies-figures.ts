import type { ChartConfiguration } from 'chart.js';
import type { CurveView } from '../../core/calibration/curve-view.ts';
import type { CurveCalibration } from '../../core/spec/spec.ts';
import type { Figure, FigureStyle } from './figure.ts';

type Points = CurveCalibration['points'];
type Item = { datasetIndex: number; parsed: { x: number | null; y: number | null }; dataset: { label?: string } };

/** Points measured elsewhere with the saturation curve fitted to them. */
export function curveFitFigure({ fit, line }: CurveView, points: Points, colour: string, style: FigureStyle): Figure {
  const { format, theme } = style;
  const config = {
    type: 'line',
    data: {
      datasets: [
        { label: 'Fitted curve', borderColor: colour, backgroundColor: colour, pointRadius: 0, data: line.spend.map((x, at) => ({ x, y: line.response[at] ?? NaN })) },
        {
          label: 'Measured', showLine: false, borderColor: theme.text, backgroundColor: theme.text, pointBackgroundColor: theme.surface, pointBorderColor: theme.text,
          pointBorderWidth: 2, pointRadius: 4, pointHoverRadius: 6, data: points.map(({ spend, response }) => ({ x: spend, y: response })),
        },
      ],
    },
    options: {
      parsing: false,
      scales: {
        x: { type: 'linear', grid: { display: false }, title: { text: 'Spend per period' }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { beginAtZero: true, title: { text: 'Response' }, ticks: { callback: (value: number | string) => format.compact(Number(value)) } },
      },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { title: () => '', label: (item: Item) => `${item.dataset.label ?? ''}: ${format.money(item.parsed.x)} → ${format.amount(item.parsed.y)}` } },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Spend', unit: `${format.currency} per period`, format: format.amount }, { label: 'Response measured', format: format.amount },
        { label: 'Response fitted', format: format.amount }, { label: 'Residual', format: format.amount }],
      rows: points.map(({ spend, response }, at) => [spend, response, fit.fitted[at] ?? null, fit.residuals[at] ?? null]),
    },
    summary: `A saturation curve through ${points.length} points explains ${format.percent(fit.rsq)} of their variance; it reaches half its height at a spend of ${format.money(fit.inflexion)}.`,
  };
}

/** What the curve leaves of each point; a pattern tells that the curve has another shape. */
export function curveResidualFigure({ fit }: CurveView, points: Points, colour: string, style: FigureStyle): Figure {
  const { format } = style;
  const largest = fit.residuals.reduce((most, residual) => Math.max(most, Math.abs(residual)), 0);
  const height = points.reduce((most, { response }) => Math.max(most, response), 0);
  // Rounding errors of a perfect fit are not to look like a pattern.
  const reach = Math.max(largest * 1.15, height * 1e-3);
  const config = {
    type: 'line',
    data: {
      datasets: [{
        label: 'Residual', showLine: false, borderColor: colour, backgroundColor: colour, pointRadius: 4, pointHoverRadius: 6,
        data: points.map(({ spend }, at) => ({ x: spend, y: fit.residuals[at] ?? NaN })),
      }],
    },
    options: {
      parsing: false,
      scales: {
        x: { type: 'linear', grid: { display: false }, title: { text: 'Spend per period' }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { min: -reach, max: reach, title: { text: 'Measured less fitted' }, ticks: { maxTicksLimit: 7, includeBounds: false, callback: (value: number | string) => format.compact(Number(value)) } },
      },
      plugins: { tooltip: { callbacks: { title: () => '', label: (item: Item) => `${format.money(item.parsed.x)}: ${format.amount(item.parsed.y)}` } } },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Spend', unit: `${format.currency} per period`, format: format.amount }, { label: 'Residual', format: format.amount }],
      rows: points.map(({ spend }, at) => [spend, fit.residuals[at] ?? null]),
    },
    summary: `Residuals of the fitted curve: the largest is ${format.amount(largest)}, ${format.percent(height > 0 ? largest / height : 0)} of the largest response.`,
  };
}
