import type { ChartConfiguration } from 'chart.js';
import type { PrincipalComponents } from '../../core/selection/principal-components.ts';
import type { ModelRow } from '../../electron/contract/models.ts';
import type { Figure, FigureStyle } from './figure.ts';

/** Clusters by colour and, for those who can't tell the colours, by shape; the set of the comparison of models, longer. */
const LOOKS = [
  { light: '#0f766e', dark: '#2dd4bf', shape: 'circle' }, { light: '#d55e00', dark: '#f0894a', shape: 'triangle' },
  { light: '#0072b2', dark: '#8cc8ee', shape: 'rect' }, { light: '#b4508c', dark: '#dd8fbf', shape: 'rectRot' },
  { light: '#a67c00', dark: '#e5b83b', shape: 'circle' }, { light: '#5b4fa2', dark: '#a499e8', shape: 'triangle' },
  { light: '#64748b', dark: '#94a3b8', shape: 'rect' }, { light: '#7a4419', dark: '#c28d5e', shape: 'rectRot' },
  { light: '#8aa300', dark: '#c2da4b', shape: 'circle' }, { light: '#e0567a', dark: '#ff93ad', shape: 'triangle' },
] as const;

interface PcaPoint {
  x: number;
  y: number;
  /** As in the Pareto chart, so that a click does the same. */
  id: string;
  representative: boolean;
  cluster: number;
}

/** Models in the plane of their two main differences; `models` in the order of the components' points. */
export function pcaFigure(models: readonly ModelRow[], components: PrincipalComponents, picked: string | null, style: FigureStyle): Figure {
  const { theme, format } = style;
  const points = models.flatMap((model, index): PcaPoint[] => {
    const at = components.points[index];
    return at === undefined || model.cluster === null ? []
      : [{ x: at.first, y: at.second, id: model.id, representative: model.representative, cluster: model.cluster }];
  });
  const clusters = [...new Set(points.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  const [first, second] = components.share;
  const config = {
    type: 'scatter',
    data: {
      datasets: clusters.map((cluster) => {
        const look = LOOKS[cluster % LOOKS.length] ?? LOOKS[0];
        const own = points.filter((point) => point.cluster === cluster);
        const colour = theme.dark ? look.dark : look.light;
        return {
          label: `Cluster ${cluster + 1}`,
          data: own,
          pointStyle: look.shape,
          backgroundColor: colour,
          pointBackgroundColor: own.map((point) => (point.representative ? colour : `${colour}99`)),
          pointBorderColor: own.map((point) => (point.id === picked ? theme.warning : point.representative ? theme.text : colour)),
          pointBorderWidth: own.map((point) => (point.id === picked ? 3 : point.representative ? 2 : 0.5)),
          pointRadius: own.map((point) => (point.representative ? 8 : 4)),
          pointHoverRadius: 8,
        };
      }),
    },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { title: { text: `First component (${format.percent(first, 0)} of the differences)` }, ticks: { includeBounds: false }, ...padded(points.map(({ x }) => x)) },
        y: { title: { text: `Second component (${format.percent(second, 0)})` }, ticks: { includeBounds: false }, ...padded(points.map(({ y }) => y)) },
      },
      plugins: {
        legend: { display: true, labels: { usePointStyle: true } },
        tooltip: {
          callbacks: {
            title: (items: { raw: unknown }[]) => items.map((item) => `Model ${(item.raw as PcaPoint).id}`),
            label: (item: { raw: unknown }) => {
              const point = item.raw as PcaPoint;
              return `Cluster ${point.cluster + 1}${point.representative ? ', stands for it' : ''}`;
            },
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  const decimals = (value: number) => format.number(value);
  return {
    config,
    table: {
      columns: [
        { label: 'Model' }, { label: 'Cluster' }, { label: 'Stands for its cluster' },
        { label: 'First component', format: decimals }, { label: 'Second component', format: decimals },
      ],
      rows: points.map((point) => [point.id, point.cluster + 1, point.representative ? 'yes' : '', point.x, point.y]),
    },
    summary: `Scatter of ${points.length} models in ${clusters.length} clusters by their two main differences, which hold ${format.percent(first + second, 0)} of all differences.`,
  };
}

/** Room for whole marks at the edges. */
function padded(values: readonly number[]): { min: number; max: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = 0.06 * (high - low) || 1;
  return { min: low - pad, max: high + pad };
}

/** What either axis is mostly about, the largest weights first. */
export function loadingsInWords({ loadings }: PrincipalComponents, style: FigureStyle): string {
  const told = (key: 'first' | 'second'): string => [...loadings].sort((a, b) => Math.abs(b[key]) - Math.abs(a[key])).slice(0, 3)
    .map((loading) => `${loading.name} (${loading[key] > 0 ? '+' : ''}${style.format.number(loading[key])})`).join(', ');
  return `To the right: mostly ${told('first')}. Upwards: mostly ${told('second')}. A minus means less of it.`;
}
