import type { ChartConfiguration } from 'chart.js';
import type { Axis, Bands, Figure as MethodFigure } from '../../core/comparison/bands.ts';
import type { MethodComparison } from '../../core/comparison/compare.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import { methodLabel } from '../composables/method-labels.ts';
import type { Figure, FigureStyle } from './figure.ts';

/** How wide the bands over trials are. */
export type BandWidth = 'quartiles' | 'wide' | 'none';

export interface MethodsView {
  figure: MethodFigure;
  axis: Axis;
  band: BandWidth;
  /** Those that are drawn; the table has all. */
  shown: ReadonlySet<TuningMethod>;
}

export const FIGURE_LABELS: Readonly<Record<MethodFigure, string>> = { hypervolume: 'Hypervolume', error: 'Lowest error' };
export const AXIS_LABELS: Readonly<Record<Axis, string>> = { evaluations: 'Evaluations', seconds: 'Seconds' };

/** Up to this share of the evaluations little is known yet; what lies outside the values from there on is cut off. */
const EARLY = 0.2;
/** Lines past so many solid ones are dashed: their colours alone are too much alike. */
const SOLID = 8;

/** Median over trials of each method with a band, against evaluations or (by the logarithm) seconds. */
export function methodsFigure(comparison: MethodComparison, view: MethodsView, colours: (method: TuningMethod) => string, style: FigureStyle): Figure {
  const { format } = style;
  const places = comparison.axes[view.axis];
  const drawn = comparison.methods.filter(({ method }) => view.shown.has(method));
  const medians = new Set(drawn.map(({ method }) => methodLabel(method)));
  const value = (number: number): string => format.significant(number, 4);
  const place = (number: number): string => (view.axis === 'evaluations' ? format.number(number, 0) : `${number < 0.1 ? format.number(number, 4) : format.significant(number, 2)} s`);
  const isMedian = (item: { text?: string; dataset?: { label?: string } }): boolean => medians.has(item.text ?? item.dataset?.label ?? '');
  const config = {
    type: 'line',
    data: {
      datasets: drawn.flatMap(({ method, bands }, at) => {
        const line = (values: readonly (number | null)[]) => places.map((x, i) => ({ x, y: values[i] ?? null }));
        const colour = colours(method);
        const [upper, lower] = edges(bands[view.figure][view.axis], view.band);
        const quiet = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, spanGaps: false };
        return [
          {
            label: methodLabel(method), data: line(bands[view.figure][view.axis].median), borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius: 0,
            pointHoverRadius: 4, borderDash: at < SOLID ? [] : [6, 3],
          },
          ...(upper === null || lower === null ? [] : [
            { label: 'upper', data: line(upper), fill: '+1', backgroundColor: `${colour}26`, ...quiet },
            { label: 'lower', data: line(lower), ...quiet },
          ]),
        ];
      }),
    },
    options: {
      animation: false,
      parsing: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          type: view.axis === 'evaluations' ? 'linear' : 'logarithmic', title: { text: AXIS_LABELS[view.axis] }, grid: { display: false },
          min: places[0], max: places.at(-1), ticks: { callback: (number: number | string) => (view.axis === 'evaluations' ? place(Number(number)) : isRound(Number(number)) ? `${format.number(Number(number), 5)} s` : null) },
        },
        y: { title: { text: FIGURE_LABELS[view.figure] }, ...rangeOf(comparison, drawn.map(({ bands }) => bands[view.figure].evaluations), view), ticks: { callback: (number: number | string) => format.significant(Number(number), 3) } },
      },
      plugins: {
        legend: { display: true, labels: { filter: isMedian }, onClick: () => undefined },
        tooltip: {
          filter: isMedian,
          itemSort: (a: { parsed: { y: number } }, b: { parsed: { y: number } }) => (view.figure === 'hypervolume' ? b.parsed.y - a.parsed.y : a.parsed.y - b.parsed.y),
          callbacks: {
            title: (items: { parsed: { x: number } }[]) => (items[0] === undefined ? '' : view.axis === 'evaluations' ? `${place(items[0].parsed.x)} evaluations` : place(items[0].parsed.x)),
            label: (item: { dataset: { label?: string }; parsed: { y: number } }) => `${item.dataset.label ?? ''}: ${value(item.parsed.y)}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [
        { label: AXIS_LABELS[view.axis], format: (number) => (view.axis === 'evaluations' ? format.number(number, 0) : format.significant(number, 3)) },
        ...comparison.methods.flatMap(({ method }) => ['median', '5 %', '25 %', '75 %', '95 %'].map((name) => ({ label: `${methodLabel(method)}, ${name}`, format: value }))),
      ],
      rows: places.map((x, i) => [x, ...comparison.methods.flatMap(({ bands }) => {
        const { median, low, lowerQuartile, upperQuartile, high } = bands[view.figure][view.axis];
        return [median, low, lowerQuartile, upperQuartile, high].map((values) => values[i] ?? null);
      })]),
    },
    summary: `${FIGURE_LABELS[view.figure]} against ${AXIS_LABELS[view.axis].toLowerCase()}; at the end in the median ${
      comparison.methods.map(({ method, final }) => `${methodLabel(method)} ${format.significant(final[view.figure].median, 4)}`).join(', ')}.`,
  };
}

function edges({ low, lowerQuartile, upperQuartile, high }: Bands, band: BandWidth): [(number | null)[], (number | null)[]] | [null, null] {
  return band === 'none' ? [null, null] : band === 'quartiles' ? [upperQuartile, lowerQuartile] : [high, low];
}

/** From the worst value after the first evaluations to the best one, so that the differences at the end can be seen. */
function rangeOf({ axes }: MethodComparison, bands: readonly Bands[], { figure, band }: MethodsView): { min?: number; max?: number } {
  const from = axes.evaluations.findIndex((evaluations) => evaluations >= EARLY * (axes.evaluations.at(-1) ?? 0));
  const values = bands.flatMap((one) => {
    const [upper, lower] = edges(one, band);
    return [upper ?? one.median, lower ?? one.median].flatMap((edge) => edge.slice(from)).filter((value) => value !== null);
  });
  if (values.length === 0) return {};
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = 0.04 * (most - least || Math.abs(most) || 1);
  return figure === 'hypervolume' ? { min: Math.max(0, least - room), max: Math.min(1, most + room) } : { min: Math.max(0, least - room), max: most + room };
}

/** Of a logarithmic axis only 1, 2 and 5 times powers of ten are written out. */
function isRound(value: number): boolean {
  const mantissa = value / 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].some((round) => Math.abs(mantissa - round) < 1e-6);
}
