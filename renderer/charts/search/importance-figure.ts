import type { ChartConfiguration } from 'chart.js';
import type { SearchData } from '../../../core/report/search/candidates.ts';
import type { Importance } from '../../../core/report/search/importance.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import { valueText } from './labels.ts';

/** One bar per parameter, the most important first. */
export function importanceFigure(data: SearchData, found: readonly Importance[], { theme, format }: FigureStyle): Figure {
  const sorted = [...found].sort((a, b) => b.share - a.share || a.parameter - b.parameter);
  const name = (one: Importance): string => data.parameters[one.parameter]?.name ?? '';
  const end = (one: Importance, at: 0 | 1): string | null => {
    const parameter = data.parameters[one.parameter];
    return one.middle === null || parameter === undefined ? null : valueText(parameter, one.middle[at], format);
  };
  const middle = (one: Importance): string[] => (one.middle === null ? [] : [`Middle half of the best: ${end(one, 0) ?? ''} to ${end(one, 1) ?? ''}`]);
  const first = sorted.filter(({ share }) => share > 0).slice(0, 3);
  return {
    config: {
      type: 'bar',
      data: { labels: sorted.map(name), datasets: [{ label: 'Importance', data: sorted.map(({ share }) => share), backgroundColor: theme.accent, maxBarThickness: 12 }] },
      options: {
        animation: false,
        indexAxis: 'y',
        interaction: { mode: 'index', axis: 'y', intersect: false },
        scales: {
          x: { beginAtZero: true, ticks: { callback: (value: number | string) => format.percent(Number(value), 0) } },
          y: { grid: { display: false }, ticks: { autoSkip: false, font: { size: 11 } } },
        },
        plugins: {
          tooltip: {
            callbacks: {
              label: (item: { dataIndex: number }) => {
                const one = sorted[item.dataIndex];
                return one === undefined ? '' : [`Importance: ${format.percent(one.share)}`, ...middle(one)];
              },
            },
          },
        },
      },
    } as unknown as ChartConfiguration,
    table: {
      columns: [
        { label: 'Parameter' }, { label: 'Importance', format: (value) => format.percent(value) }, { label: 'Divergence', format: (value) => format.significant(value) },
        { label: 'By chance', format: (value) => format.significant(value) }, { label: 'Middle half of the best from' }, { label: 'to' },
      ],
      rows: sorted.map((one) => [name(one), one.share, one.divergence, one.chance, end(one, 0), end(one, 1)]),
    },
    summary: first.length === 0 ? 'Importance of the parameters: none parts the best candidates from the rest beyond chance.'
      : `Importance of ${sorted.length} parameters; the most important: ${first.map((one) => `${name(one)} ${format.percent(one.share)}`).join(', ')}.`,
  };
}
