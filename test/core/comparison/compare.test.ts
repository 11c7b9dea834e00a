import { describe, expect, it } from 'vitest';
import { bandsOf, secondsGrid, spreadOf } from '../../../core/comparison/bands.ts';
import { compareMethods } from '../../../core/comparison/compare.ts';
import type { ComparisonOptions } from '../../../core/comparison/compare.ts';
import type { MethodTrial } from '../../../core/comparison/track.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';

/** A trial of two checkpoints that ends with a hypervolume; its error is what is left of it. */
function trialOf(method: TuningMethod, trial: number, hypervolume: number, seconds = 1): MethodTrial {
  return {
    method, trial, evaluations: [1, 2], seconds: [seconds / 2, seconds], hypervolume: [0, hypervolume], nrmse: [null, 1 - hypervolume],
    error: [null, 1 - hypervolume], failed: 0,
  };
}

const many = (method: TuningMethod, values: readonly number[], seconds = 1): MethodTrial[] => values.map((value, i) => trialOf(method, i + 1, value, seconds));
const OPTIONS: ComparisonOptions = { methods: ['random', 'two_points_de'], iterations: 2, trials: 6, own: 'random' };
const LOW = [0.1, 0.11, 0.12, 0.13, 0.14, 0.15];
const HIGH = LOW.map((value) => value + 0.5);

function compared(trials: readonly MethodTrial[], options: Partial<ComparisonOptions> = {}) {
  const result = compareMethods(trials, { ...OPTIONS, ...options });
  if (result === null) throw new Error('Nothing to compare.');
  return result;
}

describe('bands', () => {
  it('hold the quantiles over trials, each trial a step function', () => {
    const trials = many('random', [0.1, 0.2, 0.3, 0.4, 0.5]);
    const bands = bandsOf(trials, 'hypervolume', 'evaluations', [1, 2, 3]);
    expect(bands).toMatchObject({ lowerQuartile: [0, 0.2, 0.2], median: [0, 0.3, 0.3], upperQuartile: [0, 0.4, 0.4] });
    // Type 7: a fifth of the way from the least to the next.
    for (const at of [1, 2]) {
      expect(bands.low[at]).toBeCloseTo(0.12, 12);
      expect(bands.high[at]).toBeCloseTo(0.48, 12);
    }
  });

  it('against seconds: nothing before the first checkpoint, the last value held, null past the longest trial', () => {
    const trials = [trialOf('random', 1, 0.2, 1), trialOf('random', 2, 0.4, 3)];
    const { median } = bandsOf(trials, 'hypervolume', 'seconds', [0.1, 1, 2.9, 3, 4]);
    expect(median[0]).toBe(0);
    expect(median[1]).toBeCloseTo(0.1, 12);
    expect(median[2]).toBeCloseTo(0.1, 12);
    expect(median[3]).toBeCloseTo(0.3, 12);
    expect(median[4]).toBeNull();
    expect(bandsOf(trials, 'error', 'seconds', [0.1, 3]).median).toEqual([null, 0.7]);
  });

  it('seconds from the first checkpoint of any trial to the end of the longest, by the logarithm', () => {
    const grid = secondsGrid([trialOf('random', 1, 0.2, 2), trialOf('tpe', 1, 0.4, 200)]);
    expect(grid).toHaveLength(40);
    expect([grid[0], grid.at(-1)]).toEqual([1, 200]);
    expect((grid[2] ?? 0) / (grid[1] ?? 0)).toBeCloseTo((grid[1] ?? 0) / (grid[0] ?? 0), 9); // a geometric row
    expect(secondsGrid([])).toHaveLength(1);
  });

  it('an error that half of the trials never had has no median', () => {
    expect(spreadOf([1, 2, Infinity, Infinity, Infinity])).toMatchObject({ lowerQuartile: 2, median: null, high: null });
    expect(spreadOf([]).median).toBeNull();
  });
});

describe('the comparison', () => {
  it('ranks, tells who beats whom, and says that the better one is worth a change', () => {
    const { methods, beats, ranking, verdict, warnings } = compared([...many('two_points_de', HIGH), ...many('random', LOW)]);
    expect(methods.map(({ method, trials, failed }) => [method, trials, failed])).toEqual([['random', 6, 0], ['two_points_de', 6, 0]]);
    expect(methods[0]?.final.hypervolume.median).toBeCloseTo(0.125, 12);
    expect(methods[1]?.finals.map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(beats.hypervolume[1]?.[0]).toMatchObject({ probability: 1, word: 'clearly_better' });
    expect(beats.hypervolume[0]?.[0]).toBeNull();
    // A smaller error is the better one.
    expect(beats.error[1]?.[0]?.probability).toBe(1);
    expect(ranking).toEqual([{ method: 'two_points_de', probability: 1 }, { method: 'random', probability: 0 }]);
    expect(verdict).toMatchObject({ level: 'clear', winner: 'two_points_de', change: 'two_points_de' });
    expect(verdict.text).toContain('clearly beats Random');
    // (0.625 − 0.125) / (1 − 0.125)
    expect(verdict.text).toContain('closes 57 % of what the other leaves open');
    expect(warnings).toEqual([]);
  });

  it('a difference too small to matter is no reason to change', () => {
    const close = [0.6001, 0.6002, 0.6003, 0.6004, 0.6005, 0.6006];
    const { verdict } = compared([...many('random', close), ...many('two_points_de', close.map((value) => value + 0.001))]);
    expect(verdict).toMatchObject({ level: 'clear', winner: 'two_points_de', change: null });
    expect(verdict.text).toContain('too little to matter');
    expect(verdict.advice).toContain('Keep Random');
  });

  it('cannot tell equal ones apart, and keeps the setup’s own', () => {
    const { verdict, ranking } = compared([...many('random', LOW), ...many('two_points_de', LOW)]);
    expect(ranking.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
    expect(verdict).toMatchObject({ level: 'open', change: null });
    expect(verdict.text).toContain('cannot tell it from');
  });

  it('tells of the time when the winner takes far longer', () => {
    const { verdict } = compared([...many('two_points_de', HIGH, 20), ...many('random', LOW, 0.5)]);
    expect(verdict.text).toContain('40 times as long (20 s against 0.50 s)');
  });

  it('advises the quick one of two that cannot be told apart', () => {
    const trials = [...many('random', LOW), ...many('bayesian', HIGH, 60), ...many('nsga2', HIGH.map((value) => value - 0.005), 0.5)];
    const { verdict } = compared(trials, { methods: ['random', 'bayesian', 'nsga2'] });
    expect(verdict).toMatchObject({ level: 'open', winner: 'bayesian', change: 'nsga2', advice: 'Use NSGA-II in the setup.' });
    expect(verdict.text).toContain('A trial takes it 60 s; NSGA-II, which cannot be told from it, takes 0.50 s.');
  });

  it('tells of a method that is ahead by the error alone', () => {
    const better = many('random', LOW).map((trial) => ({ ...trial, error: [null, 0.01 * trial.trial] }));
    expect(compared([...better, ...many('two_points_de', HIGH)]).verdict.text).toContain('By the lowest error alone Random is clearly ahead.');
  });

  it('warns of few trials, missing ones, early ends, failures and methods for fewer iterations', () => {
    const some = [...many('random', [0.1, 0.2, 0.3]), trialOf('tpe', 1, 0.3)];
    const early = { ...trialOf('grid', 1, 0.3), failed: 1, evaluations: [1], seconds: [0.1], hypervolume: [0.3], nrmse: [0.7], error: [0.7] };
    const { warnings, verdict } = compared([...some, early], { methods: ['random', 'tpe', 'grid', 'bayesian'], iterations: 100_000 });
    expect(warnings.join('\n')).toMatch(/With one trial of some methods/);
    expect(warnings.join('\n')).toMatch(/Not a trial of Bayesian/);
    expect(warnings.join('\n')).toMatch(/Grid had nothing left to try/);
    expect(warnings.join('\n')).toMatch(/Grid: 100 % of its candidates/);
    expect(warnings.join('\n')).toMatch(/made for up to \d+ iterations/);
    expect(verdict.advice).toContain('Take more trials');
  });

  it('of one method alone is none; trials come in any order', () => {
    expect(compareMethods(many('random', LOW), OPTIONS)).toBeNull();
    const trials = [...many('two_points_de', HIGH), ...many('random', LOW)];
    expect(compared([...trials].reverse())).toEqual(compared(trials));
  });
});
