import { choiceOf, levelsOf, valueAt } from '../../../core/report/search/candidates.ts';
import type { SearchParameter } from '../../../core/report/search/candidates.ts';
import type { Density } from '../../../core/report/search/densities.ts';
import type { FigureStyle } from '../figure.ts';
import { fitText, ramp } from './canvas.ts';
import type { Box } from './canvas.ts';
import { endText, optionName } from './labels.ts';

/** What a small picture shows of a parameter: places in its range as searched, which is 0..1. */
export interface RangeView {
  from: number;
  to: number;
}

/** Room below for the ends of the range, to the left for the objective. */
export const TICKS = 18;
const STEPS = 32;

export function boxOf(width: number, height: number, left: number): Box {
  return { left, top: 4, width: Math.max(1, width - left - 6), height: Math.max(1, height - TICKS - 4) };
}

export function pixelAt(view: RangeView, box: Box, position: number): number {
  return box.left + ((position - view.from) / (view.to - view.from)) * box.width;
}

/** Shades what lies outside the range and writes its ends below. */
export function drawRange(context: CanvasRenderingContext2D, parameter: SearchParameter, view: RangeView, box: Box, { theme, format }: FigureStyle): void {
  const at = (position: number): number => pixelAt(view, box, position);
  context.fillStyle = theme.grid;
  if (view.from < 0) context.fillRect(box.left, box.top, at(0) - box.left, box.height);
  if (view.to > 1) context.fillRect(at(1), box.top, box.left + box.width - at(1), box.height);
  context.fillStyle = theme.zero;
  context.fillRect(box.left, box.top + box.height, box.width, 1);
  context.fillStyle = theme.muted;
  const base = box.top + box.height + 13;
  const levels = levelsOf(parameter);
  if (parameter.choices !== undefined) {
    const room = box.width / levels;
    context.textAlign = 'center';
    for (let level = 0; level < levels; level += 1) {
      const option = choiceOf(parameter, parameter.lower + level);
      context.fillText(fitText(context, option === null ? '' : optionName(option), room - 4), at((level + 0.5) / levels), base);
    }
    return;
  }
  const inner = levels > 0 ? [0.5 / levels, 1 - 0.5 / levels] : [0, 0.5, 1];
  inner.forEach((position, index) => {
    context.textAlign = index === 0 && view.from === 0 && levels === 0 ? 'left' : index === inner.length - 1 && view.to === 1 && levels === 0 ? 'right' : 'center';
    context.fillText(endText(parameter, levels > 0 ? parameter.lower + Math.floor(position * levels) : valueAt(parameter, position), format), at(position), base);
  });
}

/** All candidates as a quiet outline, the best as bars in front. */
export function drawDensity(context: CanvasRenderingContext2D, density: Density, view: RangeView, box: Box, { theme }: FigureStyle): void {
  const cells = density.all.length;
  const most = Math.max(1e-9, ...density.all, ...density.best);
  const height = (share: number): number => (share / most) * (box.height - 2);
  const bar = (cell: number, share: number, inset: number): void => {
    const [left, right] = [pixelAt(view, box, cell / cells), pixelAt(view, box, (cell + 1) / cells)];
    context.fillRect(left + inset, box.top + box.height - height(share), Math.max(1, right - left - 2 * inset), height(share));
  };
  const gap = cells > 8 ? 0.5 : 3;
  context.fillStyle = `${theme.neutral}59`;
  density.all.forEach((share, cell) => bar(cell, share, gap));
  context.fillStyle = theme.accent;
  density.best.forEach((share, cell) => bar(cell, share, gap + (cells > 8 ? 1 : 6)));
  context.fillStyle = theme.warning;
  for (const [piled, position] of [[density.piled.lower, 0], [density.piled.upper, 1]] as const) {
    if (piled) context.fillRect(pixelAt(view, box, position) - 1.5, box.top, 3, box.height);
  }
}

export interface SlicePoints {
  indices: Int32Array;
  /** Per candidate of the run. */
  positions: Float64Array;
  values: Float64Array;
  iteration: Float64Array;
  /** What is drawn of the objective. */
  view: readonly [number, number];
  /** Of the run. */
  iterations: number;
  /** Whole numbers and choices are spread over their part of the axis. */
  levels: number;
}

/** Spreads candidates of one value evenly (golden ratio), the same way each time. */
const GOLDEN = 0.6180339887498949;

/** A point per candidate, written straight into pixels: 20,000 of them in a few milliseconds. Early ones pale, late ones strong. */
export function drawSlice(context: CanvasRenderingContext2D, points: SlicePoints, view: RangeView, box: Box, { theme, format }: FigureStyle): void {
  const scale = context.getTransform().a;
  const [width, height] = [Math.max(1, Math.round(box.width * scale)), Math.max(1, Math.round(box.height * scale))];
  const picture = context.getImageData(Math.round(box.left * scale), Math.round(box.top * scale), width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  const colours = ramp(theme.dark ? '#33455f' : '#cbd5e1', theme.accent, STEPS);
  const size = Math.max(1, Math.round(2 * scale));
  const [low, high] = points.view;
  const across = width / (view.to - view.from);
  const up = height / (high - low);
  const spread = points.levels > 0 ? 0.8 / points.levels : 0;
  for (const index of points.indices) {
    const jitter = spread === 0 ? 0 : (((index * GOLDEN) % 1) - 0.5) * spread;
    const x = Math.round(((points.positions[index] ?? NaN) + jitter - view.from) * across - size / 2);
    const y = Math.round(height - ((points.values[index] ?? NaN) - low) * up - size / 2);
    // Also false for NaN.
    if (!(x > -size && x < width && y > -size && y < height)) continue;
    const colour = colours[Math.min(STEPS - 1, Math.floor(((points.iteration[index] ?? 1) / points.iterations) * STEPS))] ?? 0;
    for (let row = Math.max(0, y); row < Math.min(height, y + size); row += 1) pixels.fill(colour, row * width + Math.max(0, x), row * width + Math.min(width, x + size));
  }
  context.putImageData(picture, Math.round(box.left * scale), Math.round(box.top * scale));
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  context.fillText(format.significant(high, 2), box.left - 4, box.top + 9);
  context.fillText(format.significant(low, 2), box.left - 4, box.top + box.height);
}
