import type { ChartConfiguration } from 'chart.js';
import type { AllocationView, SavedAllocation } from '../../../electron/contract/allocation.ts';
import type { ResponseText } from '../../composables/useResponse.ts';
import type { Figure, FigureStyle } from '../figure.ts';

/** Curves that one or more of the scenarios rest on. */
export interface CurveBasis {
  label: string;
  curves: AllocationView['curves'];
}

const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3]];

/** Response curves of one channel, one per basis, with today's point and that of each scenario. */
export function scenarioCurvesFigure(bases: readonly CurveBasis[], saved: readonly { one: SavedAllocation; colour: string }[], channel: string, words: ResponseText, style: FigureStyle): Figure {
  const { theme, format } = style;
  const lines = bases.flatMap(({ label, curves }) => {
    const curve = curves.find((one) => one.channel === channel);
    return curve === undefined ? [] : [{ label, curve }];
  });
  const dot = (label: string, x: number | undefined, y: number | undefined, colour: string | undefined, filled: boolean, radius = 6) => ({
    label, data: x === undefined || y === undefined ? [] : [{ x, y }], showLine: false, pointRadius: radius, pointHoverRadius: radius + 2, pointBorderWidth: 2,
    pointBorderColor: colour, pointBackgroundColor: filled ? colour : theme.surface, borderColor: colour, backgroundColor: filled ? colour : theme.surface,
  });
  const first = saved[0]?.one.allocation.initial;
  const config = {
    type: 'line',
    data: {
      datasets: [
        // Points first: the first data set is drawn on top, the ones below larger, so that equal spends show as rings.
        ...saved.map(({ one, colour }, index) => dot(one.name, one.allocation.spend[channel], one.allocation.response[channel], colour, true, 5 + 2 * index)),
        dot('Today', first?.spend[channel], first?.response[channel], theme.muted, false),
        ...lines.map(({ label, curve }, index) => ({
          label, data: [...curve.spend].map((x, at) => ({ x, y: curve.response[at] ?? NaN })), borderColor: theme.text, backgroundColor: theme.text, borderWidth: 1.5, pointRadius: 0,
          borderDash: DASHES[index % DASHES.length], pointStyle: 'line',
        })),
      ],
    },
    options: {
      animation: false,
      parsing: false,
      scales: {
        x: { type: 'linear', title: { text: 'Spend per period' }, grid: { display: false }, ticks: { callback: (value: number | string) => format.compactMoney(Number(value)) } },
        y: { beginAtZero: true, title: { text: `Expected ${words.response} per period` }, ticks: { callback: (value: number | string) => words.short(Number(value)) } },
      },
      plugins: {
        legend: { display: true, labels: { usePointStyle: true } },
        tooltip: {
          callbacks: {
            label: (item: { dataset: { label?: string }; parsed: { x: number | null; y: number | null } }) => `${item.dataset.label ?? ''}: ${format.money(item.parsed.x)} → ${words.text(item.parsed.y)}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [{ label: 'What' }, { label: 'Spend', unit: `${format.currency} per period`, format: (value) => format.amount(value) }, { label: words.response, unit: 'per period', format: (value) => format.amount(value) }],
      rows: [
        ['Today', first?.spend[channel] ?? null, first?.response[channel] ?? null],
        ...saved.map(({ one }) => [one.name, one.allocation.spend[channel] ?? null, one.allocation.response[channel] ?? null]),
        ...lines.flatMap(({ label, curve }) => [...curve.spend].map((spend, at) => [label, spend, curve.response[at] ?? null])),
      ],
    },
    summary: `Response curve of ${channel} with the spend today and in ${saved.map(({ one }) => one.name).join(', ')}.`,
  };
}
