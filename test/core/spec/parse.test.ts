import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MixwrightError, type Problem } from '../../../core/errors.ts';
import { defaultTuning } from '../../../core/spec/defaults.ts';
import { METHODS } from '../../../core/spec/methods.ts';
import { jsonOfSpec, parseSpec, readSpec } from '../../../core/spec/parse.ts';

const minimal = {
  format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'tv_spend' }],
};
const faults = (change: object): string[] => readSpec({ ...minimal, ...change }).problems.map(({ code, key }) => `${code} ${key}`);
const first = (change: object): Problem | undefined => readSpec({ ...minimal, ...change }).problems[0];

describe('readSpec', () => {
  it('fills in every default', () => {
    expect(parseSpec(minimal)).toEqual({
      format: 'mixwright/1', name: 'Untitled', date: 'week', response: { column: 'revenue', kind: 'revenue' }, currency: 'USD',
      baseline: { source: 'prophet', terms: ['trend', 'season'] },
      channels: [{ name: 'tv', spend: 'tv_spend', sign: 'positive' }], organic: [], context: [], adstock: 'geometric',
      hyperparameters: {}, lambda: [0, 1], train_size: [0.5, 0.8], calibration: [], curves: [],
      tuning: defaultTuning(),
    });
  });

  it('gives defaults that are not shared', () => {
    const spec = parseSpec(minimal);
    (spec.lambda as number[])[0] = 0.5;
    spec.tuning.weights[0] = 7;
    expect(parseSpec(minimal).lambda).toEqual([0, 1]);
    expect(parseSpec(minimal).tuning.weights).toEqual([1, 1, 1]);
  });

  it.each(['geometric', 'weibull_cdf', 'weibull_pdf'])('reads the golden %s project', (kind) => {
    const text = readFileSync(new URL(`../../fixtures/golden/weekly.${kind}.spec.json`, import.meta.url), 'utf8');
    const { spec, problems } = readSpec(jsonOfSpec(text));
    expect(problems).toEqual([]);
    expect(spec?.context).toContainEqual({ column: 'promotion', type: 'factor', sign: 'free' });
    expect(spec?.adstock).toBe(kind);
  });

  it('names unknown keys and the nearest known one, at every depth', () => {
    const { spec, problems } = readSpec({ ...minimal, chanels: [], tuning: { trails: 3 }, hyperparameters: { tv: { tetha: 0.1 } } });
    expect(spec).toBeNull();
    expect(problems.map(({ code, key }) => `${code} ${key}`)).toEqual([
      'SPEC_UNKNOWN_KEY chanels', 'SPEC_UNKNOWN_KEY hyperparameters.tv.tetha', 'SPEC_UNKNOWN_KEY tuning.trails']);
    expect(problems[0]?.mend).toContain('"channels"');
    expect(problems[1]?.mend).toContain('"theta"');
    expect(problems[2]?.mend).toContain('"trials"');
  });

  it('says what is required', () => {
    expect(readSpec({}).problems.map(({ key }) => key).toSorted()).toEqual(['channels', 'date', 'format', 'response']);
    expect(readSpec([]).problems).toMatchObject([{ code: 'SPEC_WRONG_TYPE' }]);
    expect(readSpec(null).spec).toBeNull();
  });

  it.each<[object, string]>([
    [{ lambda: [1, 0] }, 'SPEC_RANGE_UPSIDE_DOWN lambda'],
    [{ lambda: [0, 2] }, 'SPEC_OUT_OF_LIMITS lambda'],
    [{ lambda: 'auto' }, 'SPEC_WRONG_TYPE lambda'],
    [{ train_size: [0.05, 0.5] }, 'SPEC_OUT_OF_LIMITS train_size'],
    [{ hyperparameters: { tv: { theta: [0, 1] } } }, 'SPEC_OUT_OF_LIMITS hyperparameters.tv.theta'],
    [{ hyperparameters: { tv: { alpha: 0 } } }, 'SPEC_OUT_OF_LIMITS hyperparameters.tv.alpha'],
    [{ hyperparameters: { tv: { gamma: [0, 1] } } }, 'SPEC_OUT_OF_LIMITS hyperparameters.tv.gamma'],
    [{ hyperparameters: { tv: { gamma: [0.5] } } }, 'SPEC_WRONG_TYPE hyperparameters.tv.gamma'],
    [{ adstock: 'weibull_cdf', hyperparameters: { tv: { shape: [-1, 2] } } }, 'SPEC_OUT_OF_LIMITS hyperparameters.tv.shape'],
    [{ adstock: 'weibull_cdf', hyperparameters: { tv: { scale: 1.5 } } }, 'SPEC_OUT_OF_LIMITS hyperparameters.tv.scale'],
    [{ hyperparameters: { radio: { theta: 0.1 } } }, 'SPEC_UNKNOWN_CHANNEL hyperparameters.radio'],
    [{ adstock: 'weibul_cdf' }, 'SPEC_UNKNOWN_VALUE adstock'],
    [{ channels: [] }, 'SPEC_NO_CHANNELS channels'],
    [{ channels: [{ name: 'a.b', spend: 'x' }] }, 'SPEC_BAD_NAME channels[0].name'],
    [{ channels: [{ name: 'tv', spend: 'x' }, { name: 'tv', spend: 'y' }] }, 'SPEC_DUPLICATE_NAME channels[1].name'],
    [{ organic: [{ name: 'tv', column: 'x' }] }, 'SPEC_DUPLICATE_NAME organic[0].name'],
    [{ context: [{ column: 'trend' }] }, 'SPEC_DUPLICATE_NAME context[0].column'],
    [{ context: [{ column: 'price', sign: 'minus' }] }, 'SPEC_UNKNOWN_VALUE context[0].sign'],
    [{ context: [{ column: 'price', reference: 'low' }] }, 'SPEC_REFERENCE_WITHOUT_FACTOR context[0].reference'],
    [{ window: { from: '2024-02-01', to: '2024-01-01' } }, 'SPEC_DATES_BACKWARDS window.to'],
    [{ window: { from: '1.2.2024', to: '2024-01-01' } }, 'SPEC_BAD_DATE window.from'],
    [{ baseline: { source: 'prophet', terms: ['holiday'] } }, 'SPEC_MISSING_KEY baseline.country'],
    [{ baseline: { source: 'columns', columns: { trent: 't' } } }, 'SPEC_UNKNOWN_KEY baseline.columns.trent'],
    [{ baseline: { source: 'arima' } }, 'SPEC_UNKNOWN_VALUE baseline.source'],
    [{ currency: 'euro' }, 'SPEC_UNKNOWN_VALUE currency'],
    [{ calibration: [{ channels: ['radio'], from: '2024-01-01', to: '2024-02-01', lift: 1 }] }, 'SPEC_UNKNOWN_CHANNEL calibration[0].channels[0]'],
    [{ calibration: [{ channels: ['tv'], from: '2024-03-01', to: '2024-02-01', lift: 1 }] }, 'SPEC_DATES_BACKWARDS calibration[0].to'],
    [{ tuning: { trials: 0 } }, 'SPEC_OUT_OF_LIMITS tuning.trials'],
    [{ tuning: { iterations: 1.5 } }, 'SPEC_OUT_OF_LIMITS tuning.iterations'],
    [{ tuning: { seed: -1 } }, 'SPEC_OUT_OF_LIMITS tuning.seed'],
    [{ tuning: { weights: [1, 1] } }, 'SPEC_WRONG_TYPE tuning.weights'],
    [{ tuning: { weights: [0, 0, 0] } }, 'SPEC_OUT_OF_LIMITS tuning.weights'],
    [{ tuning: { method: 'simplex' } }, 'SPEC_UNKNOWN_METHOD tuning.method'],
    [{ format: 'mixwright/2' }, 'SPEC_FORMAT format'],
  ])('refuses %j', (change, fault) => {
    expect(faults(change)).toEqual([fault]);
    expect(first(change)?.mend).not.toBe('');
  });

  it('lists the methods there are', () => {
    expect(first({ tuning: { method: 'simplex' } })?.mend).toBe(`There are: ${METHODS.join(', ')}.`);
  });

  it('accepts numbers that fix a value, and only warns of ranges without use', () => {
    const { spec, problems } = readSpec({ ...minimal, train_size: 1, lambda: 0.3, hyperparameters: { tv: { theta: 0.5, shape: 1 } } });
    expect(spec).toMatchObject({ train_size: 1, lambda: 0.3, hyperparameters: { tv: { theta: 0.5 } } });
    expect(problems).toMatchObject([{ code: 'SPEC_UNUSED_RANGE', severity: 'warning', key: 'hyperparameters.tv.shape' }]);
  });
});

describe('parseSpec', () => {
  it('throws all problems in one error', () => {
    expect.assertions(3);
    try {
      parseSpec({ ...minimal, lambda: [1, 0], currency: 'x' });
    } catch (error) {
      expect(error).toBeInstanceOf(MixwrightError);
      expect((error as MixwrightError).problems.map(({ key }) => key)).toEqual(['currency', 'lambda']);
      expect((error as MixwrightError).message).toContain('upside down');
    }
  });

  it('says that a text is no JSON', () => {
    expect(() => jsonOfSpec('{ // a comment\n}')).toThrow(/not JSON/);
    expect(jsonOfSpec('\uFEFF{}')).toEqual({});
  });
});
