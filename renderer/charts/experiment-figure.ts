import type { ChartConfiguration } from 'chart.js';
import type { ExperimentRanking } from '../../core/experiment/experiment.ts';
import type { Figure, FigureStyle } from './figure.ts';

/** Worth of the suggested study per channel on a faint bar: what knowing the channel exactly would bring. */
export function experimentFigure(
  { channels, perfectInformation }: ExperimentRanking, response: { text: (value: number | null) => string; short: (value: number | null) => string },
  colours: (name: string) => string, style: FigureStyle,
): Figure {
  const { theme, format } = style;
  const bar = { grouped: false, borderSkipped: false };
  const config = {
    type: 'bar',
    data: {
      labels: channels.map(({ channel }) => channel),
      datasets: [
        { ...bar, label: 'Worth of the study', data: channels.map(({ design, value }) => (design === null ? null : value)), backgroundColor: channels.map(({ channel }) => colours(channel)), barThickness: 12 },
        {
          ...bar, label: 'Channel exactly known', data: channels.map((one) => one.perfectInformation), backgroundColor: channels.map(({ channel }) => `${colours(channel)}33`),
          borderColor: channels.map(({ channel }) => `${colours(channel)}80`), borderWidth: 1, barThickness: 22,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { beginAtZero: true, suggestedMax: perfectInformation * 1.02, ticks: { callback: (value: number | string) => response.short(Number(value)) } },
        y: { grid: { display: false }, ticks: { autoSkip: false } },
      },
      plugins: {
        annotation: {
          annotations: perfectInformation > 0
            ? { all: { type: 'line', xMin: perfectInformation, xMax: perfectInformation, borderColor: theme.text, borderWidth: 1.5, borderDash: [6, 4] } } : {},
        },
        tooltip: {
          callbacks: {
            label: (item: { dataset: { label?: string }; raw: unknown }) =>
              `${item.dataset.label ?? ''}: ${typeof item.raw === 'number' ? response.text(item.raw) : 'no study'}`,
          },
        },
      },
    },
  } as unknown as ChartConfiguration;
  return {
    config,
    table: {
      columns: [
        { label: 'Channel' }, { label: 'Worth of the study', format: (v) => response.text(v) }, { label: 'Its cost', format: (v) => response.text(v) },
        { label: 'Channel exactly known', format: (v) => response.text(v) }, { label: 'Chance that it changes the budget', format: (v) => format.percent(v, 0) },
      ],
      rows: channels.map(({ channel, design, value, perfectInformation: exact, changesDecision }) =>
        [channel, design === null ? null : value, design?.cost ?? null, exact, design === null ? null : changesDecision]),
    },
    summary: `Worth of a lift study per channel, the line at perfect information of ${response.text(perfectInformation)}: ${
      channels.map(({ channel, design, value }) => `${channel} ${design === null ? 'no study' : response.text(value)}`).join(', ')}.`,
  };
}
