import { escapeHtml } from '../html/escape.ts';
import { axisValues, drawnWhisker, whiskerLimit } from '../whisker.ts';
import type { Whisker } from '../whisker.ts';
import type { Axis, Frame } from './axis.ts';
import { cut, horizontalAxis, linearAxis, px, svg, text } from './axis.ts';

export interface BarRow {
  label: string;
  /** One bar per series; null leaves its place empty. */
  values: (number | null)[];
  /** Interval of each value; null or absent for none. */
  whiskers?: (Whisker | null)[];
  /** Written at the end of the row. */
  note?: string;
}

export interface BarSeries {
  name: string;
  /** CSS class that fills it. */
  paint: string;
}

const LEFT = 150;
/** Room for notes at the right, and what a letter takes of it. */
const RIGHT = 96;
const LETTER = 6.6;
/** Letters that fit to the left of the bars. */
const LABEL = 19;

/** Horizontal bars, one group of bars per row; a key above when there is more than one series. `levels`: values to compare with. */
export function barChart(
  title: string, rows: readonly BarRow[], series: readonly BarSeries[], label: (value: number) => string,
  levels: readonly { name: string; value: number }[] = [],
): string {
  const bar = series.length > 1 ? 11 : 16;
  const pitch = series.length * (bar + 2) + 10;
  const frame = frameOf(rows.length * pitch, series.length > 1 ? 30 : 8, rows.map(({ note }) => note ?? ''));
  const values = rows.flatMap((row) => row.values);
  const limit = whiskerLimit(values);
  const axis = linearAxis([...axisValues(values, rows.flatMap(({ whiskers }) => whiskers ?? [])), ...levels.map(({ value }) => value)], [LEFT, frame.width - frame.right], { zero: true });
  const body = rows.map((row, index) => {
    const top = frame.top + index * pitch + 5;
    const bars = series.map(({ name, paint }, place) => {
      const value = row.values[place] ?? null;
      const y = top + place * (bar + 2);
      return (value === null ? '' : box(axis, 0, value, y, bar, paint, `${row.label}, ${name}: ${label(value)}`))
        + whisker(axis, row.whiskers?.[place] ?? null, limit, y + bar / 2);
    });
    const middle = top + (series.length * (bar + 2)) / 2 + 3;
    return text(LEFT - 10, middle, cut(row.label, LABEL), 'text-anchor="end"') + bars.join('')
      + (row.note === undefined ? '' : text(frame.width - frame.right + 10, middle, row.note, 'class="strong"'));
  });
  const marks = levels.map(({ name, value }) => `<line class="rule" x1="${px(axis.at(value))}" x2="${px(axis.at(value))}" y1="${frame.top}" y2="${frame.height - frame.bottom}"><title>${escapeHtml(name)}</title></line>`);
  return svg(frame, title, horizontalAxis(axis, frame, label) + marks.join('') + (series.length > 1 ? key(series, frame) : '') + body.join(''));
}

export interface WaterfallRow {
  label: string;
  value: number;
  paint: string;
  note: string;
  /** Interval of the value, drawn about the step's end. */
  whisker?: Whisker | null;
}

/** Steps that add up from 0 to the total, which closes the chart. */
export function waterfallChart(title: string, rows: readonly WaterfallRow[], total: { label: string; note: string; paint: string }, label: (value: number) => string): string {
  const pitch = 26;
  const frame = frameOf((rows.length + 1) * pitch, 8, [total, ...rows].map(({ note }) => note));
  const ends = rows.reduce<number[]>((sums, { value }) => [...sums, (sums.at(-1) ?? 0) + value], []);
  // Where each end would be if the step were as small or as large as its interval allows, those before it as they are.
  const whiskers = rows.map(({ whisker: own }, index): Whisker | null => {
    const before = ends[index - 1] ?? 0;
    return own === undefined || own === null ? null : [before + own[0], before + own[1]];
  });
  const limit = whiskerLimit(ends);
  const axis = linearAxis(axisValues(ends, whiskers), [LEFT, frame.width - frame.right], { zero: true });
  const line = (name: string, from: number, to: number, index: number, paint: string, note: string) => {
    const top = frame.top + index * pitch + 4;
    return text(LEFT - 10, top + 13, cut(name, LABEL), 'text-anchor="end"') + box(axis, from, to, top, 18, paint, `${name}: ${note}`)
      + text(frame.width - frame.right + 10, top + 13, note, 'class="strong"');
  };
  const steps = rows.map((row, index) => line(row.label, ends[index - 1] ?? 0, ends[index] ?? 0, index, row.paint, row.note)
    + whisker(axis, whiskers[index] ?? null, limit, frame.top + index * pitch + 13));
  const joints = rows.map((_, index) => {
    const x = px(axis.at(ends[index] ?? 0));
    return `<line class="joint" x1="${x}" x2="${x}" y1="${frame.top + index * pitch + 22}" y2="${frame.top + (index + 1) * pitch + 4}"/>`;
  });
  return svg(frame, title, horizontalAxis(axis, frame, label) + joints.join('') + steps.join('')
    + line(total.label, 0, ends.at(-1) ?? 0, rows.length, total.paint, total.note));
}

/** The interval as a line with caps; without a cap where it goes on beyond the drawing. */
function whisker(axis: Axis, ends: Whisker | null, limit: number, y: number): string {
  if (ends === null) return '';
  const { lower, upper, openBelow, openAbove } = drawnWhisker(ends, limit);
  const [from, to] = [px(axis.at(lower)), px(axis.at(upper))];
  const cap = (x: string): string => `M${x} ${px(y - 4)}V${px(y + 4)}`;
  return `<path class="whisker" d="M${from} ${px(y)}H${to}${openBelow ? '' : cap(from)}${openAbove ? '' : cap(to)}"/>`;
}

function box(axis: Axis, from: number, to: number, y: number, height: number, paint: string, hint: string): string {
  const [a, b] = [axis.at(from), axis.at(to)];
  return `<rect class="${paint}" x="${px(Math.min(a, b))}" y="${px(y)}" width="${px(Math.max(1, Math.abs(b - a)))}" height="${height}" rx="2">${text(0, 0, hint).replace(/^<text[^>]*>/, '<title>').replace('</text>', '</title>')}</rect>`;
}

function key(series: readonly BarSeries[], frame: Frame): string {
  return series.map(({ name, paint }, index) =>
    `<rect class="${paint}" x="${frame.left + index * 150}" y="6" width="12" height="12" rx="2"/>${text(frame.left + 18 + index * 150, 16, name)}`).join('');
}

function frameOf(inner: number, top: number, notes: readonly string[]): Frame {
  const right = notes.reduce((most, note) => Math.max(most, 20 + LETTER * note.length), RIGHT);
  return { width: 760, height: inner + top + 28, left: LEFT, right, top, bottom: 28 };
}
