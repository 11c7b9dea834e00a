import type {} from 'chartjs-plugin-annotation';
import { expect, test } from 'vitest';
import type { DiagnosticPlot } from '../../../core/diagnosis/diagnostic.ts';
import type { ModelIntervals } from '../../../core/uncertainty/interval.ts';
import { curvesFigure } from '../../../renderer/charts/model/curves.ts';
import { diagnosticFigure } from '../../../renderer/charts/model/diagnostic.ts';
import { fitFigure } from '../../../renderer/charts/model/fit.ts';
import { profileFigure, profileTop } from '../../../renderer/charts/model/profile.ts';
import { efficiencyFigure, sharesFigure } from '../../../renderer/charts/model/shares.ts';
import { foldsFigure } from '../../../renderer/charts/model/validation.ts';
import { waterfallFigure } from '../../../renderer/charts/model/waterfall.ts';
import { whiskerAxis } from '../../../renderer/charts/whiskers.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';
import { weekly } from '../../core/report/weekly.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888888', warning: '#ffaa00',
};
const style = { theme, format: createFormat('en', 'EUR') };
const { page } = await weekly();
const channels = page.shares.map(({ channel }) => channel);
const all = <T>(value: T): Record<string, T> => Object.fromEntries(channels.map((name) => [name, value]));
const intervals: ModelIntervals = {
  level: 0.9, covers: 'sampling', resamples: 500, blockLength: 3, coefficients: {}, notes: [],
  contribution: Object.fromEntries(page.waterfall.map(({ group }) => [group, { lower: 10, upper: 30 }])),
  roas: all({ lower: 0.5, upper: 1.5 }), cpa: all({ lower: 0.5, upper: Infinity }), effectShare: all({ lower: 0.1, upper: 0.2 }),
  curves: { tv: { spend: [0, 1e9], lower: [0, 5], upper: [0, 10] } },
};

test('intervals join figure, table and sentence of ROAS, and only when they are there', () => {
  const before = efficiencyFigure(page, null, null, style);
  const after = efficiencyFigure(page, intervals, null, style);
  expect(before.table.columns).toHaveLength(2);
  expect(after.table.columns.map(({ label }) => label)).toEqual(['Channel', 'ROAS', 'ROAS, lower end', 'ROAS, upper end']);
  expect(after.table.rows[0]?.slice(2)).toEqual([0.5, 1.5]);
  expect(after.summary).toContain('(0.50 to 1.50)');
  expect(before.summary).not.toContain(' to ');
  expect(after.config.data.datasets[0]?.whiskers?.[0]).toEqual([0.5, 1.5]);
});

test('a refitted model stands beside the tuned one', () => {
  const { config, table } = efficiencyFigure(page, null, all(7), style);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['ROAS as tuned', 'ROAS refitted on all rows']);
  expect(table.rows.map((row) => row.at(-1))).toEqual(channels.map(() => 7));
});

test('cost without an upper end is an empty cell', () => {
  expect(efficiencyFigure({ ...page, responseKind: 'conversion' }, intervals, null, style).table.rows[0]?.slice(2)).toEqual([0.5, null]);
});

test('shares and contributions carry their ends', () => {
  expect(sharesFigure(page, intervals, style).table.rows[0]?.slice(-2)).toEqual([0.1, 0.2]);
  const { config, table } = waterfallFigure(page, intervals, () => '#123456', style);
  expect(table.rows[0]?.slice(3, 5)).toEqual([10, 30]);
  expect(table.rows.at(-1)?.slice(3, 5)).toEqual([null, null]); // the prediction has none
  const first = page.waterfall[0]?.value ?? NaN;
  expect(config.data.datasets[0]?.whiskers?.slice(0, 2)).toEqual([[10, 30], [first + 10, first + 30]]);
});

test('bands are drawn for the channel that has them; one channel can be shown alone', () => {
  const labels = (only: string | null): (string | undefined)[] => curvesFigure(page, intervals, only, () => '#123456', style).config.data.datasets.map(({ label }) => label);
  expect(labels('tv')).toEqual(['tv', 'tv, mean period', 'tv, lower end', 'tv, upper end']);
  expect(labels(null)).toHaveLength(2 * channels.length + 2);
});

test('folds and the test period are shaded, and named in the table', () => {
  const [first = 0, ...rest] = page.fit.dates;
  const fold = { from: first, to: rest[3] ?? 0, trainRows: 9, nrmse: 0.2 };
  const last = page.fit.dates.at(-1) ?? 0;
  const { config, table } = fitFigure({ ...page, validation: { words: '', folds: [fold], mean: 0.2, sd: null }, testPeriod: { from: last, to: last, rows: 1, nrmse: 0.3, rsq: 0 } }, style);
  const { annotations } = config.options?.plugins?.annotation as { annotations: Record<string, { type: string; xMin: number }> };
  expect(Object.entries(annotations).map(([name, { type, xMin }]) => [name, type, xMin])).toEqual([['fold0', 'box', first], ['testPeriod', 'box', last]]);
  expect([table.rows[0]?.at(-1), table.rows[5]?.at(-1), table.rows.at(-1)?.at(-1)]).toEqual(['Fold 1', 'Training only', 'Test period']);
});

test('the folds have their mean and spread beside them', () => {
  const folds = [0.1, 0.3].map((nrmse) => ({ from: 19_000, to: 19_100, trainRows: 50, nrmse }));
  const { config, summary } = foldsFigure({ spacing: 'week', validation: { words: '', folds, mean: 0.2, sd: 0.25 } }, style);
  const { annotations } = config.options?.plugins?.annotation as { annotations: Record<string, { yMin: number; yMax: number }> };
  expect([annotations['mean']?.yMin, annotations['spread']?.yMin, annotations['spread']?.yMax]).toEqual([0.2, 0, 0.45]);
  expect(summary).toContain('mean 0.200');
});

test.each<[DiagnosticPlot['kind'], DiagnosticPlot['xKind'], number[] | string[]]>([
  ['bars', 'name', ['a', 'b']], ['bars', 'number', [1, 2]], ['points', 'number', [1, 2]], ['points', 'date', [19_000, 19_007]], ['line', 'date', [19_000, 19_007]], ['line', 'name', ['a', 'b']],
])('a finding\'s plot of %s over %s is a figure with table and limits', (kind, xKind, x) => {
  const { config, table, summary } = diagnosticFigure({ kind, xKind, x, title: 'T', xLabel: 'X', yLabel: 'Y', series: [{ name: 's', y: [3, NaN] }], lines: [{ name: 'limit', y: 2 }] }, style);
  expect(config.type).toBe({ bars: 'bar', points: 'scatter', line: 'line' }[kind]);
  expect(table.rows.map((row) => row[1])).toEqual([3, NaN]);
  expect(summary).toContain('limit (2.00)');
});

test('steep profiles don\'t hide flat ones', () => {
  const profile = (rise: number) => ({ parameter: 'tv.theta', current: 0.5, values: [0, 1], nrmse: [0.1, 0.1 * (1 + rise)], rise, flat: rise < 0.01 });
  expect(profileTop([profile(0.001), profile(0.002), profile(9)], 0.01)).toBe(0.05);
  expect(profileFigure(profile(0.001), 0.05, style).summary).toContain('flat');
});

test('an axis holds the whiskers it shows, and is left alone without', () => {
  expect(whiskerAxis([1, 2], [null, null])).toEqual({});
  expect(whiskerAxis([1, 2], [[-1, 3], null])).toEqual({ suggestedMin: -1, suggestedMax: 3 });
});
