import type { FigureStyle } from '../figure.ts';
import { fitText } from './canvas.ts';

/** One vertical axis of parallel coordinates. */
export interface ParallelAxis {
  /** Of the objective or parameter. */
  name: string;
  label: string;
  /** Place of each candidate of the run: 0 below, 1 on top; beyond 1 is drawn on top, NaN not at all. */
  positions: Float64Array;
  /** What the ends mean. */
  lower: string;
  upper: string;
}

export interface ParallelFrame {
  width: number;
  height: number;
  top: number;
  bottom: number;
}

/** Room of an axis; fewer pixels are scrolled to. */
export const LEAST_GAP = 84;
/** Two rows of names, then the upper end; the lower end below. */
const [TOP, BOTTOM] = [48, 18];
const LABEL_ROW = 15;

export function frameOf(width: number, height: number): ParallelFrame {
  return { width, height, top: TOP, bottom: height - BOTTOM };
}

/** Half a gap lies beyond the first and the last axis. */
export function axisX(frame: ParallelFrame, axes: number, at: number): number {
  return ((at + 0.5) * frame.width) / axes;
}

export function axisY(frame: ParallelFrame, position: number): number {
  return frame.bottom - Math.min(1, Math.max(0, position)) * (frame.bottom - frame.top);
}

/** Every k-th, so that no more than `most` are left. */
export function sample(indices: Int32Array, most: number): Int32Array {
  if (indices.length <= most) return indices;
  return Int32Array.from({ length: most }, (_, at) => indices[Math.floor((at * indices.length) / most)] ?? 0);
}

/** Those of `indices` (ascending) that are not in `without` (ascending, part of them). */
export function rest(indices: Int32Array, without: Int32Array): Int32Array {
  const left = new Int32Array(indices.length - without.length);
  let [next, count] = [0, 0];
  for (const index of indices) {
    if (without[next] === index) next += 1;
    else left[count++] = index;
  }
  return left;
}

/** One polyline per candidate from `from` to before `to`. */
export function drawLines(context: CanvasRenderingContext2D, frame: ParallelFrame, axes: readonly ParallelAxis[], indices: Int32Array, from: number, to: number, colour: string): void {
  const places = axes.map(({ positions }, at) => ({ positions, x: axisX(frame, axes.length, at) }));
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let line = from; line < Math.min(to, indices.length); line += 1) {
    const index = indices[line] ?? -1;
    let pen = false;
    for (const { positions, x } of places) {
      const position = positions[index] ?? NaN;
      if (Number.isNaN(position)) {
        pen = false;
        continue;
      }
      const y = axisY(frame, position);
      if (pen) context.lineTo(x, y);
      else context.moveTo(x, y);
      pen = true;
    }
  }
  context.stroke();
}

/** Axes with their names in two rows, so that neighbours have room, and the values at their ends. */
export function drawAxes(context: CanvasRenderingContext2D, frame: ParallelFrame, axes: readonly ParallelAxis[], { theme }: FigureStyle): void {
  const gap = frame.width / Math.max(1, axes.length);
  axes.forEach((axis, at) => {
    const x = axisX(frame, axes.length, at);
    context.fillStyle = theme.muted;
    context.fillRect(x - 0.5, frame.top, 1, frame.bottom - frame.top);
    context.textAlign = 'center';
    context.fillStyle = theme.text;
    context.fillText(fitText(context, axis.label, 2 * gap - 12), Math.min(frame.width - 40, Math.max(40, x)), 12 + (at % 2) * LABEL_ROW);
    context.fillStyle = theme.muted;
    context.fillText(fitText(context, axis.upper, gap - 8), x, frame.top - 5);
    context.fillText(fitText(context, axis.lower, gap - 8), x, frame.bottom + 14);
  });
}
