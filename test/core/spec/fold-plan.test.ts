import { describe, expect, it } from 'vitest';
import { MixwrightError } from '../../../core/errors.ts';
import { foldPlan, holdoutRows } from '../../../core/spec/fold-plan.ts';
import type { ValidationSpec } from '../../../core/spec/spec.ts';

const common = { features: 'training', test_periods: 0 } as const;
const rolling = (change: Partial<Extract<ValidationSpec, { scheme: 'rolling_origin' }>> = {}): ValidationSpec =>
  ({ scheme: 'rolling_origin', folds: 3, training: 'expanding', gap: 0, ...common, ...change });
const blocked = (change: Partial<Extract<ValidationSpec, { scheme: 'blocked_kfold' }>> = {}): ValidationSpec =>
  ({ scheme: 'blocked_kfold', folds: 3, gap: 1, ...common, ...change });
const rows = (validation: ValidationSpec, count: number): string[] => foldPlan(validation, count).folds.map((fold) =>
  `${fold.train.map((range) => range.join('-')).join('+')} | ${fold.validation.join('-')}`);
const fault = (validation: ValidationSpec, count: number): string => {
  try {
    foldPlan(validation, count);
  } catch (error) {
    const [problem] = error instanceof MixwrightError ? error.problems : [];
    return `${problem?.code ?? ''} ${problem?.key ?? ''}: ${problem?.message ?? ''}`;
  }
  return 'none';
};

describe('foldPlan, rolling origin', () => {
  it('scores the later half in equal blocks by models of all the past', () => {
    // floor(20/2/3) = 3 rows each, 9 at the end; 11 remain for the first training part.
    expect(rows(rolling(), 20)).toEqual(['0-11 | 11-14', '0-14 | 14-17', '0-17 | 17-20']);
  });

  it('takes the length of the blocks as given', () => {
    expect(rows(rolling({ folds: 2, block: 5 }), 20)).toEqual(['0-10 | 10-15', '0-15 | 15-20']);
  });

  it('leaves a gap before each block', () => {
    expect(rows(rolling({ gap: 2 }), 20)).toEqual(['0-9 | 11-14', '0-12 | 14-17', '0-15 | 17-20']);
  });

  it('slides a training part of one length', () => {
    expect(rows(rolling({ training: 'sliding' }), 20)).toEqual(['0-11 | 11-14', '3-14 | 14-17', '6-17 | 17-20']);
    expect(rows(rolling({ training: 'sliding', gap: 2 }), 20)).toEqual(['0-9 | 11-14', '3-12 | 14-17', '6-15 | 17-20']);
  });

  it('keeps the test period out', () => {
    // 16 rows are left: floor(16/2/3) = 2 each.
    expect(foldPlan(rolling({ test_periods: 4 }), 20).tuningRows).toBe(16);
    expect(rows(rolling({ test_periods: 4 }), 20)).toEqual(['0-10 | 10-12', '0-12 | 12-14', '0-14 | 14-16']);
  });

  it('refuses what does not fit, at the limit and not before', () => {
    expect(rows(rolling({ folds: 4, block: 2 }), 10)[0]).toBe('0-2 | 2-4');
    expect(fault(rolling({ folds: 4, block: 2, gap: 1 }), 10))
      .toBe('VALIDATION_ROWS tuning.validation.folds: 4 folds of 2 periods and a gap of 1 do not fit into 10 rows.');
    expect(fault(rolling({ folds: 4, block: 3 }), 10)).toBe('VALIDATION_ROWS tuning.validation.folds: 4 folds of 3 periods do not fit into 10 rows.');
    expect(fault(rolling({ folds: 4 }), 10)).toBe('VALIDATION_ROWS tuning.validation.folds: 4 folds of 1 period do not fit into 10 rows.');
  });
});

describe('foldPlan, blocked k-fold', () => {
  it('scores each block by a model of the rest, the gap left out on both sides', () => {
    // Borders at 0, 10/3, 20/3, 10, rounded: 0, 3, 7, 10.
    expect(rows(blocked(), 10)).toEqual(['4-10 | 0-3', '0-2+8-10 | 3-7', '0-6 | 7-10']);
    expect(rows(blocked({ gap: 0 }), 10)).toEqual(['3-10 | 0-3', '0-3+7-10 | 3-7', '0-7 | 7-10']);
    expect(rows(blocked({ test_periods: 2 }), 12)).toEqual(rows(blocked(), 10));
  });

  it('refuses what does not fit', () => {
    expect(fault(blocked({ gap: 4 }), 10)).toBe('VALIDATION_ROWS tuning.validation.folds: 3 blocks with a gap of 4 do not fit into 10 rows.');
    expect(fault(blocked({ folds: 8, gap: 0 }), 10)).toMatch(/^VALIDATION_ROWS tuning\.validation\.folds: 8 blocks/);
  });
});

describe('foldPlan', () => {
  it('has no folds for holdout, only the test period', () => {
    expect(foldPlan({ scheme: 'holdout', ...common, test_periods: 8 }, 20)).toEqual({ tuningRows: 12, folds: [] });
  });

  it('refuses a test period that leaves fewer than 4 rows', () => {
    const holdout = (test: number): ValidationSpec => ({ scheme: 'holdout', ...common, test_periods: test });
    expect(fault(holdout(6), 10)).toBe('none');
    expect(fault(holdout(7), 10)).toBe('VALIDATION_ROWS tuning.validation.test_periods: A test period of 7 of 10 rows leaves nothing to tune on.');
    expect(fault(holdout(30), 10)).toMatch(/^VALIDATION_ROWS tuning\.validation\.test_periods/);
  });

  it('never trains within the gap of what it scores, and scores no row twice', () => {
    const specs = [2, 3, 5].flatMap((folds) => [0, 1, 3].flatMap((gap) => [0, 7].flatMap((test) => [
      rolling({ folds, gap, test_periods: test }), rolling({ folds, gap, test_periods: test, training: 'sliding' }), blocked({ folds, gap, test_periods: test }),
    ])));
    for (const spec of specs) {
      const { folds, tuningRows } = foldPlan(spec, 60);
      const gap = spec.scheme === 'holdout' ? 0 : spec.gap;
      const scored = folds.map(({ validation }) => validation);
      expect(scored.slice(1).map(([from]) => from)).toEqual(scored.slice(0, -1).map(([, to]) => to));
      expect(scored.at(-1)?.[1]).toBe(tuningRows);
      for (const { train, validation: [from, to] } of folds) {
        for (const [start, end] of train) {
          expect(start >= 0 && end <= tuningRows && start < end).toBe(true);
          expect(end <= from - gap || start >= to + gap).toBe(true);
        }
      }
    }
  });
});

describe('holdoutRows', () => {
  it('trains on floor(1 + (n − 1)·size), validates on half of the rest', () => {
    // floor(1 + 199·0.5) = 100 and floor(200·0.5/2) = 50; floor(1 + 199·0.8) = 160 and floor(200·0.2/2) = 20.
    expect(holdoutRows(0.5, 200)).toEqual({ train: 100, validation: 50 });
    expect(holdoutRows(0.8, 200).train).toBe(160);
    expect(holdoutRows(1, 200)).toEqual({ train: 200, validation: 0 });
  });
});
