import type { ChartConfiguration } from 'chart.js';
import type { AllocationView } from '../../../electron/contract/allocation.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import type { ResponseWords } from './words.ts';

type Curve = AllocationView['curves'][number];

/** A spend to mark on the curves. */
interface Mark {
  label: string;
  /** Money per period by channel. */
  spend: Readonly<Record<string, number>>;
  shape: 'open' | 'filled' | 'diamond';
}

/** Letters of data sets that the legend does not list. */
const SILENT = /\u200b/;
const HIDDEN = '\u200b';

/** Response per period at a spend, straight between the points of a curve; beyond them as at the nearest. */
export function curveAt(curve: Pick<Curve, 'spend' | 'response'>, spend: number): number {
  const { spend: xs, response: ys } = curve;
  const next = xs.findIndex((x) => x >= spend);
  if (next === 0) return ys[0] ?? NaN;
  if (next < 0) return ys[ys.length - 1] ?? NaN;
  const [from = NaN, to = NaN, low = NaN, high = NaN] = [xs[next - 1], xs[next], ys[next - 1], ys[next]];
  return to === from ? high : low + ((spend - from) / (to - from)) * (high - low);
}

function marksOf(view: AllocationView, ownLabel: string): Mark[] {
  const { allocation, own } = view;
  return [
    { label: 'today', spend: allocation.initial.spend, shape: 'open' },
    ...(own === null || own.allocation.status === 'infeasible' ? [] : [{ label: ownLabel, spend: own.allocation.spend, shape: 'diamond' as const }]),
    { label: 'suggested', spend: allocation.spend, shape: 'filled' },
  ];
}

/**
 * One channel's curve: band over the models, today, both suggestions; dashed and shaded beyond the highest spend ever seen
 * in a period.
 */
export function channelCurveFigure(view: AllocationView, channel: string, ownLabel: string, words: ResponseWords, colour: string, style: FigureStyle): Figure | null {
  const curve = view.curves.find((one) => one.channel === channel);
  if (curve === undefined) return null;
  const { format, theme } = style;
  const end = curve.spend[curve.spend.length - 1] ?? 0;
  const beyond = end > curve.observedMax
    ? { beyond: { type: 'box', xMin: curve.observedMax, xMax: end, backgroundColor: `${theme.warning}14`, borderWidth: 0, drawTime: 'beforeDatasetsDraw', label: { display: true, content: 'never seen', color: theme.muted, position: { x: 'end', y: 'end' }, font: { size: 11, weight: 'normal' } } } }
    : {};
  return {
    config: lines([...band(curve, colour, '33'), line(curve, colour), ...marksOf(view, ownLabel).map((mark) => dot(curve, mark, colour, theme.surface))], words, style, { annotations: beyond, legend: false }),
    table: curveTable([curve], words, style),
    summary: `Response curve of ${channel}: ${marksOf(view, ownLabel).map(({ label, spend }) => `${label} ${format.money(spend[channel])} brings ${words.text(curveAt(curve, spend[channel] ?? 0))}`).join(', ')}. The most ever spent in a period was ${format.money(curve.observedMax)}.`,
  };
}

/** All channels in one picture, without bands. */
export function allCurvesFigure(view: AllocationView, ownLabel: string, words: ResponseWords, colours: (name: string) => string, style: FigureStyle): Figure {
  const marks = marksOf(view, ownLabel);
  return {
    config: lines(view.curves.flatMap((curve) => [line(curve, colours(curve.channel)), ...marks.map((mark) => dot(curve, mark, colours(curve.channel), style.theme.surface))]), words, style, { annotations: {}, legend: true }),
    table: curveTable(view.curves, words, style),
    summary: `Response curves of ${view.curves.map(({ channel }) => channel).join(', ')} with today's and the suggested spend.`,
  };
}

function line(curve: Curve, colour: string): object {
  return {
    label: curve.channel, data: points(curve, curve.response), borderColor: colour, backgroundColor: colour, pointRadius: 0, borderWidth: 2,
    segment: { borderDash: (context: { p1: { parsed: { x: number | null } } }) => ((context.p1.parsed.x ?? 0) > curve.observedMax ? [4, 4] : undefined) },
  };
}

function band(curve: Curve, colour: string, faint: string): object[] {
  const { lower, upper } = curve;
  if (lower === undefined || upper === undefined) return [];
  const edge = (what: string, values: Float64Array, fill: string | false): object => ({
    label: `${curve.channel}, ${what}${HIDDEN}`, data: points(curve, values), borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: `${colour}${faint}`, fill,
  });
  return [edge('least of the models', lower, false), edge('most of the models', upper, '-1')];
}

function dot(curve: Curve, { label, spend, shape }: Mark, colour: string, surface: string): object {
  const x = spend[curve.channel];
  return {
    label: `${curve.channel}, ${label}${HIDDEN}`, data: x === undefined ? [] : [{ x, y: curveAt(curve, x) }], showLine: false, borderColor: colour,
    pointStyle: shape === 'diamond' ? 'rectRot' : 'circle', pointRadius: shape === 'diamond' ? 6 : 5, pointHoverRadius: 7,
    pointBackgroundColor: shape === 'filled' ? colour : surface, pointBorderColor: colour, pointBorderWidth: 2,
  };
}

function points(curve: Curve, values: Float64Array): { x: number; y: number }[] {
  return [...curve.spend].map((x, at) => ({ x, y: values[at] ?? NaN }));
}

function lines(datasets: object[], words: ResponseWords, { format }: FigureStyle, extra: { annotations: object; legend: boolean }): ChartConfiguration {
  return {
    type: 'line',
    data: { datasets },
    options: {
      animation: false,
      parsing: false,
      scales: {
        x: { type: 'linear', min: 0, grid: { display: false }, title: { text: 'Spend per period' }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { beginAtZero: true, title: { text: `${words.response.charAt(0).toUpperCase()}${words.response.slice(1)} per period` }, ticks: { callback: (value: number | string) => words.short(Number(value)) } },
      },
      plugins: {
        annotation: { annotations: extra.annotations },
        legend: { display: extra.legend, labels: { filter: (item: { text: string }) => !SILENT.test(item.text) } },
        tooltip: {
          callbacks: {
            title: () => '',
            label: (item: { dataset: { label?: string }; parsed: { x: number | null; y: number | null } }) =>
              `${(item.dataset.label ?? '').replace(HIDDEN, '')}: ${format.money(item.parsed.x)} → ${words.text(item.parsed.y)}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
}

function curveTable(curves: readonly Curve[], words: ResponseWords, { format }: FigureStyle): Figure['table'] {
  const amount = (value: number): string => format.amount(value);
  const hasBand = curves.some(({ lower }) => lower !== undefined);
  return {
    columns: [
      { label: 'Channel' }, { label: 'Spend', unit: `${format.currency} per period`, format: amount }, { label: words.response, unit: 'per period', format: amount },
      ...(hasBand ? [{ label: 'Least of the models', format: amount }, { label: 'Most of the models', format: amount }] : []),
      { label: 'Ever seen' },
    ],
    rows: curves.flatMap((curve) => [...curve.spend].map((spend, at) => [
      curve.channel, spend, curve.response[at] ?? null, ...(hasBand ? [curve.lower?.[at] ?? null, curve.upper?.[at] ?? null] : []), spend > curve.observedMax ? 'never' : 'yes',
    ])),
  };
}
