import { describe, expect, it } from 'vitest';
import { defaultTuning } from '../../../core/spec/defaults.ts';
import { diffSpecs } from '../../../core/spec/differences.ts';
import { parseSpec, readSpec } from '../../../core/spec/parse.ts';
import type { TuningSpec } from '../../../core/spec/spec.ts';
import { writeSpec } from '../../../core/spec/write.ts';

const minimal = { format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'tv_spend' }] };
const parse = (tuning: object) => parseSpec({ ...minimal, tuning });
const tuning = (value: object): TuningSpec => parse(value).tuning;
const faults = (value: unknown): string[] => readSpec({ ...minimal, tuning: value }).problems.map(({ code, key, mend }) => `${code} ${key ?? ''}: ${mend}`);

const FULL = {
  rolling: { scheme: 'rolling_origin', folds: 3, block: 13, training: 'sliding', gap: 2, features: 'whole_table', test_periods: 26 },
  blocked: { scheme: 'blocked_kfold', folds: 5, gap: 0, features: 'whole_table', test_periods: 1 },
  holdout: { scheme: 'holdout', features: 'whole_table', test_periods: 12 },
} as const;

describe('readTuning', () => {
  it('takes the defaults where nothing is said', () => {
    expect(parseSpec(minimal).tuning).toEqual(defaultTuning());
    expect(defaultTuning()).toMatchObject({
      method: 'de', trials: 40, iterations: 500, seed: 1, weights: [1, 1, 1], decomp_rssd: true, zero_effect_penalty: true,
    });
    expect(tuning({})).toEqual(defaultTuning());
    expect(tuning({ validation: {} }).validation).toEqual(defaultTuning().validation);
  });

  it('gives each scheme its own defaults', () => {
    expect(tuning({ validation: { scheme: 'holdout' } }).validation).toEqual({ scheme: 'holdout', features: 'training', test_periods: 0 });
    expect(tuning({ validation: { scheme: 'rolling_origin' } }).validation)
      .toEqual({ scheme: 'rolling_origin', folds: 4, training: 'expanding', gap: 0, features: 'training', test_periods: 0 });
    expect(tuning({ validation: { scheme: 'blocked_kfold' } }).validation)
      .toEqual({ scheme: 'blocked_kfold', folds: 4, gap: 4, features: 'training', test_periods: 0 });
  });

  it.each(Object.entries(FULL))('reads every key of %s', (_name, validation) => {
    expect(tuning({ validation }).validation).toEqual(validation);
  });

  it('reads the objectives', () => {
    const objectives = { weights: [2, 0, 0.5], decomp_rssd: false, zero_effect_penalty: false, lift_weights: 'equal', ridge: 'zero', baseline_net_of: 'factors' };
    expect(tuning(objectives)).toMatchObject(objectives);
  });

  it('lets the reference\'s scheme go with its other choices unless told', () => {
    expect(tuning({ validation: { scheme: 'holdout' } })).toMatchObject({ ridge: 'zero', baseline_net_of: 'factors' });
    expect(tuning({ validation: { scheme: 'blocked_kfold' } })).toMatchObject({ ridge: 'pooled', baseline_net_of: 'drivers' });
    expect(tuning({ validation: { scheme: 'holdout' }, ridge: 'pooled', baseline_net_of: 'drivers' })).toMatchObject({ ridge: 'pooled', baseline_net_of: 'drivers' });
    expect(tuning({ validation: { scheme: 'rolling_origin' } }).lift_weights).toBe('confidence');
    expect(tuning({ validation: { scheme: 'holdout' } }).lift_weights).toBe('equal');
    expect(tuning({ validation: { scheme: 'holdout' }, lift_weights: 'confidence' }).lift_weights).toBe('confidence');
  });

  it('names the nearest key or value', () => {
    expect(faults({ validation: { scheme: 'rolling_orgin' } })).toEqual(['SPEC_UNKNOWN_VALUE tuning.validation.scheme: Did you mean "rolling_origin"?']);
    expect(faults({ validation: { scheme: 'rolling_origin', fold: 4 } })[0]).toMatch(/^SPEC_UNKNOWN_KEY tuning\.validation\.fold: Did you mean "folds"\?/);
    expect(faults({ decomp_rsd: true })[0]).toMatch(/^SPEC_UNKNOWN_KEY tuning\.decomp_rsd: Did you mean "decomp_rssd"\?/);
    expect(faults({ validation: { scheme: 'rolling_origin', training: 'slide' } })[0]).toMatch(/^SPEC_UNKNOWN_VALUE tuning\.validation\.training/);
    expect(faults({ validation: { features: 'whole_tabel' } })).toEqual(['SPEC_UNKNOWN_VALUE tuning.validation.features: Did you mean "whole_table"?']);
    expect(faults({ lift_weights: 'equals' })).toEqual(['SPEC_UNKNOWN_VALUE tuning.lift_weights: Did you mean "equal"?']);
  });

  it('refuses keys of another scheme', () => {
    expect(faults({ validation: { scheme: 'holdout', folds: 4 } })[0]).toMatch(/^SPEC_UNKNOWN_KEY tuning\.validation\.folds/);
    expect(faults({ validation: { scheme: 'blocked_kfold', block: 4 } })[0]).toMatch(/^SPEC_UNKNOWN_KEY tuning\.validation\.block/);
    expect(faults({ validation: { scheme: 'blocked_kfold', training: 'sliding' } })[0]).toMatch(/^SPEC_UNKNOWN_KEY tuning\.validation\.training/);
  });

  it.each<[unknown, string]>([
    ['fast', 'SPEC_WRONG_TYPE tuning'],
    [{ validation: 'holdout' }, 'SPEC_WRONG_TYPE tuning.validation'],
    [{ validation: { scheme: 'rolling_origin', folds: 1 } }, 'SPEC_OUT_OF_LIMITS tuning.validation.folds'],
    [{ validation: { scheme: 'rolling_origin', folds: '4' } }, 'SPEC_OUT_OF_LIMITS tuning.validation.folds'],
    [{ validation: { scheme: 'rolling_origin', block: 1 } }, 'SPEC_OUT_OF_LIMITS tuning.validation.block'],
    [{ validation: { scheme: 'blocked_kfold', gap: -1 } }, 'SPEC_OUT_OF_LIMITS tuning.validation.gap'],
    [{ validation: { test_periods: 2.5 } }, 'SPEC_OUT_OF_LIMITS tuning.validation.test_periods'],
    [{ decomp_rssd: 'no' }, 'SPEC_WRONG_TYPE tuning.decomp_rssd'],
    [{ zero_effect_penalty: 0 }, 'SPEC_WRONG_TYPE tuning.zero_effect_penalty'],
    [{ weights: [1, -1, 1] }, 'SPEC_OUT_OF_LIMITS tuning.weights[1]'],
  ])('refuses %j', (value, fault) => {
    expect(faults(value).map((line) => line.split(':')[0])).toEqual([fault]);
  });

  it('keeps what is right beside what is wrong', () => {
    expect(faults({ validation: { scheme: 'rolling_origin', folds: 1, gap: -2 }, trials: 0 }).map((line) => line.split(':')[0]).toSorted())
      .toEqual(['SPEC_OUT_OF_LIMITS tuning.trials', 'SPEC_OUT_OF_LIMITS tuning.validation.folds', 'SPEC_OUT_OF_LIMITS tuning.validation.gap']);
  });
});

describe('writeSpec', () => {
  it.each(Object.entries(FULL))('writes %s in the order of the format and reads it back', (_name, validation) => {
    const spec = parse({ lift_weights: 'equal', zero_effect_penalty: false, decomp_rssd: false, weights: [1, 0, 1], validation: Object.fromEntries(Object.entries(validation).toReversed()) });
    const text = writeSpec(spec);
    expect(parseSpec(JSON.parse(text))).toEqual(spec);
    const written = (JSON.parse(text) as { tuning: { validation: object } }).tuning;
    expect(Object.keys(written)).toEqual(['method', 'settings', 'trials', 'iterations', 'seed', 'validation', 'weights', 'decomp_rssd', 'zero_effect_penalty', 'lift_weights',
      'ridge', 'baseline_net_of']);
    expect(Object.keys(written.validation)).toEqual(Object.keys(validation));
  });
});

describe('diffSpecs', () => {
  it('tells schemes and objectives apart key by key', () => {
    const a = parse({ validation: { scheme: 'rolling_origin', block: 13 } });
    const b = parse({ validation: { scheme: 'blocked_kfold', folds: 5, test_periods: 26 }, decomp_rssd: false, weights: [1, 1, 2] });
    expect(diffSpecs(a, b)).toEqual([
      { key: 'tuning.validation.scheme', a: 'rolling_origin', b: 'blocked_kfold' },
      { key: 'tuning.validation.folds', a: '4', b: '5' },
      { key: 'tuning.validation.gap', a: '0', b: '4' },
      { key: 'tuning.validation.test_periods', a: '0', b: '26' },
      { key: 'tuning.validation.block', a: '13', b: '–' },
      { key: 'tuning.validation.training', a: 'expanding', b: '–' },
      { key: 'tuning.weights', a: '1, 1, 1', b: '1, 1, 2' },
      { key: 'tuning.decomp_rssd', a: 'true', b: 'false' },
    ]);
  });
});
