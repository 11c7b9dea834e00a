import type { ChartConfiguration } from 'chart.js';
import type { RecoverySummary } from '../../core/recovery/summary.ts';
import type { RecoveryReplicate } from '../../core/recovery/replicate.ts';
import type { Interval } from '../../core/uncertainty/interval.ts';
import type { Figure, FigureStyle } from './figure.ts';
import { endsOf } from './whiskers.ts';

interface FoundPoint {
  x: number;
  y: number;
  channel: string;
  replicate: number;
  interval: Interval | null;
}

/** True against estimated return: one point per channel and replicate; with one channel its intervals too. */
export function truthFigure(
  replicates: readonly RecoveryReplicate[], channel: string | null, label: string, colours: (name: string) => string, style: FigureStyle,
): Figure {
  const { theme, format } = style;
  const points = replicates.flatMap(({ replicate, channels }) => channels.flatMap((one): FoundPoint[] =>
    one.truth === null || one.estimate === null || (channel !== null && one.name !== channel) ? []
      : [{ x: one.truth, y: one.estimate, channel: one.name, replicate, interval: one.interval }]));
  const names = [...new Set(points.map((point) => point.channel))];
  const least = Math.min(0, ...points.map(({ x, y }) => Math.min(x, y)));
  const most = Math.max(...points.map(({ x, y }) => Math.max(x, y)), 0) * 1.05;
  const told = (point: FoundPoint): string =>
    `${point.channel}, replicate ${point.replicate}: true ${format.ratio(point.x)}, found ${format.ratio(point.y)}${
      point.interval === null ? '' : ` (${format.ratio(point.interval.lower)} to ${format.ratio(point.interval.upper)})`}`;
  const config = {
    type: 'scatter',
    data: {
      datasets: [
        ...names.map((name) => ({
          label: name, data: points.filter((point) => point.channel === name), backgroundColor: `${colours(name)}b3`, borderColor: colours(name),
          pointRadius: channel === null ? 3 : 4.5, pointHoverRadius: 6,
        })),
        {
          label: 'Found as it is', type: 'line', data: [{ x: least, y: least }, { x: most, y: most }], borderColor: theme.zero, borderDash: [6, 4],
          borderWidth: 1.5, pointRadius: 0, pointHitRadius: 0,
        },
        ...(channel === null ? [] : [{
          label: 'Interval', type: 'line', borderColor: `${colours(channel)}80`, borderWidth: 1.5, pointRadius: 0, pointHitRadius: 0, spanGaps: false,
          data: points.flatMap(({ x, interval }) => (interval === null ? []
            : [{ x, y: interval.lower }, { x, y: Math.min(interval.upper, most * 2) }, { x, y: Number.NaN }])),
        }]),
      ],
    },
    options: {
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { type: 'linear', min: least, max: most, title: { text: `True ${label}` }, ticks: { callback: (value: number | string) => format.ratio(Number(value)) } },
        y: { beginAtZero: true, suggestedMax: most, title: { text: `${label} found` }, ticks: { callback: (value: number | string) => format.ratio(Number(value)) } },
      },
      plugins: {
        legend: { display: channel === null, labels: { filter: (item: { text: string }) => names.includes(item.text) } },
        tooltip: { filter: (item: { raw: unknown }) => isPoint(item.raw), callbacks: { title: () => '', label: (item: { raw: unknown }) => (isPoint(item.raw) ? told(item.raw) : '') } },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Replicate' }, { label: 'Channel' }, ...['True', 'Found', 'From', 'To'].map((name) => ({ label: name, format: (value: number) => format.ratio(value) }))],
      rows: points.map(({ replicate, channel: name, x, y, interval }) => [replicate, name, x, y, interval?.lower ?? null, interval?.upper ?? null]),
    },
    summary: `True ${label} against the one that was found, ${points.length} cases. On the diagonal it was found as it is.`,
  };
}

function isPoint(raw: unknown): raw is FoundPoint {
  return typeof raw === 'object' && raw !== null && 'replicate' in raw;
}

/** Share of replicates whose interval held the truth, per channel, with the interval of that share and the nominal line. */
export function coverageFigure({ channels, overall, level }: RecoverySummary, colours: (name: string) => string, style: FigureStyle): Figure {
  const { theme, format } = style;
  const rows = [...channels.map(({ name, coverage }) => ({ name, coverage, colour: colours(name) })), { name: 'All', coverage: overall.coverage, colour: theme.neutral }];
  const percent = (value: number | null | undefined): string => format.percent(value, 0);
  const config = {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => name),
      datasets: [{
        label: 'Intervals that held the truth', data: rows.map(({ coverage }) => coverage?.share ?? null), backgroundColor: rows.map(({ colour }) => colour), maxBarThickness: 18,
        whiskers: rows.map(({ coverage }) => endsOf(coverage)), whiskerColour: theme.text,
      }],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { min: 0, max: 1, ticks: { callback: (value: number | string) => percent(Number(value)) } },
        y: { grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        annotation: { annotations: { nominal: { type: 'line', xMin: level, xMax: level, borderColor: theme.text, borderWidth: 1.5, borderDash: [6, 4] } } },
        tooltip: {
          callbacks: {
            label: (item: { dataIndex: number }) => {
              const coverage = rows[item.dataIndex]?.coverage;
              return coverage ? `${coverage.count} of ${coverage.of}: ${percent(coverage.share)} (${percent(coverage.lower)} to ${percent(coverage.upper)})` : 'No intervals';
            },
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, { label: 'Held the truth' }, { label: 'Of' }, ...['Share', 'From', 'To'].map((label) => ({ label, format: percent }))],
      rows: rows.map(({ name, coverage }) => [name, coverage?.count ?? null, coverage?.of ?? null, coverage?.share ?? null, coverage?.lower ?? null, coverage?.upper ?? null]),
    },
    summary: `Share of ${percent(level)} intervals that held the truth: ${rows.map(({ name, coverage }) => `${name} ${percent(coverage?.share)}`).join(', ')}.`,
  };
}
