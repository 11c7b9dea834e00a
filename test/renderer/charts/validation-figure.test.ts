import { describe, expect, it } from 'vitest';
import { foldPlan } from '../../../core/spec/fold-plan.ts';
import type { Range, ValidationSpec } from '../../../core/spec/spec.ts';
import { validationFigure } from '../../../renderer/charts/validation-figure.ts';
import type { ChartTheme } from '../../../renderer/charts/theme.ts';
import { createFormat } from '../../../renderer/composables/format.ts';

const theme: ChartTheme = { dark: false, text: '', muted: '', grid: 'grid', zero: '', surface: '', accent: 'accent', accentFaint: '', neutral: 'neutral', warning: 'warning' };
const style = { theme, format: createFormat('en-GB', 'EUR') };
const common = { features: 'training', test_periods: 0 } as const;
/** Ten weeks from Thursday 1 January 1970. */
const dates = Int32Array.from({ length: 10 }, (_unused, row) => 7 * row);
const figure = (validation: ValidationSpec, trainSize: Range = 1) =>
  validationFigure({ validation, plan: foldPlan(validation, 10), dates, spacing: 'week', trainSize }, style);
const bars = (validation: ValidationSpec, trainSize?: Range): string[] => figure(validation, trainSize).config.data.datasets.flatMap((set) =>
  (set.data as unknown as { x: [number, number]; y: string }[]).map(({ x, y }) => `${y}, ${set.label ?? ''}: ${x.map((day) => day / 7).join('-')}`));

describe('validationFigure', () => {
  it('draws every fold of a rolling origin to scale, to the end of its last week', () => {
    expect(bars({ scheme: 'rolling_origin', folds: 2, block: 2, training: 'sliding', gap: 1, ...common, test_periods: 1 })).toEqual([
      'Fold 1, Training: 0-4', 'Fold 2, Training: 2-6',
      'Fold 1, Gap, not used: 4-5', 'Fold 2, Gap, not used: 6-7',
      'Fold 1, Validation: 5-7', 'Fold 2, Validation: 7-9',
      'Fold 1, Test period, never seen by tuning: 9-10', 'Fold 2, Test period, never seen by tuning: 9-10',
    ]);
  });

  it('draws the gap on both sides of a block', () => {
    expect(bars({ scheme: 'blocked_kfold', folds: 3, gap: 1, ...common })).toEqual([
      'Fold 1, Training: 4-10', 'Fold 2, Training: 0-2', 'Fold 2, Training: 8-10', 'Fold 3, Training: 0-6',
      'Fold 1, Gap, not used: 3-4', 'Fold 2, Gap, not used: 2-3', 'Fold 2, Gap, not used: 7-8', 'Fold 3, Gap, not used: 6-7',
      'Fold 1, Validation: 0-3', 'Fold 2, Validation: 3-7', 'Fold 3, Validation: 7-10',
    ]);
  });

  it('draws both ends of a holdout\'s range, one split where it is fixed', () => {
    // floor(1 + 9·0.5) = 5, floor(10·0.5/2) = 2; floor(1 + 9·0.7) = 7, floor(10·0.3/2) = 1.
    expect(bars({ scheme: 'holdout', ...common }, [0.5, 0.7])).toEqual([
      'Earliest split, Training: 0-5', 'Latest split, Training: 0-7', 'Earliest split, Validation: 5-7', 'Latest split, Validation: 7-8',
      'Earliest split, Test rows of the split: 7-10', 'Latest split, Test rows of the split: 8-10',
    ]);
    expect(bars({ scheme: 'holdout', ...common }, 1)).toEqual(['The split, Training: 0-10']);
  });

  it('reads as a table, and as a sentence', () => {
    const { table, summary } = figure({ scheme: 'rolling_origin', folds: 2, block: 2, training: 'expanding', gap: 0, ...common });
    expect(table.rows).toEqual([
      ['Fold 1', 'Training', '1970-01-01', '1970-02-11', 6], ['Fold 1', 'Validation', '1970-02-12', '1970-02-25', 2],
      ['Fold 2', 'Training', '1970-01-01', '1970-02-25', 8], ['Fold 2', 'Validation', '1970-02-26', '1970-03-11', 2],
    ]);
    expect(summary).toContain('Fold 1: training 1 Jan 1970 to 11 Feb 1970 (6 weeks), validation 12 Feb 1970 to 25 Feb 1970 (2 weeks).');
  });
});
