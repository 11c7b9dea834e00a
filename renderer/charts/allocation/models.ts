import type { ChartConfiguration } from 'chart.js';
import type { ModelOutcome, RobustResult } from '../../../core/allocation/problem.ts';
import type { Figure, FigureStyle } from '../figure.ts';
import type { ResponseWords } from './words.ts';

/** More models than this are drawn small and without their names. */
const NAMED = 40;

export interface ModelGain extends ModelOutcome {
  /** Gain of the chosen model's own suggestion under this model; null where there is none. */
  alone: number | null;
  /** The most this model could have gained under the same constraints. */
  possible: number;
}

/** Models from the least gain to the largest. */
export function modelGains(robust: RobustResult, own: RobustResult | undefined): ModelGain[] {
  const alone = new Map((own?.models ?? []).map(({ id, gain }) => [id, gain]));
  return robust.models
    .map((model): ModelGain => ({ ...model, alone: alone.get(model.id) ?? null, possible: model.best - model.initialResponse }))
    .sort((a, b) => a.gain - b.gain);
}

/** What the suggestion gains over today under each model, beside the most that model could gain. */
export function gainFigure(gains: readonly ModelGain[], ownLabel: string, words: ResponseWords, style: FigureStyle): Figure {
  const { theme, format } = style;
  const hasAlone = gains.some(({ alone }) => alone !== null);
  const amount = (value: number): string => format.amount(value);
  const many = gains.length > NAMED;
  const mark = (label: string, data: (number | null)[], pointStyle: string, colour: string): object => ({
    type: 'line', label, data, showLine: false, pointStyle, pointRadius: many ? 2 : 5, pointHoverRadius: many ? 4 : 7, borderColor: colour, backgroundColor: colour,
    pointBackgroundColor: many ? colour : theme.surface, pointBorderColor: colour, pointBorderWidth: many ? 1 : 2,
  });
  return {
    config: {
      type: 'bar',
      data: {
        labels: gains.map(({ id }) => id),
        datasets: [
          mark('The most this model could gain', gains.map(({ possible }) => possible), 'circle', theme.text),
          ...(hasAlone ? [mark(ownLabel, gains.map(({ alone }) => alone), 'rectRot', theme.warning)] : []),
          { label: 'The suggestion', data: gains.map(({ gain }) => gain), backgroundColor: theme.accent, maxBarThickness: 30 },
        ],
      },
      options: {
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { grid: { display: false }, title: { text: 'Model, the least gain first' }, ticks: { display: !many } },
          y: { beginAtZero: true, ticks: { callback: (value: number | string) => words.short(Number(value)) } },
        },
        plugins: {
          legend: { display: true, labels: { usePointStyle: true, boxHeight: 7 } },
          tooltip: { callbacks: { title: (items: { label: string }[]) => `Model ${items[0]?.label ?? ''}`, label: (item: { dataset: { label?: string }; parsed: { y: number | null } }) => `${item.dataset.label ?? ''}: ${words.text(item.parsed.y)}` } },
        },
      },
    } as unknown as ChartConfiguration,
    table: {
      columns: [
        { label: 'Model' }, { label: 'Weight', format: (v) => format.percent(v) }, { label: 'Gain', unit: 'per period', format: amount }, { label: 'Gain in %', format: (v) => format.percent(v) },
        ...(hasAlone ? [{ label: `Gain, ${ownLabel}`, unit: 'per period', format: amount }] : []),
        { label: 'The most it could gain', unit: 'per period', format: amount }, { label: 'Regret', unit: 'per period', format: amount },
      ],
      rows: gains.map(({ id, weight, gain, share, alone, possible, regret }) => [id, weight, gain, share, ...(hasAlone ? [alone] : []), possible, regret]),
    },
    summary: `Gain over today under each of ${gains.length} models: from ${words.text(gains[0]?.gain)} to ${words.text(gains.at(-1)?.gain)} a period.`,
  };
}
