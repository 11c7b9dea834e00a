import { expect, it } from 'vitest';
import { overTimeFigure } from '../../../../renderer/charts/plan/over-time.ts';
import { channelBarsFigure } from '../../../../renderer/charts/scenarios/channel-bars.ts';
import { scenarioCurvesFigure } from '../../../../renderer/charts/scenarios/scenario-curves.ts';
import type { ChartTheme } from '../../../../renderer/charts/theme.ts';
import { createFormat } from '../../../../renderer/composables/format.ts';
import type { ResponseText } from '../../../../renderer/composables/useResponse.ts';
import { shownFigures } from '../../../../renderer/pages/scenarios/shown-figures.ts';
import { aPlan } from '../../a-plan.ts';
import { anAllocation, aScenario } from '../../saved-scenario.ts';

const theme: ChartTheme = { dark: false, text: '#000', muted: '#444', grid: '#eee', zero: '#888', surface: '#fff', accent: '#070', accentFaint: '#efe', neutral: '#555', warning: '#b50' };
const style = { theme, format: createFormat('en', 'EUR') };
const words: ResponseText = { isMoney: true, response: 'revenue', efficiency: 'ROAS', text: style.format.money, short: style.format.compactMoney, signed: style.format.money };

it('today comes before the scenarios; a channel one does not have is empty', () => {
  const other = aScenario({ name: 'Web', allocation: anAllocation({ spend: { tv: 70, web: 5 } }) });
  const { table } = channelBarsFigure([shownFigures(aScenario()), shownFigures(other)], ['tv', 'radio', 'web'], 'spend', words, style);
  expect(table.columns.map(({ label }) => label)).toEqual(['Channel', 'Today', 'Spring', 'Web']);
  expect(table.rows).toEqual([['tv', 50, 60, 70], ['radio', 50, 40, null], ['web', null, null, 5]]);
});

it('a curve per ground and a point per scenario', () => {
  const bases = [{ label: 'Run 1, mean of 2 models', curves: [{ channel: 'tv', spend: new Float64Array([0, 100]), response: new Float64Array([0, 180]), observedMax: 90 }] }];
  const { config, table } = scenarioCurvesFigure(bases, [{ one: aScenario(), colour: '#123456' }], 'tv', words, style);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['Spring', 'Today', 'Run 1, mean of 2 models']);
  expect(config.data.datasets[0]?.data).toEqual([{ x: 60, y: 150 }]);
  expect(table.rows).toEqual([['Today', 50, 120], ['Spring', 60, 150], ['Run 1, mean of 2 models', 0, 0], ['Run 1, mean of 2 models', 100, 180]]);
});

it('a plan over time: channels stacked, those without spend left out of the picture, not of the table', () => {
  const plan = aPlan({ channels: [...aPlan().channels, { channel: 'print', spend: [0, 0], response: [0, 0], carriedIn: 0, after: 0 }] });
  const { config, table } = overTimeFigure(plan, 'spend', () => '#123456', words, style);
  expect(config.data.labels).toEqual(['Dec 29', 'Jan 5']);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['tv', 'radio']);
  expect(table.rows).toEqual([['2025-12-29', 300, 50, 0], ['2026-01-05', 0, 50, 0]]);
});
