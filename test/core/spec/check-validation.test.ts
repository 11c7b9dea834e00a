import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../core/data/parse.ts';
import type { Problem } from '../../../core/errors.ts';
import { checkSpec } from '../../../core/spec/check.ts';
import { parseSpec } from '../../../core/spec/parse.ts';

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), 'utf8');
const golden = parseTable(fixture('weekly.prepared.csv'));
const file = JSON.parse(fixture('weekly.geometric.spec.json')) as object;
const prophet = { baseline: { source: 'prophet', terms: ['trend', 'season'] } };
const study = { channels: ['search'], from: '2024-12-30', lift: 900_000 };

/** The golden project has 200 weeks in its window, from 2022-01-03, and 15 terms: at least 17 training rows, 75 per fold, 150 in all. */
const problems = (validation: object, change: object = {}): Problem[] => checkSpec(parseSpec({ ...file, tuning: { validation }, ...change }), golden);
const check = (validation: object, change: object = {}): string[] =>
  problems(validation, change).map(({ code, severity, key }) => `${severity === 'warning' ? 'warning ' : ''}${code} ${key ?? ''}`);

describe('checkSpec, validation', () => {
  it.each(['holdout', 'rolling_origin', 'blocked_kfold'])('has nothing to say on %s as it is without settings', (scheme) => {
    expect(check({ scheme })).toEqual([]);
    expect(check({ scheme }, prophet)).toEqual([]);
  });

  it('holds the smallest training part against the terms', () => {
    // The first fold trains on 200 − 4·46 = 16, then 200 − 4·45 = 20, then 200 − 4·31 = 76 rows.
    expect(check({ scheme: 'rolling_origin', block: 46 })).toEqual(['SPEC_TOO_FEW_ROWS tuning.validation.folds']);
    expect(problems({ scheme: 'rolling_origin', block: 46 })[0]?.message).toContain('15 terms and an intercept but fold 1 only 16 training rows; at least 17');
    expect(check({ scheme: 'rolling_origin', block: 45 })).toEqual(['warning SPEC_FEW_FOLD_ROWS tuning.validation.folds']);
    expect(check({ scheme: 'rolling_origin', block: 31 })).toEqual([]);
    // Blocks of 50 with 45 left out on both sides: the second trains on 0–5 and 145–200.
    expect(problems({ scheme: 'blocked_kfold', gap: 45 }).map(({ message }) => message)).toEqual([expect.stringContaining('Fold 2 trains on 60 rows for 15 terms')]);
  });

  it('counts the rows that tuning sees, not those of the test period', () => {
    expect(check({ scheme: 'rolling_origin', test_periods: 50 })).toEqual([]);
    expect(check({ scheme: 'rolling_origin', test_periods: 51 })).toContain('warning SPEC_FEW_ROWS window');
    // floor(1 + 24·0.5) = 13 training rows of the 25 that are left.
    expect(check({ scheme: 'holdout', test_periods: 175 })).toEqual(['SPEC_TOO_FEW_ROWS window', 'warning SPEC_LONG_TEST_PERIOD tuning.validation.test_periods']);
  });

  it('tells what does not fit, and then nothing that follows from it', () => {
    expect(check({ scheme: 'rolling_origin', folds: 120 })).toEqual(['VALIDATION_ROWS tuning.validation.folds']);
    expect(check({ scheme: 'holdout', test_periods: 198 })).toEqual(['VALIDATION_ROWS tuning.validation.test_periods']);
  });

  it('does not hold train_size against folds, but says that it is not used', () => {
    expect(check({ scheme: 'holdout' }, { train_size: [0.8, 0.995] })).toEqual(['SPEC_NO_VALIDATION_ROWS train_size']);
    expect(check({ scheme: 'rolling_origin' }, { train_size: [0.8, 0.995] })).toEqual(['warning SPEC_TRAIN_SIZE_UNUSED train_size']);
    expect(check({ scheme: 'blocked_kfold' }, { train_size: 0.7 })).toEqual(['warning SPEC_TRAIN_SIZE_UNUSED train_size']);
  });

  it('warns of a season fitted on less than a year', () => {
    // 200 − 4·37 = 52 weeks are a year, 200 − 4·38 = 48 are not.
    const season = 'warning SPEC_SEASON_SHORT tuning.validation.folds';
    expect(check({ scheme: 'rolling_origin', block: 37 }, prophet)).not.toContain(season);
    expect(check({ scheme: 'rolling_origin', block: 38 }, prophet)).toContain(season);
    expect(check({ scheme: 'rolling_origin', block: 38, features: 'whole_table' }, prophet)).not.toContain(season);
    expect(check({ scheme: 'rolling_origin', block: 38 }, { baseline: { source: 'prophet', terms: ['trend'] } })).not.toContain(season);
    expect(check({ scheme: 'rolling_origin', block: 38 })).not.toContain(season);
  });

  it('warns of a test period longer than a third of the window', () => {
    const long = 'warning SPEC_LONG_TEST_PERIOD tuning.validation.test_periods';
    expect(check({ scheme: 'holdout', test_periods: 66 })).not.toContain(long);
    expect(check({ scheme: 'holdout', test_periods: 67 })).toContain(long);
  });

  it('warns of a lift study that reaches into the test period', () => {
    // 40 of 200 weeks: the test period begins 160 weeks after 2022-01-03, on 2025-01-27.
    const at = (to: string): string[] => check({ scheme: 'rolling_origin', test_periods: 40 }, { calibration: [{ ...study, to }] });
    expect(at('2025-01-26')).toEqual([]);
    expect(at('2025-01-27')).toEqual(['warning SPEC_STUDY_IN_TEST calibration[0].to']);
    expect(check({ scheme: 'rolling_origin' }, { calibration: [{ ...study, to: '2025-10-27' }] })).toEqual([]);
  });
});
