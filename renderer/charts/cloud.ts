import type { Chart, Plugin } from 'chart.js';

/**
 * Thousands of points behind a scatter's own data, drawn straight from flat arrays: as elements of Chart.js 20,000 of
 * them would hold the window up. Given as `options.plugins.cloud = { points: () => cloud }`, axes x and y.
 */
export interface Cloud {
  x: Float64Array;
  y: Float64Array;
  colour: string;
  /** Of the empty dataset that stands for it in the legend: hidden there, hidden here. */
  label: string;
  /** What a click on point `index` is about. */
  raw: (index: number) => unknown;
}

const SIZE = 2;
/** A click this many pixels off still hits. */
const REACH = 6;

export const cloudPlugin: Plugin = {
  id: 'cloud',
  beforeDatasetsDraw(chart) {
    const cloud = cloudOf(chart);
    const { ctx, chartArea: area } = chart;
    const place = chart.data.datasets.findIndex((set) => set.label === cloud?.label);
    const at = pixels(chart);
    if (cloud === null || at === null || !chart.isDatasetVisible(place)) return;
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width, area.height);
    ctx.clip();
    ctx.fillStyle = cloud.colour;
    for (let index = 0; index < cloud.x.length; index += 1) {
      ctx.fillRect(at.x(cloud.x[index] ?? NaN) - SIZE / 2, at.y(cloud.y[index] ?? NaN) - SIZE / 2, SIZE, SIZE);
    }
    ctx.restore();
  },
};

/** What the nearest point of the cloud is about, within reach of a place on the canvas; null where there is none. */
export function cloudHit(chart: Chart, x: number | null, y: number | null): unknown {
  const cloud = cloudOf(chart);
  const at = pixels(chart);
  if (cloud === null || at === null || x === null || y === null) return null;
  let nearest = -1;
  let distance = REACH;
  for (let index = 0; index < cloud.x.length; index += 1) {
    const off = Math.hypot(at.x(cloud.x[index] ?? NaN) - x, at.y(cloud.y[index] ?? NaN) - y);
    if (off < distance) {
      distance = off;
      nearest = index;
    }
  }
  return nearest < 0 ? null : cloud.raw(nearest);
}

function cloudOf(chart: Chart): Cloud | null {
  // As it was given: Chart.js would call the function for a value of its own.
  const options: unknown = Reflect.get(chart.config.options?.plugins ?? {}, 'cloud');
  if (typeof options !== 'object' || options === null || !('points' in options) || typeof options.points !== 'function') return null;
  return (options.points as () => Cloud)();
}

/** Both axes are linear: one multiplication a point in place of a call of Chart.js. */
function pixels(chart: Chart): { x: (value: number) => number; y: (value: number) => number } | null {
  const { x, y } = chart.scales;
  if (x === undefined || y === undefined) return null;
  const linear = (scale: typeof x): ((value: number) => number) => {
    const from = scale.getPixelForValue(scale.min);
    const factor = (scale.getPixelForValue(scale.max) - from) / (scale.max - scale.min);
    return (value) => from + (value - scale.min) * factor;
  };
  return { x: linear(x), y: linear(y) };
}
