import { expect, test } from 'vitest';
import { paretoFigure, pickedModel } from '../../../renderer/charts/pareto-figure.ts';
import { createFormat } from '../../../renderer/composables/format.ts';
import type { Cloud } from '../../../renderer/charts/cloud.ts';
import type { Figure } from '../../../renderer/charts/figure.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const style = { theme, format: createFormat('en', 'EUR') };
const points = {
  count: 5,
  trial: [1, 1, 2, 2, 3], iteration: [1, 2, 1, 2, 1],
  nrmse: [0.2, 0.1, 0.3, Infinity, 0.4], decompRssd: [0.1, 0.3, 0.2, 0.1, 0.5],
  front: [1, 1, 2, NaN, NaN],
};

/** The flat points behind the fronts, as the drawing plugin gets them. */
function cloudOf(config: Figure['config']): Cloud {
  const { cloud } = config.options?.plugins as { cloud?: { points: () => Cloud } };
  if (cloud === undefined) throw new Error('no cloud');
  return cloud.points();
}

test('candidates are parted into fronts and the rest; those without a finite error are not drawn', () => {
  const { config, table } = paretoFigure(points, { fronts: 1, picked: '2_1' }, style);
  const drawn = config.data.datasets.map((set) => [set.label, set.data.map(pickedModel)]);
  expect(drawn).toEqual([['Picked model', ['2_1']], ['Front 1', ['1_2', '1_1']], ['Other candidates', []]]);
  const cloud = cloudOf(config);
  expect([[...cloud.x], [...cloud.y], [0, 1].map((index) => pickedModel(cloud.raw(index)))]).toEqual([[0.3, 0.4], [0.2, 0.5], ['2_1', '3_1']]);
  expect(table.rows).toEqual([['1_2', 1, 0.1, 0.3], ['1_1', 1, 0.2, 0.1], ['2_1', 2, 0.3, 0.2], ['3_1', null, 0.4, 0.5]]);
});

test('the sentence for screen readers names the best of the first front', () => {
  expect(paretoFigure(points, { fronts: 1, picked: null }, style).summary).toContain('The lowest prediction error in the first front is 0.100.');
});

test('an empty run draws an empty chart', () => {
  const { config, summary } = paretoFigure({ count: 0, trial: [], iteration: [], nrmse: [], decompRssd: [] }, { fronts: 0, picked: null }, style);
  expect(config.data.datasets.map((set) => set.data.length)).toEqual([0]);
  expect(summary).toContain('0 candidates');
});
