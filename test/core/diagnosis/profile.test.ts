import { describe, expect, it } from 'vitest';
import { profileObjective } from '../../../core/diagnosis/profile.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { weekly } from '../report/weekly.ts';

const { prepared, params } = await weekly();
const { profiles, diagnostic } = profileObjective(prepared, params);

describe('profiles of the objective', () => {
  it('cover every free hyperparameter but the split, end to end', () => {
    const free = prepared.space.parameters.filter(({ name, lower, upper }) => upper > lower && name !== 'train_size');
    expect(profiles.map(({ parameter }) => parameter)).toEqual(free.map(({ name }) => name));
    profiles.forEach(({ values, nrmse }, i) => {
      expect([values[0], values.at(-1), values.length, nrmse.length]).toEqual([free[i]?.lower, free[i]?.upper, 15, 15]);
    });
  });

  it('are the objective with that one value changed', () => {
    const { parameter, values, nrmse } = profiles[3] ?? profiles[0] ?? { parameter: '', values: [], nrmse: [] };
    for (const k of [0, 7, 14]) {
      expect(nrmse[k]).toBe(evaluateCandidate(prepared, { ...params, [parameter]: values[k] ?? NaN }).nrmse.validation);
    }
  });

  it('call flat what stays within the tolerance, by the rule', () => {
    const atModel = evaluateCandidate(prepared, params).nrmse.validation ?? NaN;
    for (const { nrmse, rise, flat } of profiles) {
      const all = [atModel, ...nrmse.map((value) => value ?? Infinity)];
      expect(rise).toBeCloseTo(Math.max(...all) / Math.min(...all) - 1, 12);
      expect(flat).toBe((rise ?? Infinity) <= 0.01);
    }
    expect(profileObjective(prepared, params, { tolerance: 1e9 }).diagnostic.figure).toBe(`${profiles.length} of ${profiles.length} flat`);
    expect(profileObjective(prepared, params, { tolerance: 0 }).diagnostic.level).toBe('pass');
  });

  it('name a channel that makes no difference as a whole', () => {
    const columns = prepared.columns.slice();
    const [first] = prepared.media;
    columns.fill(0, (first?.term ?? 0) * prepared.rows, ((first?.term ?? 0) + 1) * prepared.rows);
    const silent = profileObjective({ ...prepared, columns }, params);
    expect(silent.diagnostic.text).toContain(`all of ${first?.name}`);
    for (const { parameter, rise } of silent.profiles) if (parameter.startsWith(`${first?.name}.`)) expect(rise).toBe(0);
  });

  it('draw the flat ones over a shared axis', () => {
    expect(diagnostic.plot?.x).toHaveLength(15);
    expect(diagnostic.plot?.series.length).toBeLessThanOrEqual(6);
    expect(() => profileObjective(prepared, params, { points: 2 })).toThrow(RangeError);
  });
});
