import type { ChartConfiguration } from 'chart.js';
import { bandAt, intervalCells } from '../../../core/report/interval-words.ts';
import type { ModelPage } from '../../../core/report/model-page.ts';
import type { ModelIntervals } from '../../../core/uncertainty/interval.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import { endColumns, inBrackets } from './shares.ts';

/** Letters that end the names of data sets that are not listed in the legend. */
const SILENT = /, (mean period|lower end|upper end)$/;

/**
 * Response per period by spend per period, the mean of today marked; dashed beyond what was ever spent. Bands are the
 * intervals. `only`: one channel alone, null for all.
 */
export function curvesFigure(page: ModelPage, intervals: ModelIntervals | null, only: string | null, colours: (name: string) => string, style: FigureStyle): Figure {
  const { format } = style;
  const isMoney = page.responseKind === 'revenue';
  const amount = (value: number | null) => (isMoney ? format.money(value) : format.amount(value));
  const curves = page.curves.filter(({ channel }) => only === null || channel === only);
  const config = {
    type: 'line',
    data: {
      datasets: curves.flatMap((curve) => {
        const colour = colours(curve.channel);
        const band = intervals?.curves[curve.channel];
        const edge = (what: string, values: readonly number[], fill: string | false) => ({
          label: `${curve.channel}, ${what} end`, data: (band?.spend ?? []).map((x, at) => ({ x, y: values[at] ?? NaN })),
          borderWidth: only === null ? 0 : 1, borderColor: colour, borderDash: [2, 2], pointRadius: 0, pointHitRadius: 0, backgroundColor: `${colour}${only === null ? '1a' : '33'}`, fill,
        });
        return [
          {
            label: curve.channel, borderColor: colour, backgroundColor: colour, pointRadius: 0, data: curve.spend.map((x, at) => ({ x, y: curve.response[at] ?? NaN })),
            segment: { borderDash: (context: { p1: { parsed: { x: number | null } } }) => ((context.p1.parsed.x ?? 0) > curve.observedMax ? [4, 4] : undefined) },
          },
          {
            label: `${curve.channel}, mean period`, borderColor: colour, pointBackgroundColor: colour, pointBorderColor: style.theme.surface, pointRadius: 5, pointHoverRadius: 7,
            data: [{ x: curve.current.spend, y: curve.current.response }],
          },
          ...(band === undefined ? [] : [edge('lower', band.lower, false), edge('upper', band.upper, '-1')]),
        ];
      }),
    },
    options: {
      parsing: false,
      scales: {
        x: { type: 'linear', grid: { display: false }, title: { text: 'Spend per period' }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { beginAtZero: true, title: { text: 'Response per period' }, ticks: { callback: (value: number | string) => (isMoney ? format.compactMoney(Number(value)) : format.compact(Number(value))) } },
      },
      plugins: {
        legend: { display: true, labels: { filter: (item: { text: string }) => !SILENT.test(item.text) } },
        tooltip: {
          filter: (item: { dataset: { label?: string } }) => !/ end$/.test(item.dataset.label ?? ''),
          callbacks: {
            title: () => '',
            label: (item: { dataset: { label?: string }; parsed: { x: number | null; y: number | null } }) => {
              const label = item.dataset.label ?? '';
              const interval = bandAt(intervals, label.replace(SILENT, ''), item.parsed.x ?? 0);
              return `${label}: ${format.money(item.parsed.x)} → ${amount(item.parsed.y)}${inBrackets(interval, amount)}`;
            },
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, { label: 'Spend', unit: `${format.currency} per period`, format: (v) => format.amount(v) }, { label: 'Response per period', format: (v) => format.amount(v) },
        ...(intervals === null ? [] : endColumns('Response', (v) => format.amount(v)))],
      rows: curves.flatMap((curve) => curve.spend.map((spend, at) => [
        curve.channel, spend, curve.response[at] ?? null, ...(intervals === null ? [] : intervalCells(bandAt(intervals, curve.channel, spend))),
      ])),
    },
    summary: `Response curves; in the mean period ${curves.map((curve) => `${curve.channel} brings ${amount(curve.current.response)}${inBrackets(bandAt(intervals, curve.channel, curve.current.spend), amount)} for ${format.money(curve.current.spend)}`).join(', ')}.`,
  };
}

/** Weight of spend by periods since it was spent. */
export function decayFigure(page: ModelPage, colours: (name: string) => string, style: FigureStyle): Figure {
  const { format } = style;
  const config = {
    type: 'line',
    data: {
      datasets: page.adstock.map((one) => ({
        label: one.channel, borderColor: colours(one.channel), backgroundColor: colours(one.channel), pointRadius: 2, data: one.weights.map((y, x) => ({ x, y })),
      })),
    },
    options: {
      parsing: false,
      scales: {
        x: { type: 'linear', grid: { display: false }, ticks: { precision: 0 }, title: { text: `${page.spacing[0]?.toUpperCase()}${page.spacing.slice(1)}s since the spend` } },
        y: { min: 0, max: 1, ticks: { callback: (value: number | string) => format.percent(Number(value), 0) } },
      },
      plugins: {
        legend: { display: true },
        tooltip: { callbacks: { title: () => '', label: (item: { dataset: { label?: string }; parsed: { x: number | null; y: number | null } }) => `${item.dataset.label ?? ''}, after ${item.parsed.x}: ${format.percent(item.parsed.y)}` } },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Channel' }, { label: 'Lag' }, { label: 'Weight', format: (v) => format.percent(v) }],
      rows: page.adstock.flatMap((one) => one.weights.map((weight, lag) => [one.channel, lag, weight])),
    },
    summary: `Carry-over: weight of spend one ${page.spacing} later is ${page.adstock.map((one) => `${format.percent(one.weights[1], 0)} for ${one.channel}`).join(', ')}.`,
  };
}
