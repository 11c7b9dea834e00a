import type { ChartConfiguration } from 'chart.js';
import { bestSoFar } from '../../../core/report/search/history.ts';
import type { Objective, SearchData } from '../../../core/report/search/candidates.ts';
import type { HypervolumeCurve } from '../../../core/diagnosis/search-progress.ts';
import type { Cloud } from '../cloud.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import { OBJECTIVE_NAMES } from './labels.ts';
import { viewOf } from './view.ts';

/** The lower edge of the band, which needs no entry of its own. */
const LOWER = '10 % of the trials';

/** The objective of every candidate given by iteration, and the best found so far: its median over the trials, with a band. */
export function historyFigure(data: SearchData, indices: Int32Array, objective: Objective, style: FigureStyle): Figure {
  const { theme, format } = style;
  const name = OBJECTIVE_NAMES[objective];
  const values = data[objective];
  const best = bestSoFar(data, indices, objective);
  const view = viewOf(values, indices);
  const line = (numbers: readonly number[]): { x: number; y: number }[] => best.iterations.map((x, step) => ({ x, y: numbers[step] ?? NaN }));
  const cloud: Cloud = {
    x: Float64Array.from(indices, (index) => data.iteration[index] ?? NaN), y: Float64Array.from(indices, (index) => values[index] ?? NaN),
    label: 'Candidates', colour: `${theme.neutral}66`, raw: (at) => ({ id: `${data.trial[indices[at] ?? -1]}_${data.iteration[indices[at] ?? -1]}` }),
  };
  const shown = (value: number): string => format.significant(value, 4);
  const config = {
    type: 'scatter',
    data: {
      datasets: [
        { type: 'line', label: 'Best so far, median of the trials', data: line(best.median), borderColor: theme.accent, borderWidth: 2.5, pointRadius: 0, pointHoverRadius: 4 },
        { type: 'line', label: '10 % to 90 % of the trials', data: line(best.upper), borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: theme.accentFaint, fill: '+1' },
        { type: 'line', label: LOWER, data: line(best.lower), borderWidth: 0, pointRadius: 0, pointHitRadius: 0 },
        { label: 'Candidates', data: [], pointStyle: 'rect', pointBackgroundColor: theme.neutral, pointBorderWidth: 0 },
      ],
    },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      // A click that hits no line is one on the cloud.
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { type: 'linear', title: { text: 'Iteration' }, grid: { display: false } },
        y: { title: { text: name }, ticks: { includeBounds: false }, ...(view === null ? {} : { min: view[0], max: view[1] }) },
      },
      plugins: {
        cloud: { points: () => cloud },
        legend: { display: true, labels: { filter: (item: { text: string }) => item.text !== LOWER } },
        tooltip: {
          callbacks: {
            title: (items: { parsed: { x: number } }[]) => `Up to iteration ${format.number(items[0]?.parsed.x, 0)}`,
            label: (item: { dataset: { label?: string }; parsed: { y: number } }) => `${item.dataset.label ?? ''}: ${shown(item.parsed.y)}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  const last = best.median.at(-1);
  return {
    config,
    table: {
      columns: [{ label: 'Up to iteration' }, ...['Best so far, median of the trials', '10 % of the trials', '90 % of the trials'].map((label) => ({ label, format: shown }))],
      rows: best.iterations.map((iteration, step) => [iteration, best.median[step] ?? null, best.lower[step] ?? null, best.upper[step] ?? null]),
    },
    summary: last === undefined ? `${name} by iteration: nothing to show.`
      : `${name} of ${format.number(indices.length, 0)} candidates by iteration; the best so far, median of the trials, went from ${shown(best.median[0] ?? NaN)} to ${shown(last)}.`,
  };
}

/** The share of the objectives' plane that the candidates up to each iteration dominate. */
export function hypervolumeFigure(curve: HypervolumeCurve | null, { theme, format }: FigureStyle): Figure {
  const points = curve?.iterations.map((x, at) => ({ x, y: curve.volume[at] ?? NaN })) ?? [];
  const shown = (value: number): string => format.percent(value);
  return {
    config: {
      type: 'line',
      data: { datasets: [{ label: 'Dominated', data: points, borderColor: theme.accent, backgroundColor: theme.accentFaint, fill: 'origin', pointRadius: 2, pointBackgroundColor: theme.accent }] },
      options: {
        animation: false,
        parsing: false,
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales: {
          x: { type: 'linear', title: { text: 'Iteration' }, grid: { display: false } },
          y: { min: 0, suggestedMax: 1, ticks: { callback: (value: number | string) => format.percent(Number(value), 0) } },
        },
        plugins: { tooltip: { callbacks: { title: (items: { parsed: { x: number } }[]) => `Up to iteration ${format.number(items[0]?.parsed.x, 0)}`, label: (item: { parsed: { y: number } }) => `Dominated: ${shown(item.parsed.y)}` } } },
      },
    } as unknown as ChartConfiguration,
    table: { columns: [{ label: 'Up to iteration' }, { label: 'Dominated', format: shown }], rows: points.map(({ x, y }) => [x, y]) },
    summary: points.length === 0 ? 'Hypervolume by iteration: nothing to show.'
      : `Hypervolume by iteration: from ${shown(points[0]?.y ?? NaN)} to ${shown(points.at(-1)?.y ?? NaN)} of the plane of ${curve?.objectives.map((name) => OBJECTIVE_NAMES[name]).join(' and ') ?? ''}.`,
  };
}
