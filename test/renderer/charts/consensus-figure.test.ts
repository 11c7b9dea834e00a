import { expect, test } from 'vitest';
import { consensusCurveFigure, consensusFigure } from '../../../renderer/charts/consensus-figure.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';
import { aConsensus } from '../../core/report/consensus.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const style = { theme, format: createFormat('en', 'EUR') };
const colour = (name: string): string => (name === 'tv' ? '#111111' : '#222222');
const best = { id: '3_12', roi: { tv: 1.8, search: 0, radio: null } };

test('a point and an interval per channel by spend, the best single model beside it', () => {
  const { config, table, summary } = consensusFigure(aConsensus(), best, 'revenue', colour, style);
  expect(config.data.labels).toEqual(['tv', 'search', 'radio', 'print', 'outdoor', 'idle']);
  const [all, one] = config.data.datasets;
  expect(all?.data).toEqual([2, 1.2, 1, 1, 0.5, null]);
  expect(all?.whiskers).toEqual([[1.5, 2.5], [0.8, 2], [0.4, 2.5], [0, 2], [0.3, 0.9], null]);
  expect([one?.label, one?.data]).toEqual(['Best single model, 3_12', [1.8, 0, null, null, null, null]]);
  expect(table.rows[0]).toEqual(['tv', 1000, 2, 1.5, 2.5, 'above break-even', 1.8, 2000, 1500, 2500]);
  expect(table.rows.at(-1)?.slice(0, 6)).toEqual(['idle', 0, null, null, null, 'nothing was spent']);
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  expect(summary).toContain('tv 2.00 (1.50 to 2.50)');
});

test('conversions: cost per conversion of both, no mark where there is no effect, and no end where there may be none', () => {
  const { config, table } = consensusFigure(aConsensus(), best, 'conversion', colour, style);
  expect(config.data.datasets.map(({ data }) => data.slice(0, 2))).toEqual([[1 / 2, 1 / 1.2], [1 / 1.8, null]]);
  expect(table.rows[3]?.slice(2, 5)).toEqual([1, 1 / 2, null]);
  expect(table.columns[2]?.label).toBe('CPA');
});

test('without a single model there is neither its mark nor its column', () => {
  const { config, table } = consensusFigure(aConsensus(), null, 'revenue', colour, style);
  expect(config.data.datasets).toHaveLength(1);
  expect(table.rows[0]).toHaveLength(table.columns.length);
});

test('the curve of one channel with its band and the mean period; none for a channel it does not know', () => {
  const figure = consensusCurveFigure(aConsensus(), 'tv', 'revenue', '#111111', style);
  expect(figure?.config.data.datasets.map(({ label, data }) => [label, data])).toEqual([
    ['tv', [{ x: 0, y: 0 }, { x: 5, y: 8 }, { x: 10, y: 12 }]], ['mean period', [{ x: 5, y: 8 }]],
    ['lower end', [{ x: 0, y: 0 }, { x: 5, y: 6 }, { x: 10, y: 9 }]], ['upper end', [{ x: 0, y: 0 }, { x: 5, y: 10 }, { x: 10, y: 16 }]],
  ]);
  expect(figure?.table.rows[1]).toEqual([5, 8, 6, 10]);
  expect(figure?.summary).toContain('in a mean period €8 (€6 to €10) for €5');
  expect(consensusCurveFigure(aConsensus(), 'unknown', 'revenue', '#111111', style)).toBeNull();
});
