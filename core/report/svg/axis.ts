import { escapeHtml } from '../html/escape.ts';

/** A linear axis: data range to pixels, with round ticks that lie inside it. */
export interface Axis {
  from: number;
  to: number;
  ticks: number[];
  at(value: number): number;
}

/** `values` to lie on it; with `zero`, 0 does too. Ticks are 1, 2 or 5 times a power of ten apart. */
export function linearAxis(values: readonly number[], pixels: [number, number], options: { zero?: boolean; tight?: boolean; count?: number } = {}): Axis {
  const finite = values.filter(Number.isFinite);
  let from = Math.min(...finite, ...(options.zero === true ? [0] : []));
  let to = Math.max(...finite, ...(options.zero === true ? [0] : []));
  if (!Number.isFinite(from)) [from, to] = [0, 1];
  if (from === to) [from, to] = [from - Math.max(1, Math.abs(from)) / 2, to + Math.max(1, Math.abs(to)) / 2];
  const rough = (to - from) / (options.count ?? 5);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  if (options.tight !== true) [from, to] = [Math.floor(from / step + 1e-9) * step, Math.ceil(to / step - 1e-9) * step];
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const [start, end] = pixels;
  return { from, to, ticks, at: (value) => start + ((value - from) / (to - from)) * (end - start) };
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${px(x)}" y="${px(y)}" ${attributes}>${escapeHtml(content)}</text>`;
}

/** Grid lines and labels of a vertical axis; 0 is drawn stronger. */
export function verticalAxis(axis: Axis, frame: Frame, label: (value: number) => string): string {
  return axis.ticks.map((tick) =>
    `<line class="${tick === 0 ? 'zero' : 'grid'}" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${px(axis.at(tick))}" y2="${px(axis.at(tick))}"/>`
    + text(frame.left - 8, axis.at(tick) + 4, label(tick), 'text-anchor="end" class="tick"')).join('');
}

/** The same for a horizontal axis, labels underneath. */
export function horizontalAxis(axis: Axis, frame: Frame, label: (value: number) => string): string {
  const base = frame.height - frame.bottom;
  return axis.ticks.map((tick) =>
    `<line class="${tick === 0 ? 'zero' : 'grid'}" y1="${frame.top}" y2="${base}" x1="${px(axis.at(tick))}" x2="${px(axis.at(tick))}"/>`
    + text(axis.at(tick), base + 18, label(tick), 'text-anchor="middle" class="tick"')).join('');
}

export function svg(frame: Pick<Frame, 'width' | 'height'>, title: string, body: string): string {
  return `<svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escapeHtml(title)}">${body}</svg>`;
}

/** Pixels to a tenth: enough to look at, short enough to send. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Shortens a label that would run out of its column. */
export function cut(label: string, most: number): string {
  return label.length <= most ? label : `${label.slice(0, most - 1)}…`;
}
