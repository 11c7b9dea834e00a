import type { ChartConfiguration } from 'chart.js';
import type { ModelPage } from '../../../core/report/model-page.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** Error of each fold on its own block of periods, their mean as a line and one standard deviation about it as a band. */
export function foldsFigure({ validation, spacing }: Pick<ModelPage, 'validation' | 'spacing'>, style: FigureStyle): Figure {
  const { theme, format } = style;
  const { folds, mean, sd } = validation;
  const days = folds.map(({ from, to }) => `${format.day(from)} – ${format.day(to)}`);
  const error = (value: number | null | undefined): string => format.significant(value);
  const config = {
    type: 'bar',
    data: {
      labels: folds.map((fold, index) => [`Fold ${index + 1}`, format.month(fold.from)]),
      datasets: [{ label: 'NRMSE', data: folds.map(({ nrmse }) => nrmse), backgroundColor: theme.accent, maxBarThickness: 40 }],
    },
    options: {
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { maxTicksLimit: 5 } } },
      plugins: {
        annotation: mean === null ? {} : {
          annotations: {
            mean: { type: 'line', yMin: mean, yMax: mean, borderColor: theme.text, borderWidth: 1, borderDash: [4, 4] },
            ...(sd === null ? {} : { spread: { type: 'box', yMin: Math.max(0, mean - sd), yMax: mean + sd, backgroundColor: `${theme.neutral}29`, borderWidth: 0, drawTime: 'beforeDatasetsDraw' } }),
          },
        },
        tooltip: {
          callbacks: {
            title: (items: { dataIndex: number }[]) => days[items[0]?.dataIndex ?? 0] ?? '',
            label: (item: { dataIndex: number }) => `NRMSE ${error(folds[item.dataIndex]?.nrmse)}, trained on ${folds[item.dataIndex]?.trainRows ?? 0} ${spacing}s`,
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Fold' }, { label: 'Scored on' }, { label: 'Rows trained on' }, { label: 'NRMSE', format: (v) => error(v) }],
      rows: folds.map((fold, index) => [`Fold ${index + 1}`, days[index] ?? '', fold.trainRows, fold.nrmse]),
    },
    summary: `Error by fold: ${folds.map((fold, index) => `fold ${index + 1} ${error(fold.nrmse)}`).join(', ')}; mean ${error(mean)}.`,
  };
}
