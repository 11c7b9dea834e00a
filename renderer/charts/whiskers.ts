import type { BarElement, Chart, ChartDataset, Plugin } from 'chart.js';
import { axisValues, drawnWhisker, whiskerLimit } from '../../core/report/whisker.ts';
import type { Whisker } from '../../core/report/whisker.ts';
import type { Interval } from '../../core/uncertainty/interval.ts';

/** Ends of each bar's interval, in the order of `data`; set on a data set of bars as `whiskers`. */
export type Whiskers = (Whisker | null)[];

declare module 'chart.js' {
  interface ControllerDatasetOptions {
    whiskers?: (readonly [lower: number, upper: number] | null)[];
    whiskerColour?: string;
  }
}

const CAP = 4;

export function endsOf(interval: Interval | null | undefined): Whisker | null {
  return interval === null || interval === undefined ? null : [interval.lower, interval.upper];
}

/** `suggestedMin` and `suggestedMax` of the axis of values, so that whiskers lie inside it. */
export function whiskerAxis(values: readonly (number | null)[], whiskers: Whiskers): { suggestedMin?: number; suggestedMax?: number } {
  const all = axisValues(values, whiskers);
  return whiskers.every((one) => one === null) || all.length === 0 ? {} : { suggestedMin: Math.min(0, ...all), suggestedMax: Math.max(0, ...all) };
}

/** Draws intervals over bars, lying or upright. One that goes on beyond the drawing has no cap there. */
export const whiskersPlugin: Plugin = {
  id: 'whiskers',
  afterDatasetsDraw(chart: Chart) {
    chart.data.datasets.forEach((set, index) => {
      if (chart.isDatasetVisible(index)) drawSet(chart, set, index);
    });
  },
};

function drawSet(chart: Chart, set: ChartDataset, index: number): void {
  const { whiskers, whiskerColour = '#000' } = set;
  if (whiskers === undefined) return;
  const meta = chart.getDatasetMeta(index);
  const scale = meta.vScale;
  if (scale === undefined) return;
  const lying = scale.isHorizontal();
  const limit = whiskerLimit(set.data.map((value) => (Array.isArray(value) ? Math.max(...value.map((end) => Math.abs(Number(end)))) : typeof value === 'number' ? value : null)));
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = whiskerColour;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  whiskers.forEach((ends, row) => {
    const bar = meta.data[row] as BarElement | undefined;
    // Chart.js makes every part of a data set optional.
    const [low, high] = ends ?? [];
    if (low === undefined || high === undefined || bar === undefined) return;
    const { lower, upper, openBelow, openAbove } = drawnWhisker([low, high], limit);
    const [from, to] = [scale.getPixelForValue(lower), scale.getPixelForValue(upper)];
    const across = lying ? bar.y : bar.x;
    const line = (a: number, b: number, c: number, d: number): void => {
      ctx.moveTo(lying ? a : b, lying ? b : a);
      ctx.lineTo(lying ? c : d, lying ? d : c);
    };
    line(from, across, to, across);
    if (!openBelow) line(from, across - CAP, from, across + CAP);
    if (!openAbove) line(to, across - CAP, to, across + CAP);
  });
  ctx.stroke();
  ctx.restore();
}
