import { expect, it } from 'vitest';
import type { CurveView } from '../../../core/calibration/curve-view.ts';
import type { LiftStudyRow } from '../../../core/report/lift-studies.ts';
import { liftFigure } from '../../../renderer/charts/model/lift.ts';
import { curveFitFigure, curveResidualFigure } from '../../../renderer/charts/studies-figures.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const style = { theme, format: createFormat('en', 'EUR') };
const limits = { lower: 1, upper: 2, openBelow: false, openAbove: false };
const view: CurveView = {
  fit: {
    height: 10, alpha: 1, inflexion: 100, gamma: 0.5, rsq: 0.9, fitted: [4, 6], residuals: [0.5, -1], ranges: { alpha: [0.9, 1.1], gamma: [0.4, 0.6] },
    limits: { alpha: limits, inflexion: limits }, notes: [],
  },
  reference: { lowest: 200, highest: 200 }, line: { spend: [0, 100], response: [0, 5] },
};
const points = [{ spend: 50, response: 4.5 }, { spend: 150, response: 5 }];

it('draws points and curve, and reads as a table', () => {
  const { config, table, summary } = curveFitFigure(view, points, '#123456', style);
  expect(config.data.datasets.map((set) => [set.label, set.data])).toEqual([
    ['Fitted curve', [{ x: 0, y: 0 }, { x: 100, y: 5 }]], ['Measured', [{ x: 50, y: 4.5 }, { x: 150, y: 5 }]]]);
  expect(table.rows).toEqual([[50, 4.5, 4, 0.5], [150, 5, 6, -1]]);
  expect(summary).toContain('2 points explains 90.0%');
});

it('draws residuals about zero', () => {
  const { config, table, summary } = curveResidualFigure(view, points, '#123456', style);
  expect(config.options?.scales?.['y']).toMatchObject({ min: -1.15, max: 1.15 });
  expect(table.rows).toEqual([[50, 0.5], [150, -1]]);
  expect(summary).toContain('20.0% of the largest response'); // 1 of 5
});

it('shows measured and predicted lift, with CPA where conversions count', () => {
  const row: LiftStudyRow = {
    index: 0, channels: ['tv', 'radio'], from: '2024-03-04', to: '2024-04-28', scope: 'total', observed: 200, predicted: 250, error: 0.25, weight: 1,
    spend: 100, spendFrom: 'study', roas: { observed: 2, predicted: 2.5 }, cpa: { observed: 0.5, predicted: 0.4 },
  };
  const money = liftFigure([row], 'revenue', style);
  expect(money.config.data.datasets.map((set) => set.data)).toEqual([[200], [250]]);
  expect(money.table.rows).toEqual([['tv + radio', 'Mar 4, 2024 – Apr 28, 2024', 'total', 200, 250, 0.25, 1, 100, 2, 2.5]]);
  expect(money.table.columns.at(-1)?.label).toBe('ROAS predicted');
  const counts = liftFigure([row], 'conversion', style);
  expect(counts.table.rows[0]?.slice(-2)).toEqual([0.5, 0.4]);
  expect(counts.table.columns[3]?.unit).toBeUndefined();
});
