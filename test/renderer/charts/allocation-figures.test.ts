import { expect, test } from 'vitest';
import type { Frontier } from '../../../core/allocation/insight/frontier.ts';
import { responseFigure, spendFigure } from '../../../renderer/charts/allocation/bars.ts';
import { allCurvesFigure, channelCurveFigure, curveAt } from '../../../renderer/charts/allocation/curves.ts';
import { frontierFigure, marginalFigure, pickedBudget } from '../../../renderer/charts/allocation/frontier.ts';
import { gainFigure, modelGains } from '../../../renderer/charts/allocation/models.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';
import { allocation, robust, view } from '../pages/allocation/answers.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888888', warning: '#ffaa00',
};
const format = createFormat('en', 'EUR');
const style = { theme, format };
const words = { response: 'revenue', isMoney: true, text: format.money, short: format.compactMoney };
const own = view.own?.allocation;
const alone = 'Model 1_1 alone';

test('spend has both suggestions beside today', () => {
  if (own === undefined) throw new Error('no own suggestion');
  const { config, table, summary } = spendFigure(allocation, { label: alone, allocation: own }, style);
  expect(config.data.datasets.map(({ label, data }) => [label, data])).toEqual([['Today', [50, 50]], ['Suggested', [60, 40]], [alone, [70, 30]]]);
  expect(table.rows).toEqual([['tv', 50, 60, expect.closeTo(0.2, 12), 70], ['print', 50, 40, expect.closeTo(-0.2, 12), 30]]);
  expect(summary).toContain('tv €50 to €60');
  expect(spendFigure(allocation, null, style).config.data.datasets).toHaveLength(2);
});

test('response is told with what the next unit brings', () => {
  expect(responseFigure(allocation, words, style).table.rows).toEqual([['tv', 175, 200, 2], ['print', 125, 110, 2]]);
});

test('a curve is read straight between its points and as its last beyond them', () => {
  const [curve] = view.curves;
  if (curve === undefined) throw new Error('no curve');
  expect([0, 25, 50, 75, 200].map((spend) => curveAt(curve, spend))).toEqual([0, 75, 150, 200, 250]);
});

test('a curve has band, marks of both suggestions and a region that was never seen', () => {
  const figure = channelCurveFigure(view, 'tv', alone, words, '#123456', style);
  expect(figure?.config.data.datasets.map(({ data }) => data.length)).toEqual([3, 3, 3, 1, 1, 1]);
  // Today 50, alone 70, suggested 60: 150 + 20/50·100 and 150 + 10/50·100.
  expect(figure?.config.data.datasets.slice(3).map(({ data }) => data[0])).toEqual([{ x: 50, y: 150 }, { x: 70, y: 190 }, { x: 60, y: 170 }]);
  expect(figure?.config.options?.plugins).toMatchObject({ annotation: { annotations: { beyond: { xMin: 80, xMax: 100 } } } });
  expect(figure?.table.rows.at(-1)).toEqual(['tv', 100, 250, 220, 280, 'never']);
  expect(figure?.summary).toContain('The most ever spent in a period was €80');
  expect(channelCurveFigure(view, 'radio', alone, words, '#123456', style)).toBeNull();
  expect(allCurvesFigure(view, alone, words, () => '#123456', style).config.data.datasets).toHaveLength(8);
});

test('models stand from the least gain to the largest, beside the most each could gain', () => {
  const gains = modelGains(robust, own?.robust);
  expect(gains.map(({ id, gain, alone: other, possible }) => [id, gain, other, possible])).toEqual([['1_1', 5, 2, 10], ['1_2', 15, 20, 20]]);
  const { table, config, summary } = gainFigure(gains, alone, words, style);
  expect(table.rows[0]).toEqual(['1_1', 0.5, 5, 5 / 300, 2, 10, 5]);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['The most this model could gain', alone, 'The suggestion']);
  expect(summary).toContain('from €5 to €15');
  expect(gainFigure(modelGains(robust, undefined), alone, words, style).table.rows[0]).toHaveLength(6);
});

const frontier: Frontier = {
  points: [{ budget: 50, response: 200, lower: 180, upper: 220, marginal: 3, spend: { tv: 30, print: 20 } }, { budget: 150, response: 350, lower: 300, upper: 400, marginal: 0.8, spend: { tv: 90, print: 60 } }],
  today: { budget: 100, response: 300 }, channels: [], breakEven: { budget: 140, response: 345 }, models: 2, notes: [],
};

test('the frontier has today, the suggestion and a band, and a click on it is a budget', () => {
  const { config, table } = frontierFigure(frontier, [{ label: 'Suggested', budget: 100, response: 310 }], words, style);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['Today', 'Suggested', 'The most response', 'Least of the models', 'Over the models']);
  expect(table.rows[0]).toEqual([50, 200, 180, 220, 3, 30, 20]);
  expect(pickedBudget(config.data.datasets[2]?.data[1])).toBe(150);
  expect([pickedBudget(null), pickedBudget({ y: 1 }), pickedBudget({ x: NaN })]).toEqual([null, null, null]);
  expect(frontierFigure({ ...frontier, models: 1 }, [], words, style).config.data.datasets).toHaveLength(2);
  expect(frontierFigure({ ...frontier, points: [] }, [], words, style).summary).toBe('No budgets to compare.');
});

test('where the next unit of money pays for itself is drawn for revenue alone', () => {
  expect(marginalFigure(frontier, words, style).config.options?.plugins).toMatchObject({ annotation: { annotations: { even: { yMin: 1 } } } });
  expect(marginalFigure(frontier, { ...words, isMoney: false }, style).config.options?.plugins).toMatchObject({ annotation: { annotations: {} } });
});
