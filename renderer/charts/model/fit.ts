import type { ChartConfiguration } from 'chart.js';
import type { ModelPage } from '../../../core/report/model-page.ts';
import { dayAxis } from '../theme.ts';
import type { Figure, FigureStyle } from '../figure.ts';

const PARTS = { train: 'Training', validation: 'Validation', test: 'Test' } as const;

type Annotations = Record<string, Record<string, unknown>>;

/** The blocks that folds were scored on and the test period as shaded boxes; for a holdout, lines where its parts begin. */
function splitMarks(page: ModelPage, style: FigureStyle): Annotations {
  const { theme } = style;
  const label = (content: string): Record<string, unknown> =>
    ({ display: true, content, position: { x: 'center', y: 'start' }, color: theme.muted, font: { size: 11, weight: 'normal' }, padding: 2 });
  const box = (days: { from: number; to: number }, backgroundColor: string, content: string): Record<string, unknown> =>
    ({ type: 'box', xMin: days.from, xMax: days.to, backgroundColor, borderWidth: 0, drawTime: 'beforeDatasetsDraw', label: label(content) });
  const { folds } = page.validation;
  const marks: Annotations = Object.fromEntries(folds.map((fold, index) =>
    [`fold${index}`, box(fold, `${theme.neutral}${index % 2 === 0 ? '14' : '29'}`, `Fold ${index + 1}`)]));
  if (page.testPeriod !== null) marks['testPeriod'] = box(page.testPeriod, `${theme.warning}26`, 'Test');
  if (folds.length > 0) return marks;
  for (const { name, from } of page.fit.ranges) {
    if (from === 0 || (name === 'test' && page.testPeriod !== null)) continue;
    const day = page.fit.dates[from];
    marks[name] = {
      type: 'line', xMin: day, xMax: day, borderColor: theme.zero, borderWidth: 1, borderDash: [4, 4],
      label: { display: true, content: PARTS[name], position: 'start', backgroundColor: 'transparent', color: theme.muted, font: { size: 11, weight: 'normal' }, xAdjust: 8 + 3 * PARTS[name].length, yAdjust: -4 },
    };
  }
  return marks;
}

/** The part a period belongs to, for tables. */
function partOf(page: ModelPage, row: number): string {
  const day = page.fit.dates[row] ?? NaN;
  const inside = ({ from, to }: { from: number; to: number }): boolean => day >= from && day <= to;
  if (page.testPeriod !== null && inside(page.testPeriod)) return 'Test period';
  const fold = page.validation.folds.findIndex(inside);
  if (page.validation.folds.length > 0) return fold < 0 ? 'Training only' : `Fold ${fold + 1}`;
  const range = page.fit.ranges.find(({ from, to }) => row >= from && row < to);
  return range === undefined ? '' : PARTS[range.name];
}

/** Response as it was and as the model has it. */
export function fitFigure(page: ModelPage, style: FigureStyle): Figure {
  const { theme, format } = style;
  const isMoney = page.responseKind === 'revenue';
  const { dates, actual, fitted, residual } = page.fit;
  const series = (values: number[]) => dates.map((x, at) => ({ x, y: values[at] ?? NaN }));
  const config = {
    type: 'line',
    data: {
      datasets: [
        { label: 'Actual', data: series(actual), borderColor: theme.neutral, borderWidth: 1.5 },
        { label: 'Fitted', data: series(fitted), borderColor: theme.accent, borderWidth: 2 },
      ],
    },
    options: {
      parsing: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: dayAxis(theme, format.month, { min: dates[0], max: dates.at(-1) }),
        y: { ticks: { callback: (value: number | string) => (isMoney ? format.compactMoney(Number(value)) : format.compact(Number(value))) } },
      },
      plugins: {
        legend: { display: true },
        annotation: { annotations: splitMarks(page, style) },
        tooltip: {
          callbacks: {
            title: (items: { parsed: { x: number | null } }[]) => format.day(items[0]?.parsed.x),
            label: (item: { dataset: { label?: string }; parsed: { y: number | null } }) => `${item.dataset.label ?? ''}: ${isMoney ? format.money(item.parsed.y) : format.amount(item.parsed.y)}`,
          },
        },
      },
    },
  } as ChartConfiguration;
  const whole = (v: number) => format.amount(v);
  return {
    config,
    table: {
      columns: [{ label: 'Date' }, { label: 'Actual', format: whole }, { label: 'Fitted', format: whole }, { label: 'Residual', format: whole }, { label: 'Part' }],
      rows: dates.map((day, at) => [format.day(day), actual[at] ?? null, fitted[at] ?? null, residual[at] ?? null, partOf(page, at)]),
    },
    summary: `Actual and fitted response over ${dates.length} periods from ${format.day(dates[0])} to ${format.day(dates.at(-1))}.`,
  };
}

/** What the model does not explain, by date. */
export function residualFigure(page: ModelPage, style: FigureStyle): Figure {
  const { theme, format } = style;
  const { dates, fitted, residual } = page.fit;
  const config = {
    type: 'bar',
    data: { datasets: [{ label: 'Residual', data: dates.map((x, at) => ({ x, y: residual[at] ?? NaN })), backgroundColor: theme.accent, barThickness: 2 }] },
    options: {
      parsing: false,
      interaction: { mode: 'index', intersect: false },
      scales: { x: dayAxis(theme, format.month, { min: dates[0], max: dates.at(-1), offset: false }), y: { ticks: { callback: (value: number | string) => format.compact(Number(value)) } } },
      plugins: {
        annotation: { annotations: splitMarks(page, style) },
        tooltip: { callbacks: { title: (items: { parsed: { x: number | null } }[]) => format.day(items[0]?.parsed.x), label: (item: { parsed: { y: number | null } }) => format.amount(item.parsed.y) } },
      },
    },
  } as ChartConfiguration;
  const largest = residual.reduce((worst, value, at) => (Math.abs(value) > Math.abs(residual[worst] ?? 0) ? at : worst), 0);
  return {
    config,
    table: {
      columns: [{ label: 'Date' }, { label: 'Fitted', format: (v) => format.amount(v) }, { label: 'Residual', format: (v) => format.amount(v) }],
      rows: dates.map((day, at) => [format.day(day), fitted[at] ?? null, residual[at] ?? null]),
    },
    summary: `Residuals by date; the largest is ${format.amount(residual[largest])} on ${format.day(dates[largest])}.`,
  };
}
