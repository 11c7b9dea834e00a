import { decayCurve, saturationCurve } from '../../core/report/curves-preview.ts';
import { boundsOf } from '../../core/spec/defaults.ts';
import type { ResolvedRanges } from '../../core/spec/defaults.ts';
import type { Range } from '../../core/spec/spec.ts';
import type { Figure, FigureStyle } from './figure.ts';

const LAGS = 12;
const POINTS = 50;

interface Curve {
  label: string;
  values: Float64Array;
}

/** What is left of a period's effect in the periods after it: both ends of the ranges, and their middle. */
export function decayFigure(ranges: ResolvedRanges, rows: number, colour: string, style: FigureStyle): Figure {
  const first = ranges.adstock === 'geometric' ? ranges.theta : ranges.shape;
  const second = ranges.adstock === 'geometric' ? 0 : ranges.scale;
  const curves = atEnds([first, second]).map(({ label, values: [a = 0, b = 0] }) =>
    ({ label, values: decayCurve(ranges.adstock, a, b, rows, LAGS) }));
  const half = curves[1]?.values.findIndex((value) => value < 0.5) ?? -1;
  return figure(curves, (index) => String(index), 2, 'Periods later', 'Effect left', colour, style,
    `In the middle of the ranges the effect falls under one half ${half < 0 ? `after more than ${LAGS} periods` : `in period ${half}`}.`);
}

/** Response as the adstocked spend nears its largest. */
export function saturationFigure(ranges: ResolvedRanges, colour: string, style: FigureStyle): Figure {
  const curves = atEnds([ranges.alpha, ranges.gamma]).map(({ label, values: [alpha = 1, gamma = 1] }) =>
    ({ label, values: saturationCurve(alpha, gamma, POINTS) }));
  const share = (index: number): string => style.format.percent(index / POINTS, 0);
  return figure(curves, share, POINTS / 5, 'Share of the largest adstocked spend', 'Response, share of its limit', colour, style,
    `In the middle of the ranges half the largest spend brings ${style.format.percent(curves[1]?.values[POINTS / 2], 0)} of the response's limit.`);
}

/** Lower ends, middles and upper ends; one curve where everything is fixed. */
function atEnds(ranges: readonly Range[]): { label: string; values: number[] }[] {
  const bounds = ranges.map(boundsOf);
  const at = (share: number): number[] => bounds.map(([lower, upper]) => lower + share * (upper - lower));
  return [{ label: 'Lower ends', values: at(0) }, { label: 'Middle', values: at(0.5) }, { label: 'Upper ends', values: at(1) }];
}

function figure(curves: Curve[], tick: (index: number) => string, every: number,
  xTitle: string, yTitle: string, colour: string, style: FigureStyle, summary: string): Figure {
  const { format, theme } = style;
  const length = curves[0]?.values.length ?? 0;
  return {
    config: {
      type: 'line',
      data: {
        labels: Array.from({ length }, (_unused, index) => tick(index)),
        datasets: curves.map(({ label, values }, index) => ({
          label,
          data: Array.from(values),
          borderColor: index === 1 ? colour : theme.neutral,
          borderWidth: index === 1 ? 2.5 : 1,
          borderDash: index === 1 ? [] : index === 0 ? [2, 3] : [6, 4],
          backgroundColor: `${colour}1f`,
          // The band between the ends.
          fill: index === 2 ? '-2' : false,
        })),
      },
      options: {
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { grid: { display: false }, title: { display: true, text: xTitle }, ticks: { autoSkip: false, callback: (value) => (Number(value) % every === 0 ? tick(Number(value)) : null) } },
          y: { min: 0, max: 1, title: { display: true, text: yTitle }, ticks: { maxTicksLimit: 5, callback: (value) => format.percent(Number(value), 0) } },
        },
        plugins: {
          tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ''}: ${format.percent(item.parsed.y)}` } },
        },
      },
    },
    table: {
      columns: [{ label: xTitle }, ...curves.map(({ label }) => ({ label, format: (value: number) => format.percent(value) }))],
      rows: Array.from({ length }, (_unused, index) => [tick(index), ...curves.map(({ values }) => values[index] ?? null)]),
    },
    summary,
  };
}
