import type { ChartConfiguration } from 'chart.js';
import type { ModelList } from '../../electron/contract/models.ts';
import type { Figure, FigureStyle } from './figure.ts';

/** Return (ROAS, or conversions per unit of money) per channel in each cluster: mean of its models and their spread (not a confidence interval). */
export function clusterFigure(clusters: ModelList['clusters'], channels: string[], label: string, colours: (name: string) => string, style: FigureStyle): Figure {
  const { format, theme } = style;
  const labels = clusters.map((cluster) => `Cluster ${cluster.index + 1} (${cluster.size})`);
  const value = (cluster: ModelList['clusters'][number], channel: string) => cluster.roi[channel];
  const config = {
    type: 'bar',
    data: {
      labels: clusters.map((cluster) => [`Cluster ${cluster.index + 1}`, `${cluster.size} ${cluster.size === 1 ? 'model' : 'models'}`]),
      datasets: channels.map((channel) => ({
        label: channel, data: clusters.map((cluster) => value(cluster, channel)?.mean ?? null), backgroundColor: colours(channel), maxBarThickness: 18,
      })),
    },
    options: {
      interaction: { mode: 'nearest', intersect: true },
      scales: { x: { grid: { display: false }, ticks: { autoSkip: false } }, y: { beginAtZero: true, title: { text: label } } },
      plugins: {
        legend: { display: true },
        annotation: {
          annotations: Object.fromEntries(clusters.flatMap((cluster, at) => channels.flatMap((channel, index) => {
            const spread = value(cluster, channel);
            if (spread === undefined) return [];
            // Bars of one group stand side by side within 0.8 of the category's width (Chart.js default).
            const x = at + ((index + 0.5) / channels.length - 0.5) * 0.8;
            return [[`spread-${at}-${index}`, { type: 'line', xMin: x, xMax: x, yMin: spread.lower, yMax: spread.upper, borderColor: theme.text, borderWidth: 1 }]];
          }))),
        },
        tooltip: {
          callbacks: {
            label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string } }) => {
              const cluster = clusters[item.dataIndex];
              const spread = cluster === undefined ? undefined : value(cluster, channels[item.datasetIndex] ?? '');
              return spread === undefined ? '' : `${item.dataset.label ?? ''}: ${format.ratio(spread.mean)} (${format.ratio(spread.lower)} to ${format.ratio(spread.upper)})`;
            },
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Cluster' }, { label: 'Channel' }, ...[`Mean ${label}`, 'Lower end of the spread', 'Upper end'].map((label) => ({ label, format: (v: number) => format.ratio(v) }))],
      rows: clusters.flatMap((cluster, at) => channels.map((channel) => {
        const spread = value(cluster, channel);
        return [labels[at] ?? '', channel, spread?.mean ?? null, spread?.lower ?? null, spread?.upper ?? null];
      })),
    },
    summary: `${label} per channel in ${clusters.length} clusters of like models, with the spread of the models in each.`,
  };
}
