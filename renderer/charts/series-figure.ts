import { isoFromDays } from '../../core/data/calendar.ts';
import type { Figure, FigureStyle } from './figure.ts';
import { dayAxis } from './theme.ts';

export interface Series {
  name: string;
  values: ArrayLike<number>;
  colour?: string;
  /** Behind the others, thinner. */
  faint?: boolean;
}

/** Lines over time; `dates` in days since 1970-01-01. Missing values leave gaps. */
export function seriesFigure(dates: ArrayLike<number>, series: readonly Series[], style: FigureStyle): Figure {
  const { theme, format } = style;
  const days = Array.from(dates);
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? 0;
  const ranges = series.map((one) => {
    const known = Array.from(one.values).filter((value) => Number.isFinite(value));
    return `${one.name} from ${format.compact(min(known))} to ${format.compact(max(known))}`;
  });
  return {
    config: {
      type: 'line',
      data: {
        datasets: series.map((one) => ({
          label: one.name,
          data: days.map((x, row) => ({ x, y: one.values[row] ?? Number.NaN })),
          borderColor: one.colour ?? theme.accent,
          backgroundColor: one.colour ?? theme.accent,
          borderWidth: one.faint === true ? 1.25 : 2,
          pointHoverRadius: 3,
        })),
      },
      options: {
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: dayAxis(theme, format.month, { min: first, max: last }),
          y: { ticks: { callback: (value) => format.compact(Number(value)), maxTicksLimit: 6 } },
        },
        plugins: {
          legend: { display: series.length > 1 },
          tooltip: {
            callbacks: {
              title: (items) => format.day(items[0]?.parsed.x),
              label: (item) => `${item.dataset.label ?? ''}: ${format.number(item.parsed.y)}`,
            },
          },
        },
      },
    },
    table: {
      columns: [{ label: 'Date' }, ...series.map((one) => ({ label: one.name, format: (value: number) => format.number(value) }))],
      rows: days.map((day, row) => [isoFromDays(day), ...series.map((one) => one.values[row] ?? null)]),
    },
    summary: `Lines over time, ${format.day(first)} to ${format.day(last)}: ${ranges.join('; ')}.`,
  };
}

function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function max(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}
