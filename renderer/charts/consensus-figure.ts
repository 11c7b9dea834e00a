import type { ChartConfiguration } from 'chart.js';
import { consensusRows, verdictText } from '../../core/report/consensus-words.ts';
import { intervalCells } from '../../core/report/interval-words.ts';
import type { ResponseKind } from '../../core/spec/spec.ts';
import type { Consensus } from '../../core/uncertainty/consensus.ts';
import type { Figure, FigureStyle } from './figure.ts';
import { endColumns, inBrackets } from './model/shares.ts';
import { endsOf, whiskerAxis } from './whiskers.ts';

/** One model beside the consensus: its ROAS per channel. */
export interface SingleModel {
  id: string;
  roi: Readonly<Record<string, number | null>>;
}

/** ROAS (CPA for conversions) per channel by spend: estimate and interval of all plausible models, and the best single one. */
export function consensusFigure(consensus: Consensus, best: SingleModel | null, kind: ResponseKind, colours: (name: string) => string, style: FigureStyle): Figure {
  const { theme, format } = style;
  const rows = consensusRows(consensus, kind);
  const measure = kind === 'revenue' ? 'ROAS' : 'CPA';
  const figure = kind === 'revenue' ? format.ratio : format.money;
  const single = rows.map(({ channel }) => {
    const roas = best?.roi[channel] ?? null;
    return roas === null || kind === 'revenue' ? roas : roas > 0 ? 1 / roas : null;
  });
  const whiskers = rows.map(({ interval }) => endsOf(interval));
  const all = 'All plausible models';
  const one = `Best single model${best === null ? '' : `, ${best.id}`}`;
  const config = {
    // Points on a line that is not drawn: beside categories a scatter would need numbers.
    type: 'line',
    data: {
      labels: rows.map(({ channel }) => channel),
      datasets: [
        {
          label: all, data: rows.map(({ value }) => value), showLine: false, pointRadius: 5, pointHoverRadius: 7, whiskers, whiskerColour: theme.text,
          pointBackgroundColor: rows.map(({ channel }) => colours(channel)), pointBorderColor: theme.surface, backgroundColor: theme.text, borderColor: theme.text,
        },
        ...(best === null ? [] : [{
          label: one, data: single, showLine: false, pointStyle: 'rectRot', pointRadius: 5, pointHoverRadius: 7,
          pointBackgroundColor: theme.surface, pointBorderColor: theme.muted, pointBorderWidth: 1.5, backgroundColor: theme.surface, borderColor: theme.muted,
        }]),
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: {
          beginAtZero: true, ...whiskerAxis(rows.map(({ value }) => value), whiskers), title: { text: kind === 'revenue' ? 'ROAS' : `CPA (${format.currency})` },
          ticks: { callback: (value: number | string) => format.number(Number(value)) },
        },
        y: { offset: true, grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        annotation: {
          annotations: kind === 'revenue' ? { even: {
            type: 'line', xMin: 1, xMax: 1, borderColor: theme.zero, borderWidth: 1.5, borderDash: [6, 4], drawTime: 'beforeDatasetsDraw',
            label: { display: true, content: 'break-even', position: 'end', backgroundColor: theme.surface, color: theme.muted, font: { size: 11, weight: 'normal' }, padding: 2 },
          } } : {},
        },
        tooltip: {
          callbacks: {
            label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string }; parsed: { x: number | null } }) =>
              `${item.dataset.label ?? ''}: ${figure(item.parsed.x)}${item.datasetIndex === 0 ? inBrackets(rows[item.dataIndex]?.interval, figure) : ''}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  const amount = (value: number): string => format.amount(value);
  return {
    config,
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Spend', unit: format.currency, format: amount }, { label: measure, format: figure }, ...endColumns(measure, figure),
        { label: 'What can be told' }, ...(best === null ? [] : [{ label: one, format: figure }]),
        { label: 'Effect', format: amount }, ...endColumns('Effect', amount),
      ],
      rows: rows.map(({ channel, spend, value, interval, verdict, contribution }, at) => [
        channel, spend, value, ...intervalCells(interval), verdictText(verdict, kind), ...(best === null ? [] : [single[at] ?? null]),
        contribution.estimate, ...intervalCells(contribution),
      ]),
    },
    summary: `${measure} by channel over all plausible models: ${rows.map(({ channel, value, interval }) => `${channel} ${figure(value)}${inBrackets(interval, figure)}`).join(', ')}.`,
  };
}

/** Response curve of one channel over all plausible models with its band, the mean period of today marked. Null: no such channel. */
export function consensusCurveFigure(consensus: Consensus, channel: string, kind: ResponseKind, colour: string, style: FigureStyle): Figure | null {
  const { theme, format } = style;
  const curve = consensus.channels.find((one) => one.channel === channel)?.curve;
  if (curve === undefined) return null;
  const isMoney = kind === 'revenue';
  const response = (value: number | null | undefined): string => (isMoney ? format.money(value) : format.amount(value));
  const points = (values: readonly number[]) => curve.spend.map((x, at) => ({ x, y: values[at] ?? NaN }));
  // Curves go from 0 to twice the mean.
  const middle = (curve.spend.length - 1) / 2;
  const interval = (at: number) => ({ lower: curve.lower[at] ?? NaN, upper: curve.upper[at] ?? NaN });
  const edge = (label: string, values: readonly number[], fill: string | false) =>
    ({ label, data: points(values), borderColor: colour, borderWidth: 1, borderDash: [2, 2], pointRadius: 0, pointHitRadius: 0, backgroundColor: `${colour}33`, fill });
  const config = {
    type: 'line',
    data: {
      datasets: [
        { label: channel, data: points(curve.estimate), borderColor: colour, backgroundColor: colour, pointRadius: 0 },
        {
          label: 'mean period', data: [{ x: curve.spend[middle] ?? NaN, y: curve.estimate[middle] ?? NaN }], borderColor: colour, pointBackgroundColor: colour,
          pointBorderColor: theme.surface, pointRadius: 5, pointHitRadius: 0,
        },
        edge('lower end', curve.lower, false), edge('upper end', curve.upper, '-1'),
      ],
    },
    options: {
      parsing: false,
      scales: {
        x: { type: 'linear', grid: { display: false }, title: { text: 'Spend per period' }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { beginAtZero: true, title: { text: 'Response per period' }, ticks: { callback: (value: number | string) => (isMoney ? format.compactMoney(Number(value)) : format.compact(Number(value))) } },
      },
      plugins: {
        tooltip: {
          filter: (item: { datasetIndex: number }) => item.datasetIndex === 0,
          callbacks: {
            title: () => '',
            label: (item: { dataIndex: number; parsed: { x: number | null; y: number | null } }) =>
              `${format.money(item.parsed.x)} → ${response(item.parsed.y)}${inBrackets(interval(item.dataIndex), response)}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  const amount = (value: number): string => format.amount(value);
  return {
    config,
    table: {
      columns: [{ label: 'Spend', unit: `${format.currency} per period`, format: amount }, { label: 'Response per period', format: amount }, ...endColumns('Response', amount)],
      rows: curve.spend.map((spend, at) => [spend, curve.estimate[at] ?? null, curve.lower[at] ?? null, curve.upper[at] ?? null]),
    },
    summary: `Response to ${channel} over all plausible models: in a mean period ${response(curve.estimate[middle])}${inBrackets(interval(middle), response)} for ${format.money(curve.spend[middle])}.`,
  };
}
