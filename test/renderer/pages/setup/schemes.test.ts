import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../core/spec/parse.ts';
import type { Spec, ValidationSpec } from '../../../../core/spec/spec.ts';
import { setScheme, withScheme } from '../../../../renderer/pages/setup/validation/schemes.ts';

const rolling: ValidationSpec = { scheme: 'rolling_origin', folds: 6, block: 9, training: 'sliding', gap: 2, features: 'whole_table', test_periods: 13 };
const project = (tuning: object): Spec =>
  parseSpec({ format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'tv' }], tuning });

describe('another scheme', () => {
  it('keeps what both have and takes its own defaults for the rest', () => {
    expect(withScheme(rolling, 'blocked_kfold')).toEqual({ scheme: 'blocked_kfold', folds: 6, gap: 4, features: 'whole_table', test_periods: 13 });
    expect(withScheme(rolling, 'holdout')).toEqual({ scheme: 'holdout', features: 'whole_table', test_periods: 13 });
    expect(withScheme({ scheme: 'holdout', features: 'training', test_periods: 5 }, 'rolling_origin'))
      .toEqual({ scheme: 'rolling_origin', folds: 4, training: 'expanding', gap: 0, features: 'training', test_periods: 5 });
  });

  it('takes weights of lift studies along, unless they were chosen', () => {
    const usual = project({ validation: { scheme: 'holdout' } });
    setScheme(usual, 'rolling_origin');
    expect(usual.tuning).toMatchObject({ lift_weights: 'confidence', validation: { scheme: 'rolling_origin' } });
    const chosen = project({ validation: { scheme: 'rolling_origin' }, lift_weights: 'equal' });
    setScheme(chosen, 'blocked_kfold');
    expect(chosen.tuning.lift_weights).toBe('equal');
  });
});
