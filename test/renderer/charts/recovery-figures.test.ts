import { expect, test } from 'vitest';
import { summariseRecovery } from '../../../core/recovery/summary.ts';
import type { RecoveryReplicate } from '../../../core/recovery/replicate.ts';
import { coverageFigure, truthFigure } from '../../../renderer/charts/recovery-figures.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const style = { theme, format: createFormat('en', 'EUR') };
const replicates: RecoveryReplicate[] = [
  {
    replicate: 1, noise: 'low', noiseShare: 0.03, rank: 1,
    channels: [
      { name: 'tv', truth: 1, estimate: 2, interval: { lower: 1.5, upper: 3 } }, { name: 'search', truth: 3, estimate: 4, interval: null },
      { name: 'off', truth: null, estimate: null, interval: null },
    ],
  },
  { replicate: 2, noise: 'low', noiseShare: 0.03, rank: 1, channels: [{ name: 'tv', truth: 2, estimate: 2.5, interval: { lower: 1, upper: 4 } }, { name: 'search', truth: 0, estimate: 1, interval: null }] },
];
const colour = (name: string): string => ({ tv: '#111111', search: '#222222' })[name] ?? '#333333';

test('true against found: a point per case, the diagonal, and the intervals of one channel', () => {
  const all = truthFigure(replicates, null, 'ROAS', colour, style);
  expect(all.config.data.datasets.map((set) => [set.label, set.data.length])).toEqual([['tv', 2], ['search', 2], ['Found as it is', 2]]);
  const one = truthFigure(replicates, 'tv', 'ROAS', colour, style);
  expect(one.config.data.datasets.map((set) => [set.label, set.data.length])).toEqual([['tv', 2], ['Found as it is', 2], ['Interval', 6]]);
  expect(one.table.rows).toEqual([[1, 'tv', 1, 2, 1.5, 3], [2, 'tv', 2, 2.5, 1, 4]]);
  expect(all.table.rows).toHaveLength(4);
  expect(all.summary).toContain('4 cases');
});

test('coverage: a bar per channel and one for all, with the interval of the share', () => {
  const summary = summariseRecovery(replicates, []);
  if (summary === null) throw new Error('no summary');
  const { config, table, summary: words } = coverageFigure(summary, colour, style);
  expect(config.data.labels).toEqual(['tv', 'search', 'off', 'All']);
  expect(config.data.datasets[0]?.data).toEqual([0.5, null, null, 0.5]);
  expect(table.rows[0]?.slice(0, 4)).toEqual(['tv', 1, 2, 0.5]);
  expect(table.rows[1]).toEqual(['search', null, null, null, null, null]);
  expect(words).toContain('90% intervals');
});
