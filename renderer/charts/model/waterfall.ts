import type { ChartConfiguration } from 'chart.js';
import { MEANINGS } from '../../../core/report/palette.ts';
import type { ModelPage } from '../../../core/report/model-page.ts';
import { intervalCells } from '../../../core/report/interval-words.ts';
import type { ModelIntervals } from '../../../core/uncertainty/interval.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import { whiskerAxis } from '../whiskers.ts';
import type { Whiskers } from '../whiskers.ts';
import { endColumns, inBrackets } from './shares.ts';

/** Contributions stacked end to end, from nothing to the whole prediction; each step's interval is drawn about its end. */
export function waterfallFigure(page: ModelPage, intervals: ModelIntervals | null, colours: (name: string) => string, style: FigureStyle): Figure {
  const { theme, format } = style;
  const isMoney = page.responseKind === 'revenue';
  const text = (value: number) => (isMoney ? format.money(value) : format.amount(value));
  const tone = theme.dark ? 'dark' : 'light';
  let sum = 0;
  const steps = page.waterfall.map((step) => {
    const from = sum;
    sum += step.value;
    const media = step.kind === 'paid' || step.kind === 'organic';
    return { ...step, from, to: sum, colour: media ? colours(step.group) : step.value < 0 ? MEANINGS.negative[tone] : MEANINGS.baseline[tone] };
  });
  const all = [...steps, { group: 'Prediction', kind: 'total', value: sum, share: 1, from: 0, to: sum, colour: theme.accent }];
  const name = (group: string) => (group === '(intercept)' ? 'intercept' : group);
  const interval = (group: string) => intervals?.contribution[group] ?? null;
  const whiskers = all.map((step): Whiskers[number] => {
    const own = interval(step.group);
    return own === null || step.kind === 'total' ? null : [step.from + own.lower, step.from + own.upper];
  });
  const config = {
    type: 'bar',
    data: {
      labels: all.map((step) => name(step.group)),
      datasets: [{ label: 'Contribution', data: all.map((step) => [step.from, step.to]), whiskers, whiskerColour: theme.text, backgroundColor: all.map((step) => step.colour), maxBarThickness: 20 }],
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: { ...whiskerAxis(all.map((step) => step.to), whiskers), ticks: { callback: (value: number | string) => (isMoney ? format.compactMoney(Number(value)) : format.compact(Number(value))) } },
        y: { grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        tooltip: {
          callbacks: {
            label: (item: { dataIndex: number }) => {
              const step = all[item.dataIndex];
              return step === undefined ? '' : `${text(step.value)}${inBrackets(interval(step.group), text)}, ${format.percent(step.share)} of the prediction`;
            },
          },
        },
      },
    },
  } as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'Part' }, { label: 'Kind' }, { label: 'Contribution', ...(isMoney ? { unit: format.currency } : {}), format: (v) => format.amount(v) }, ...(intervals === null ? [] : endColumns('Contribution', (v) => format.amount(v))), { label: 'Share of the prediction', format: (v) => format.percent(v) }],
      rows: all.map((step) => [name(step.group), step.kind, step.value, ...(intervals === null ? [] : intervalCells(interval(step.group))), step.share]),
    },
    summary: `What adds up to the prediction: ${page.waterfall.slice(0, 5).map((step) => `${name(step.group)} ${format.percent(step.share, 0)}`).join(', ')} and less.`,
  };
}
