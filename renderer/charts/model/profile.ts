import type { ChartConfiguration } from 'chart.js';
import type { Profile } from '../../../core/diagnosis/profile.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import type { ChartTable } from '../table.ts';

/** Error along one hyperparameter's range, its value in the model marked; one of many small pictures. `top`: of their common axis. */
export function profileFigure(profile: Profile, top: number, style: FigureStyle): Figure {
  const { parameter, current, values, nrmse, rise, flat, labels } = profile;
  const { theme, format } = style;
  const least = nrmse.reduce<number>((low, error) => Math.min(low, error ?? Infinity), Infinity);
  const rises = nrmse.map((error) => (error === null ? NaN : error / least - 1));
  const colour = flat ? theme.warning : theme.accent;
  const worded = (value: number | string | null): string => wordFor(labels, Number(value)) ?? format.significant(Number(value));
  const config = {
    type: 'line',
    data: { datasets: [{ label: parameter, data: values.map((x, at) => ({ x, y: rises[at] ?? NaN })), borderColor: colour, backgroundColor: colour, pointRadius: labels === undefined ? 0 : 3, showLine: labels === undefined }] },
    options: {
      animation: false,
      parsing: false,
      scales: {
        x: { type: 'linear', min: values[0], max: values.at(-1), grid: { display: false }, ticks: labels === undefined ? { maxTicksLimit: 3 } : { stepSize: 1, callback: worded } },
        y: { min: 0, max: top, ticks: { maxTicksLimit: 3, callback: (value: number | string) => format.percent(Number(value), 0) } },
      },
      plugins: {
        annotation: { annotations: { current: { type: 'line', xMin: current, xMax: current, borderColor: theme.zero, borderWidth: 1, borderDash: [4, 4] } } },
        tooltip: {
          callbacks: {
            title: () => '',
            label: (item: { parsed: { x: number | null; y: number | null } }) => `at ${worded(item.parsed.x)}: error ${format.percent(item.parsed.y)} over its least`,
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config, table: profilesTable([profile], style),
    summary: `Error along the range of ${parameter}: ${flat ? 'flat' : `rises by up to ${format.percent(rise)}`}; in the model it is ${worded(current)}.`,
  };
}

/** All profiles in one table. */
export function profilesTable(profiles: readonly Profile[], { format }: FigureStyle): ChartTable {
  return {
    columns: [{ label: 'Hyperparameter' }, { label: 'Value', format: (v) => (typeof v === 'string' ? v : format.significant(v)) }, { label: 'NRMSE', format: (v) => format.significant(v, 4) }],
    rows: profiles.flatMap(({ parameter, values, nrmse, labels }) => values.map((value, at) => [parameter, wordFor(labels, value) ?? value, nrmse[at] ?? null])),
  };
}

function wordFor(labels: readonly string[] | undefined, value: number): string | undefined {
  return labels?.[value];
}

/** Height of the common axis: the steepest profiles are cut off, so that flat ones can be told from those that aren't. */
export function profileTop(profiles: readonly Profile[], tolerance: number): number {
  const rises = profiles.map(({ rise }) => rise ?? 0).sort((a, b) => a - b);
  return Math.max(5 * tolerance, rises[Math.floor(0.75 * (rises.length - 1))] ?? 0);
}
