import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { candidatesOfTrials, emptyCandidates } from '../../../core/selection/candidates.ts';
import type { CandidateColumns } from '../../../core/selection/candidates.ts';
import { quantile } from '../../../core/selection/quantile.ts';
import { errorScore } from '../../../core/selection/score.ts';
import { paretoModels, select, threeObjectiveFronts } from '../../../core/selection/select.ts';

function candidates(nrmse: number[], rssd: number[], change: Partial<CandidateColumns> = {}): CandidateColumns {
  const columns = emptyCandidates(nrmse.length);
  columns.trial.fill(1);
  columns.iteration.set(nrmse.map((_, i) => i + 1));
  columns.nrmse.set(nrmse);
  columns.decompRssd.set(rssd);
  columns.nrmseTrain.set(nrmse);
  columns.nrmseValidation.fill(Number.NaN);
  columns.nrmseTest.fill(Number.NaN);
  return { ...columns, ...change };
}

function drawn(count: number, calibrated = false): CandidateColumns {
  const generator = streamFor(1, 1);
  const column = (): number[] => Array.from({ length: count }, () => generator.uniform());
  return candidates(column(), column(), calibrated ? { mape: Float64Array.from(column()) } : {});
}

describe('quantile type 7', () => {
  it('interpolates between order statistics', () => {
    const values = Float64Array.of(4, 1, 3, 2, Number.NaN);
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantile(values, p))).toEqual([1, 1.75, 2.5, 3.7, 4]);
    expect([...values.slice(0, 2)]).toEqual([4, 1]);
  });

  it('knows infinite values and none', () => {
    expect(quantile(Float64Array.of(1, 2, Infinity), 0.5)).toBe(2);
    expect(quantile(Float64Array.of(1, Infinity, Infinity), 0.75)).toBe(Infinity);
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });

  it('never drops candidates that all are equal', () => {
    // 0.1·x + 0.9·x may round to under x.
    const { considered } = select(candidates(new Array(40).fill(0.1 + 0.2), new Array(40).fill(1 / 3)));
    expect(considered).toBe(40);
  });
});

describe('error score', () => {
  it('is the weighted norm of scaled errors', () => {
    const given = candidates([1, 2, 3], [10, 30, 20], { mape: Float64Array.of(0, 1, 2) });
    const [a, b, c] = errorScore(given, [1, 1, 2]);
    expect(a).toBe(0);
    expect(b).toBeCloseTo(Math.hypot(0.5 / 4, 1 / 4, 0.5 / 2), 15);
    expect(c).toBeCloseTo(Math.hypot(1 / 4, 0.5 / 4, 1 / 2), 15);
  });

  it('takes the test NRMSE where there is a split', () => {
    const given = candidates([1, 2], [1, 1], { nrmseTest: Float64Array.of(5, 3) });
    expect(errorScore(given)).toEqual([1 / 3, 0]);
  });

  it('is infinite for a candidate that failed and leaves it out of the scale', () => {
    expect(errorScore(candidates([1, 3, Infinity, Number.NaN], [1, 1, 1, 1]))).toEqual([0, 1 / 3, Infinity, Infinity]);
  });

  it('takes the mean over folds where there are no test rows, as schemes of folds have it', () => {
    const given = candidates([1, 2, 5], [1, 1, 1], { nrmseValidation: Float64Array.of(1, 2, 5), nrmseTrain: Float64Array.of(9, 0, 3) });
    expect(errorScore(given)).toEqual([0, 0.25 / 3, 1 / 3]);
  });

  it('gives an error of weight 0 no say, infinite or not', () => {
    expect(errorScore(candidates([1, 3], [Infinity, 1]), [1, 0, 1])).toEqual([0, 1 / 2]);
  });

  it('refuses weights that cannot be scaled to 1', () => {
    for (const weights of [[0, 0, 0], [1, -1, 1], [Number.NaN, 1, 1]] as const) {
      expect(() => errorScore(drawn(3), weights)).toThrow(RangeError);
    }
  });
});

describe('selection', () => {
  it('lists the models of the automatic fronts by score', () => {
    const selection = select(drawn(3000));
    const models = paretoModels(selection);
    expect(models.length).toBeGreaterThanOrEqual(100);
    expect(models.every((i) => (selection.front[i] ?? Infinity) <= selection.automaticFronts)).toBe(true);
    const scores = models.map((i) => selection.score[i] ?? Number.NaN);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    const before = paretoModels(selection, selection.automaticFronts - 1);
    expect(before.length).toBeLessThan(100);
    expect(before.every((i) => models.includes(i))).toBe(true);
  });

  it('offers fronts of three objectives with calibration only', () => {
    expect(select(drawn(500))).not.toHaveProperty('frontWithMape');
    const selection = select(drawn(500, true), { calibrationConstraint: 1 });
    expect(selection.convergence).toHaveProperty('mape');
    // One more objective leaves fewer dominated: no candidate's front is worse than in two.
    selection.front.forEach((front, i) => {
      if (front !== null) expect(selection.frontWithMape?.[i] ?? Infinity).toBeLessThanOrEqual(front);
    });
    expect(selection.frontWithMape?.filter((front) => front === 1).length)
      .toBeGreaterThan(selection.front.filter((front) => front === 1).length);
  });

  it('holds candidates to the calibration constraint', () => {
    const given = drawn(1000, true);
    const selection = select(given);
    const limit = quantile(given.mape, 0.1);
    selection.front.forEach((front, i) => {
      if (front !== null) expect(given.mape[i]).toBeLessThanOrEqual(limit);
    });
    expect(selection.considered).toBeLessThan(select(given, { calibrationConstraint: 0.5 }).considered);
    expect(() => select(given, { calibrationConstraint: 2 })).toThrow(RangeError);
  });

  it.each([0, 1, 2, 5, 30])('never aborts with %i candidates', (count) => {
    for (const calibrated of [false, true]) {
      const selection = select(drawn(count, calibrated));
      expect(selection.notes.length).toBeGreaterThan(0);
      expect(paretoModels(selection).length).toBe(selection.considered);
      expect(selection.considered > 0).toBe(count > 0);
      expect(selection.convergence.nrmse?.converged).toBe(false);
    }
  });

  it('lifts the filters when nothing passes them', () => {
    // The least lift error comes with the largest fit error.
    const selection = select(candidates([1, 2, 3], [1, 1, 1], { mape: Float64Array.of(3, 2, 1) }));
    expect(selection.considered).toBe(3);
    expect(selection.notes[0]).toContain('all are considered');
  });

  it('says how many candidates failed', () => {
    const selection = select(candidates([1, Number.NaN, 2, Infinity], [1, 1, Infinity, 1]));
    expect(selection.notes[0]).toContain('3 of 4 candidates');
    expect(selection.front).toEqual([1, null, null, null]);
    expect(paretoModels(selection)).toEqual([0]);
  });

  it('reads trials one after another, stopped ones as far as they went', () => {
    const row = (x: number): number[] => [x, x + 1, 0, x, Number.NaN, Number.NaN, 99];
    const given = candidatesOfTrials([
      { trial: 1, iterations: 2, width: 7, values: Float64Array.from([...row(1), ...row(2)]), ended: 'stopped' },
      { trial: 4, iterations: 1, width: 7, values: Float64Array.from(row(3)), ended: 'iterations' },
    ]);
    expect(given.trial).toEqual(Float64Array.of(1, 1, 4));
    expect(given.iteration).toEqual(Float64Array.of(1, 2, 1));
    expect(given.decompRssd).toEqual(Float64Array.of(2, 3, 4));
    expect(given.nrmseTest).toEqual(new Float64Array(3).fill(Number.NaN));
  });
});

describe('selection without decomp.RSSD as an objective', () => {
  const given = drawn(3000);
  const selection = select(given, { rssdObjective: false });

  it('takes the hundred best by error', () => {
    const best = given.nrmse.toSorted().slice(0, 100);
    expect(paretoModels(selection).map((i) => given.nrmse[i])).toEqual([...best]);
    expect(selection.automaticFronts).toBe(100);
    expect(selection.notes.join(' ')).toContain('decomp.RSSD was not an objective');
    expect(Object.keys(selection.convergence)).toEqual(['nrmse']);
  });

  it('does not depend on decomp.RSSD, be it infinite', () => {
    const changed = select({ ...given, decompRssd: new Float64Array(3000).fill(Infinity) }, { rssdObjective: false });
    expect(changed).toEqual(selection);
  });

  it('makes lift studies the other axis', () => {
    const calibrated = drawn(2000, true);
    const found = select(calibrated, { rssdObjective: false, calibrationConstraint: 1 });
    const first = paretoModels(found, 1);
    expect(first.length).toBeGreaterThan(1);
    for (const i of first) {
      for (const j of first) {
        const better = (column: Float64Array): boolean => (column[i] ?? 0) < (column[j] ?? 0);
        expect(better(calibrated.nrmse) && better(calibrated.mape)).toBe(false);
      }
    }
    expect(found).not.toHaveProperty('frontWithMape');
    expect(Object.keys(found.convergence)).toEqual(['nrmse', 'mape']);
  });

  it('scores by what is left when the weights leave nothing', () => {
    expect(select(given, { rssdObjective: false, weights: [0, 1, 0] }).score).toEqual(select(given, { rssdObjective: false }).score);
  });
});

describe('fronts of three objectives made later', () => {
  it('are those that the selection offers', () => {
    const given = drawn(2000, true);
    const selection = select(given);
    const later = threeObjectiveFronts(given, selection.front);
    expect(later.front).toEqual(selection.frontWithMape);
    expect(paretoModels({ ...selection, ...later }).length).toBeGreaterThanOrEqual(100);
    // One more objective leaves more candidates in each front, so fewer fronts hold enough.
    expect(later.automaticFronts).toBeLessThanOrEqual(selection.automaticFronts);
  });
});
