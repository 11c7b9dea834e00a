import { escapeHtml } from '../html/escape.ts';
import type { Axis, Frame } from './axis.ts';
import { cut, horizontalAxis, linearAxis, px, svg, text, verticalAxis } from './axis.ts';

export interface Line {
  name: string;
  /** CSS class that strokes it (and fills its marks). */
  paint: string;
  points: readonly (readonly [x: number, y: number])[];
  /** Points drawn on the line. */
  marks?: readonly (readonly [x: number, y: number])[];
  /** Interval about the line: its lower and upper end over the same x. */
  band?: { x: readonly number[]; lower: readonly number[]; upper: readonly number[] };
  /** Upright bars from 0 in place of the line. */
  bars?: boolean;
}

export interface LineOptions {
  xLabel: (value: number) => string;
  yLabel: (value: number) => string;
  /** Axis titles with their units. */
  xTitle: string;
  yTitle: string;
  zero?: boolean;
  /** Vertical lines at x with a word at the top. */
  rules?: readonly { x: number; label: string }[];
  /** Shaded stretches of x with a word at the top, behind everything. */
  regions?: readonly { from: number; to: number; label: string; paint: string }[];
  /** Horizontal lines to compare with. */
  levels?: readonly { y: number; label: string }[];
  width?: number;
  /** Of the part below the key. */
  height?: number;
}

const KEYS_PER_ROW = 5;

/** Lines over a common x, or only points when a line has marks and no points. */
export function lineChart(title: string, lines: readonly Line[], options: LineOptions): string {
  const width = options.width ?? 760;
  const keyRows = lines.length < 2 ? 0 : Math.ceil(lines.length / KEYS_PER_ROW);
  const top = 38 + 18 * keyRows;
  const frame: Frame = { width, height: top + (options.height ?? 260), left: 66, right: 22, top, bottom: 44 };
  const all = lines.flatMap(({ points, marks }) => [...points, ...(marks ?? [])]);
  const heights = [...all.map(([, value]) => value), ...lines.flatMap(({ band }) => (band === undefined ? [] : [...band.lower, ...band.upper])), ...(options.levels ?? []).map((level) => level.y)];
  const x = linearAxis(all.map(([value]) => value), [frame.left, frame.width - frame.right], { tight: true, count: frame.width > 500 ? 6 : 3 });
  const y = linearAxis(heights, [frame.height - frame.bottom, frame.top], { zero: options.zero ?? false, count: 4 });
  const drawn = lines.map((line) => bandPath(line, x, y) + (line.bars === true ? uprights(line, x, y, frame) : path(line, x, y))
    + (line.marks ?? []).map(([a, b]) => `<circle class="mark ${line.paint}" cx="${px(x.at(a))}" cy="${px(y.at(b))}" r="${line.points.length === 0 ? 2.2 : 4}"/>`).join(''));
  const rules = (options.rules ?? []).map(({ x: at, label }) =>
    `<line class="rule" x1="${px(x.at(at))}" x2="${px(x.at(at))}" y1="${frame.top}" y2="${frame.height - frame.bottom}"/>${text(x.at(at) + 4, frame.top - 4, label, 'class="tick"')}`);
  const regions = (options.regions ?? []).map(({ from, to, label, paint }) =>
    `<rect class="region ${paint}" x="${px(x.at(from))}" width="${px(Math.max(0, x.at(to) - x.at(from)))}" y="${frame.top}" height="${frame.height - frame.bottom - frame.top}"/>${text((x.at(from) + x.at(to)) / 2, frame.top - 4, label, 'class="tick" text-anchor="middle"')}`);
  const levels = (options.levels ?? []).map(({ y: at, label }) =>
    `<line class="rule" y1="${px(y.at(at))}" y2="${px(y.at(at))}" x1="${frame.left}" x2="${frame.width - frame.right}"><title>${escapeHtml(label)}</title></line>`);
  return svg(frame, title, regions.join('') + levels.join('') + verticalAxis(y, frame, options.yLabel) + horizontalAxis(x, frame, options.xLabel) + rules.join('') + drawn.join('')
    + (keyRows === 0 ? '' : key(lines, frame))
    + text(frame.left - 56, frame.top - 22 + (keyRows === 0 ? 0 : 8), options.yTitle, 'class="tick"')
    + text(frame.width - frame.right, frame.height - 6, options.xTitle, 'class="tick" text-anchor="end"'));
}

function path({ points, paint }: Line, x: Axis, y: Axis): string {
  if (points.length === 0) return '';
  return `<path class="line ${paint}" d="M${points.map(([a, b]) => `${px(x.at(a))} ${px(y.at(b))}`).join('L')}"/>`;
}

/** The area between the ends of the interval; ends that are not numbers are left out. */
function bandPath({ band, paint }: Line, x: Axis, y: Axis): string {
  if (band === undefined) return '';
  const at = (ends: readonly number[]): string[] => band.x.flatMap((value, index) => {
    const end = ends[index];
    return end === undefined || !Number.isFinite(end) ? [] : [`${px(x.at(value))} ${px(y.at(end))}`];
  });
  const outline = [...at(band.lower), ...at(band.upper).reverse()];
  return outline.length < 3 ? '' : `<path class="band ${paint}" d="M${outline.join('L')}Z"/>`;
}

/** As wide as the least distance of two neighbours allows. */
function uprights({ points, paint }: Line, x: Axis, y: Axis, frame: Frame): string {
  const width = Math.max(1, Math.min(14, 0.7 * ((frame.width - frame.left - frame.right) / Math.max(1, points.length))));
  return points.map(([a, b]) =>
    `<rect class="${paint}" x="${px(x.at(a) - width / 2)}" y="${px(Math.min(y.at(0), y.at(b)))}" width="${px(width)}" height="${px(Math.abs(y.at(b) - y.at(0)))}"/>`).join('');
}

function key(lines: readonly Line[], frame: Frame): string {
  const pitch = (frame.width - frame.left - frame.right) / KEYS_PER_ROW;
  return lines.map(({ name, paint }, index) => {
    const left = px(frame.left + (index % KEYS_PER_ROW) * pitch);
    const y = 10 + 18 * Math.floor(index / KEYS_PER_ROW);
    return `<line class="line ${paint}" x1="${left}" x2="${Number(left) + 18}" y1="${y}" y2="${y}"/>${text(Number(left) + 24, y + 4, cut(name, 14))}`;
  }).join('');
}
