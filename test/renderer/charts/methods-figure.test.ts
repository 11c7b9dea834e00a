import { expect, test } from 'vitest';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import { methodsFigure } from '../../../renderer/charts/methods-figure.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';
import { aSummary } from '../method-comparison.ts';

const theme: ChartTheme = {
  dark: false, text: '#000', muted: '#000', grid: '#000', zero: '#000', surface: '#fff', accent: '#00f', accentFaint: '#aaf', neutral: '#888', warning: '#fa0',
};
const style = { theme, format: createFormat('en', 'EUR') };
const all = new Set<TuningMethod>(['two_points_de', 'random']);
const colour = (method: TuningMethod): string => (method === 'random' ? '#111111' : '#222222');

test('a median and a band per method, against evaluations', () => {
  const { config, table, summary } = methodsFigure(aSummary(), { figure: 'hypervolume', axis: 'evaluations', band: 'quartiles', shown: all }, colour, style);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['Two-points differential evolution', 'upper', 'lower', 'Random', 'upper', 'lower']);
  const at = (set: number) => config.data.datasets[set]?.data.at(-1) as { x: number; y: number };
  expect(at(0)).toEqual({ x: 60, y: 0.2 });
  expect(at(1).y).toBeCloseTo(0.25, 12); // of 0.1, 0.2, 0.3
  expect(at(2).y).toBeCloseTo(0.15, 12);
  expect(table.columns).toHaveLength(11);
  expect(table.rows.at(-1)?.slice(0, 2)).toEqual([60, 0.2]);
  expect(summary).toContain('Random 0.7000');
});

test('against seconds: a logarithmic axis, and nothing past the longest trial of a method', () => {
  const { config } = methodsFigure(aSummary(), { figure: 'hypervolume', axis: 'seconds', band: 'none', shown: all }, colour, style);
  expect(config.options?.scales?.['x']?.type).toBe('logarithmic');
  expect(config.data.datasets).toHaveLength(2);
  expect((config.data.datasets[0]?.data.at(-1) as { y: number | null }).y).toBeNull();
  expect((config.data.datasets[1]?.data.at(-1) as { y: number | null }).y).toBeCloseTo(0.7, 12);
});

test('methods that are left out are not drawn, but are in the table', () => {
  const { config, table } = methodsFigure(aSummary(), { figure: 'error', axis: 'evaluations', band: 'wide', shown: new Set<TuningMethod>(['random']) }, colour, style);
  expect(config.data.datasets.map(({ label }) => label)).toEqual(['Random', 'upper', 'lower']);
  expect(table.columns).toHaveLength(11);
  // No candidate could be evaluated yet.
  expect(table.rows[0]?.[1]).toBeNull();
});
