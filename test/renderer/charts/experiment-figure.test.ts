import { expect, test } from 'vitest';
import { experimentFigure } from '../../../renderer/charts/experiment-figure.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';
import { aRanking } from '../experiment-ranking.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const format = createFormat('en', 'EUR');

test('a bar per channel on a faint one, and the same in a table and in words', () => {
  const { config, table, summary } = experimentFigure(aRanking(), { text: format.money, short: format.compactMoney }, () => '#111111', { theme, format });
  expect(config.data.labels).toEqual(['tv', 'print']);
  expect(config.data.datasets.map((set) => [set.label, set.data])).toEqual([['Worth of the study', [400, null]], ['Channel exactly known', [500, 100]]]);
  expect(table.rows).toEqual([['tv', 400, 50, 500, 0.7], ['print', null, null, 100, null]]);
  expect(summary).toContain('tv €400, print no study');
});
