import { describe, expect, it } from 'vitest';
import { validationWords } from '../../../core/report/validation-words.ts';
import type { ValidationSpec } from '../../../core/spec/spec.ts';

const rolling: ValidationSpec = { scheme: 'rolling_origin', folds: 4, training: 'expanding', gap: 0, features: 'training', test_periods: 0 };

describe('validationWords', () => {
  it('says what the scheme is and how long its parts are', () => {
    // The later half of 208 rows in four parts: 26 each.
    expect(validationWords(rolling, 208, 'week')).toBe('rolling origin, 4 folds of 26 weeks, expanding, baseline fitted inside each training part');
    expect(validationWords({ ...rolling, block: 13, training: 'sliding', gap: 1, test_periods: 12 }, 208, 'month'))
      .toBe('rolling origin, 4 folds of 13 months, sliding, a gap of 1 month, baseline fitted inside each training part, last 12 months kept as a test period');
    // 10 rows in 4 blocks, borders at 0, 2.5, 5, 7.5, 10 rounded to 0, 3, 5, 8, 10.
    expect(validationWords({ scheme: 'blocked_kfold', folds: 4, gap: 1, features: 'whole_table', test_periods: 0 }, 10, null))
      .toBe('blocked k-fold, 4 blocks of 2 to 3 periods, a gap of 1 period on both sides, baseline fitted on the whole table (as the reference does)');
    expect(validationWords({ scheme: 'holdout', features: 'training', test_periods: 0 }, 208, 'week')).toBe('holdout, baseline fitted on the training rows');
  });

  it('leaves out lengths that are not known or do not fit', () => {
    const words = 'rolling origin, 4 folds, expanding, baseline fitted inside each training part';
    expect(validationWords(rolling, null, 'week')).toBe(words);
    expect(validationWords(rolling, 5, 'week')).toBe(words);
    expect(validationWords({ ...rolling, block: 13 }, null, 'week')).toContain('4 folds of 13 weeks');
  });

  it('says nothing of the baseline where none is fitted', () => {
    expect(validationWords(rolling, 208, 'week', 'columns')).toBe('rolling origin, 4 folds of 26 weeks, expanding');
    expect(validationWords({ ...rolling, features: 'whole_table' }, 208, 'week', 'none')).toBe('rolling origin, 4 folds of 26 weeks, expanding');
  });
});
