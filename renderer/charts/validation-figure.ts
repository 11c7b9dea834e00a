import type { ChartConfiguration } from 'chart.js';
import { addPeriods, isoFromDays } from '../../core/data/calendar.ts';
import type { Spacing } from '../../core/data/table.ts';
import { periodCount } from '../../core/report/validation-words.ts';
import { boundsOf } from '../../core/spec/defaults.ts';
import { holdoutRows, type FoldPlan, type RowRange } from '../../core/spec/fold-plan.ts';
import type { Range, ValidationSpec } from '../../core/spec/spec.ts';
import type { Figure, FigureStyle } from './figure.ts';
import { dayAxis, type ChartTheme } from './theme.ts';

/** What a period of the window is to a fold. */
type Part = 'train' | 'gap' | 'validation' | 'test' | 'final';
interface Bar { part: Part; rows: RowRange }
interface BarRow { label: string; bars: Bar[] }

export interface ValidationCalendar {
  validation: ValidationSpec;
  /** Of `validation` over as many rows as there are dates. */
  plan: FoldPlan;
  /** Of the window, days since 1970-01-01, ascending. */
  dates: ArrayLike<number>;
  spacing: Spacing;
  /** Of a holdout; not looked at where there are folds. */
  trainSize: Range;
}

const PARTS: Readonly<Record<Part, string>> = {
  train: 'Training', gap: 'Gap, not used', validation: 'Validation', test: 'Test rows of the split', final: 'Test period, never seen by tuning',
};

/** Height in pixels that a figure of so many rows reads well at. */
export function validationHeight(plan: FoldPlan): number {
  return 90 + 30 * Math.max(2, plan.folds.length);
}

/** One row per fold (of a holdout: per end of the range of its split) over the dates of the window, to scale. */
export function validationFigure(calendar: ValidationCalendar, { theme, format }: FigureStyle): Figure {
  const { plan, dates, spacing } = calendar;
  const count = dates.length;
  const first = dates[0] ?? 0;
  const last = dates[count - 1] ?? 0;
  // A bar ends where the period after its last row begins.
  const edge = (row: number): number => (row < count ? dates[row] ?? last : addPeriods(last, 1, spacing));
  const rows = (plan.folds.length === 0 ? holdoutBars(calendar) : foldBars(calendar))
    .map((row) => (plan.tuningRows < count ? { ...row, bars: [...row.bars, { part: 'final', rows: [plan.tuningRows, count] } satisfies Bar] } : row));
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => rows.some(({ bars }) => bars.some((bar) => bar.part === part)));
  const colours = partColours(theme);
  const said = ([from, to]: RowRange): string => `${format.day(dates[from])} to ${format.day(edge(to) - 1)} (${periodCount(to - from, spacing)})`;
  const config = {
    type: 'bar',
    data: {
      labels: rows.map(({ label }) => label),
      datasets: parts.map((part) => ({
        label: PARTS[part],
        data: rows.flatMap(({ label, bars }) => bars.filter((bar) => bar.part === part).map((bar) => ({ x: [edge(bar.rows[0]), edge(bar.rows[1])], y: label, rows: bar.rows }))),
        backgroundColor: colours[part], borderSkipped: false, borderColor: theme.surface, borderWidth: 1, grouped: false, maxBarThickness: 22,
      })),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      interaction: { mode: 'nearest', intersect: true },
      scales: { x: dayAxis(theme, format.month, { min: first, max: edge(count) }), y: { grid: { display: false } } },
      plugins: {
        legend: { display: true },
        tooltip: {
          callbacks: {
            label: (item: { dataset: { label?: string }; raw: { rows: RowRange } }) => `${item.dataset.label ?? ''}: ${said(item.raw.rows)}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: plan.folds.length === 0 ? 'Split' : 'Fold' }, { label: 'Part' }, { label: 'From' }, { label: 'To' }, { label: `Number of ${spacing}s`, format: (value) => format.number(value, 0) }],
      rows: rows.flatMap(({ label, bars }) => bars.map(({ part, rows: [from, to] }) => [
        label, PARTS[part], isoFromDays(dates[from] ?? first), isoFromDays(edge(to) - 1), to - from,
      ])),
    },
    summary: `Bars on the calendar. ${rows.map(({ label, bars }) => `${label}: ${bars.map(({ part, rows: range }) => `${PARTS[part].toLowerCase()} ${said(range)}`).join(', ')}.`).join(' ')}`,
  };
}

function foldBars({ validation, plan: { folds, tuningRows } }: ValidationCalendar): BarRow[] {
  const gap = validation.scheme === 'holdout' ? 0 : validation.gap;
  const behind = validation.scheme === 'blocked_kfold' ? gap : 0;
  return folds.map(({ train, validation: [from, to] }, index) => {
    const bars: Bar[] = [
      ...train.map((rows): Bar => ({ part: 'train', rows })),
      { part: 'gap', rows: [Math.max(0, from - gap), from] },
      { part: 'validation', rows: [from, to] },
      { part: 'gap', rows: [to, Math.min(tuningRows, to + behind)] },
    ];
    return { label: `Fold ${index + 1}`, bars: bars.filter(notEmpty).sort((a, b) => a.rows[0] - b.rows[0]) };
  });
}

function notEmpty({ rows: [from, to] }: Bar): boolean {
  return to > from;
}

function holdoutBars({ plan: { tuningRows }, trainSize }: ValidationCalendar): BarRow[] {
  const [least, most] = boundsOf(trainSize);
  const split = (size: number, label: string): BarRow => {
    const { train, validation } = holdoutRows(size, tuningRows);
    const bars: Bar[] = [{ part: 'train', rows: [0, train] }, { part: 'validation', rows: [train, train + validation] }, { part: 'test', rows: [train + validation, tuningRows] }];
    return { label, bars: bars.filter(notEmpty) };
  };
  return least === most ? [split(least, 'The split')] : [split(least, 'Earliest split'), split(most, 'Latest split')];
}

/** Told apart by lightness too, for those who can't tell the hues. */
function partColours(theme: ChartTheme): Record<Part, string> {
  return {
    train: theme.accent, gap: theme.zero, validation: theme.warning, test: theme.neutral, final: theme.dark ? '#a499e8' : '#5b4fa2',
  };
}
