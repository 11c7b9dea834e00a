import { describe, expect, it } from 'vitest';
import { METHOD_FACTS, METHODS, settingsOf } from '../../../core/spec/methods.ts';
import { readSpec } from '../../../core/spec/parse.ts';
import { writeSpec } from '../../../core/spec/write.ts';
import { parseSpec } from '../../../core/spec/parse.ts';

const base = {
  format: 'mixwright/1', date: 'week', response: { column: 'revenue', kind: 'revenue' }, baseline: { source: 'none' },
  channels: [{ name: 'tv', spend: 'tv_spend' }],
};
const read = (tuning: unknown) => readSpec({ ...base, tuning });

describe('the tuning method', () => {
  it.each(METHODS)('knows %s and its settings', (method) => {
    const { spec, problems } = read({ method });
    expect(problems).toEqual([]);
    expect(spec?.tuning).toMatchObject({ method, settings: {} });
    for (const setting of METHOD_FACTS[method].settings) {
      const value = settingsOf(method, {})[setting.key];
      expect(value).toBe(setting.default);
      expect(read({ method, settings: { [setting.key]: setting.default } }).problems).toEqual([]);
      if (setting.kind === 'choice') expect(setting.options.map((option) => option.value)).toContain(setting.default);
      else {
        expect(setting.default).toBeGreaterThanOrEqual(setting.min);
        expect(setting.default).toBeLessThanOrEqual(setting.max);
        expect(read({ method, settings: { [setting.key]: setting.max + 1 } }).problems.map(({ key }) => key)).toEqual([`tuning.settings.${setting.key}`]);
      }
    }
  });

  it('names the nearest method and setting', () => {
    const { spec, problems } = read({ method: 'nsga3' });
    expect(spec).toBeNull();
    expect(problems[0]).toMatchObject({ code: 'SPEC_UNKNOWN_METHOD', key: 'tuning.method' });
    expect(problems[0]?.mend).toContain('Did you mean "nsga2"?');
    expect(read({ method: 7 }).problems[0]).toMatchObject({ code: 'SPEC_UNKNOWN_METHOD' });
    expect(read({ method: 'random', settings: { levels: 3 } }).problems[0]).toMatchObject({ code: 'SPEC_UNKNOWN_KEY', key: 'tuning.settings.levels' });
  });
});

describe('levels of a grid', () => {
  it('are whole numbers by hyperparameter', () => {
    expect(read({ method: 'grid', levels: { 'tv.theta': 4 } }).spec?.tuning.levels).toEqual({ 'tv.theta': 4 });
    expect(read({ method: 'grid', levels: { 'tv.theta': 0 } }).problems[0]?.key).toBe('tuning.levels.tv.theta');
    expect(read({ method: 'grid', levels: { 'tv.theta': 2.5 } }).problems[0]?.key).toBe('tuning.levels.tv.theta');
  });
});

describe('when a search ends early', () => {
  it('is left out unless said', () => {
    expect(read({}).spec?.tuning).not.toHaveProperty('stop');
    expect(read({ stop: {} }).spec?.tuning).not.toHaveProperty('stop');
  });

  it('is read with its defaults and written back', () => {
    const stop = { seconds: 30, target: { nrmse: 0.05 }, plateau: {}, convergence: true };
    const { spec, problems } = read({ stop });
    expect(problems).toEqual([]);
    expect(spec?.tuning.stop).toEqual({ seconds: 30, target: { nrmse: 0.05 }, plateau: { iterations: 200, gain: 0.001 }, convergence: true });
    if (spec !== null) expect(parseSpec(JSON.parse(writeSpec(spec)))).toEqual(spec);
  });

  it.each([
    [{ seconds: 0 }, 'tuning.stop.seconds'],
    [{ target: {} }, 'tuning.stop.target'],
    [{ target: { nrmse: -1 } }, 'tuning.stop.target.nrmse'],
    [{ target: { rmse: 1 } }, 'tuning.stop.target.rmse'],
    [{ plateau: { iterations: 3 } }, 'tuning.stop.plateau.iterations'],
    [{ plateau: { gain: 1 } }, 'tuning.stop.plateau.gain'],
    [{ convergence: 'yes' }, 'tuning.stop.convergence'],
    [{ second: 3 }, 'tuning.stop.second'],
    [30, 'tuning.stop'],
  ])('refuses %j', (stop, key) => {
    expect(read({ stop }).problems.map((problem) => problem.key)).toContain(key);
  });
});
