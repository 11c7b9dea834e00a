import type { ChartConfiguration } from 'chart.js';
import type { FigureStyle } from './figure.ts';

export interface RangeBar {
  /** Ends of the bar and the mark on it. */
  lower: number;
  upper: number;
  mark: number;
  /** Ends of the thin line behind it. */
  min?: number;
  max?: number;
}

export interface RangeSet {
  label: string;
  colour: string | string[];
  /** One per row; null: nothing to show. */
  bars: (RangeBar | null)[];
}

/** Share of a row that its bars take, Chart.js' default. */
const GROUP = 0.8;

/** Horizontal bars from one end of a range to the other with a mark on each: per row one bar of each set. */
export function rangeBars(rows: readonly string[], sets: readonly RangeSet[], xTitle: string, told: (bar: RangeBar) => string, style: FigureStyle): ChartConfiguration {
  const { theme } = style;
  const each = GROUP / sets.length;
  const annotations = Object.fromEntries(sets.flatMap((set, index) => set.bars.flatMap((bar, row) => {
    if (bar === null) return [];
    const middle = row - GROUP / 2 + (index + 0.5) * each;
    const half = each * 0.36;
    const line = { type: 'line', borderColor: theme.text };
    return [
      [`mark-${index}-${row}`, { ...line, xMin: bar.mark, xMax: bar.mark, yMin: middle - half, yMax: middle + half, borderWidth: 3 }],
      ...(bar.min === undefined || bar.max === undefined ? []
        : [[`line-${index}-${row}`, { ...line, xMin: bar.min, xMax: bar.max, yMin: middle, yMax: middle, borderWidth: 1 }]]),
    ];
  })));
  return {
    type: 'bar',
    data: {
      labels: [...rows],
      datasets: sets.map((set) => ({
        label: set.label,
        data: set.bars.map((bar) => (bar === null ? null : [bar.lower, bar.upper])),
        backgroundColor: set.colour, barPercentage: 0.72, categoryPercentage: GROUP, minBarLength: 3, borderSkipped: false,
      })),
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'nearest', intersect: true },
      scales: { x: { beginAtZero: true, title: { text: xTitle } }, y: { grid: { display: false }, ticks: { autoSkip: false } } },
      plugins: {
        legend: { display: sets.length > 1 },
        annotation: { annotations },
        tooltip: {
          callbacks: {
            label: (item: { datasetIndex: number; dataIndex: number }) => {
              const set = sets[item.datasetIndex];
              const bar = set?.bars[item.dataIndex];
              return set === undefined || bar === null || bar === undefined ? '' : `${set.label}: ${told(bar)}`;
            },
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
}
