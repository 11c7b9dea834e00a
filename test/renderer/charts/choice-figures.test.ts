import { expect, test } from 'vitest';
import type { ModelRow } from '../../../electron/contract/models.ts';
import { loadingsInWords, pcaFigure } from '../../../renderer/charts/pca-figure.ts';
import { paretoFigure, pickedModel } from '../../../renderer/charts/pareto-figure.ts';
import { rssdFigure, searchSpreadFigure } from '../../../renderer/charts/search-spread-figure.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const style = { theme, format: createFormat('en', 'EUR') };

const model = (id: string, cluster: number | null, representative = false): ModelRow => ({
  id, trial: 1, iteration: 1, front: 1, score: 0, nrmse: 0, decompRssd: 0, mape: 0, nrmseTrain: 0, nrmseValidation: null, nrmseTest: null, rsqTrain: 0,
  cluster, representative, chosen: false, roi: {},
});
const components = {
  share: [0.5, 0.25] as [number, number],
  loadings: [{ name: 'tv', first: 0.2, second: 0.9 }, { name: 'radio', first: -0.7, second: 0.1 }],
  points: [{ first: 1, second: 2 }, { first: 3, second: 4 }, { first: 5, second: 6 }, { first: 7, second: 8 }],
};

test('models lie in the plane by cluster, with what a click needs', () => {
  const { config, table, summary } = pcaFigure([model('1_1', 1, true), model('1_2', 0), model('1_3', null), model('1_4', 1)], components, '1_4', style);
  expect(config.data.datasets.map((set) => [set.label, set.data.map(pickedModel)])).toEqual([['Cluster 1', ['1_2']], ['Cluster 2', ['1_1', '1_4']]]);
  const second = config.data.datasets[1] as unknown as { pointRadius: number[]; pointBorderColor: string[] };
  expect(second.pointRadius[0]).toBeGreaterThan(second.pointRadius[1] ?? 0);
  expect(second.pointBorderColor).toEqual([theme.text, theme.warning]);
  expect(table.rows[0]).toEqual(['1_1', 2, 'yes', 1, 2]);
  expect(summary).toContain('hold 75%');
  expect(loadingsInWords(components, style)).toBe('To the right: mostly radio (-0.7), tv (+0.2). Upwards: mostly tv (+0.9), radio (+0.1). A minus means less of it.');
});

test('ranges per channel are bars with marks, and the same as a table', () => {
  const of = { count: 3, mean: 2, median: 2.5, sd: 1, min: 0.5, max: 4, lower: 1, upper: 3 };
  const search = searchSpreadFigure({ label: 'search: what another seed would have given', trials: [], roi: { tv: of }, nrmse: of }, 'ROAS', () => '#123', style);
  expect(search.config.data.datasets[0]?.data).toEqual([[1, 3]]);
  expect(search.table.rows).toEqual([['tv', 3, 2, 1, 0.5, 1, 2.5, 3, 4]]);

  const roi = (median: number) => ({ median, lower: median - 1, upper: median + 1 });
  const compared = rssdFigure({ pullsToward: 'budget', with: { count: 2, nrmse: 0.1, roi: { tv: roi(4), radio: roi(2) } }, without: { count: 1, nrmse: 0.1, roi: { tv: roi(7) } } }, 'ROAS', style);
  expect(compared.config.data.datasets.map(({ data }) => data)).toEqual([[[3, 5], [1, 3]], [[6, 8], null]]);
  expect(compared.table.rows).toEqual([['tv', 4, 3, 5, 7, 6, 8], ['radio', 2, 1, 3, null, null, null]]);
  const marks = (compared.config.options?.plugins as { annotation: { annotations: Record<string, { xMin: number; yMin: number; yMax: number }> } }).annotation.annotations;
  // Two bars in a row of 0.8: their middles lie 0.2 above and under it.
  expect([marks['mark-0-0']?.xMin, marks['mark-1-0']?.xMin, marks['mark-0-1']?.xMin]).toEqual([4, 7, 2]);
  expect(((marks['mark-0-0']?.yMin ?? 0) + (marks['mark-0-0']?.yMax ?? 0)) / 2).toBeCloseTo(-0.2, 12);
  expect(((marks['mark-1-0']?.yMin ?? 0) + (marks['mark-1-0']?.yMax ?? 0)) / 2).toBeCloseTo(0.2, 12);
});

const points = { count: 3, trial: [1, 1, 1], iteration: [1, 2, 3], nrmse: [0.1, 0.2, 0.3], decompRssd: [3, 2, 1], mape: [0.5, 0.4, 0.6], front: [1, 2, NaN] };

test('with one objective the best stand as one group of places', () => {
  const { config, table, summary } = paretoFigure(points, { fronts: 2, picked: null, objectives: ['nrmse'] }, style);
  expect(config.data.datasets.map((set) => [set.label, set.data.length])).toEqual([['Lowest prediction error', 2], ['Other candidates', 0]]);
  expect(table.columns[1]?.label).toBe('Place');
  expect(summary).toContain('2 of them marked as the best');
});

test('lift error stands where decomp.RSSD is no objective, and three objectives draw no line', () => {
  const lift = paretoFigure(points, { fronts: 1, picked: null, objectives: ['nrmse', 'mape'] }, style);
  expect(lift.table.rows[0]).toEqual(['1_1', 1, 0.1, 0.5]);
  const three = paretoFigure(points, { fronts: 1, picked: null, objectives: ['nrmse', 'decompRssd', 'mape'] }, style);
  expect(three.table.rows[0]).toEqual(['1_1', 1, 0.1, 3]);
  expect([lift, three].map(({ config }) => (config.data.datasets[0] as { showLine?: boolean }).showLine)).toEqual([true, false]);
});
