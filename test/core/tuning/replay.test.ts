import { describe, expect, it } from 'vitest';
import { createTrial } from '../../../core/tuning/trial.ts';
import type { Evaluate, TrialOptions } from '../../../core/tuning/trial.ts';
import type { TrialResult } from '../../../core/tuning/trial-result.ts';

const prepared = {
  space: { parameters: [{ name: 'tv.theta', lower: 0.1, upper: 0.4 }, { name: 'tv.alpha', lower: 2, upper: 2 }, { name: 'lambda', lower: 0, upper: 1 }] },
  studies: [], weights: [1, 1, 1] as [number, number, number], rssdObjective: true,
};

function run(change: Partial<TrialOptions>, step = Infinity): { result: TrialResult; failed: number; evaluated: number } {
  let evaluated = 0;
  const evaluate: Evaluate = (params, out) => {
    evaluated++;
    const [theta = 0, , lambda = 0] = params;
    out.set([(theta - 0.2) ** 2 + (lambda - 0.5) ** 2, theta > 0.35 ? Infinity : (lambda - 0.6) ** 2, 0, 1, 2, Number.NaN]);
  };
  const trial = createTrial(prepared, evaluate, { trial: 2, seed: 9, method: 'two_points_de', iterations: 200, ...change });
  while (!trial.done) expect(trial.step(step)).toBeGreaterThan(0);
  return { result: trial.result(), failed: trial.failed, evaluated };
}

describe('a trial that goes on', () => {
  const whole = run({});

  it.each(['two_points_de', 'random'] as const)('comes to the same bits as from the start and evaluates only what is new: %s', (method) => {
    const before = run({ method, iterations: 80 });
    const after = run({ method, replay: before.result });
    const start = run({ method });
    expect(after.result).toEqual(start.result);
    expect(after.failed).toBe(start.failed);
    expect([before.evaluated, after.evaluated]).toEqual([80, 120]);
  });

  it('does not depend on its chunks', () => {
    expect(run({ replay: run({ iterations: 80 }).result }, 7)).toEqual({ ...whole, evaluated: 120 });
  });

  it('ends a step where replaying ends', () => {
    const trial = createTrial(prepared, (_params, out) => out.fill(1), { trial: 2, seed: 9, method: 'random', iterations: 200, replay: run({ method: 'random', iterations: 80 }).result });
    expect(trial.replaying).toBe(true);
    expect(trial.step(500)).toBe(80);
    expect(trial.replaying).toBe(false);
    expect(trial.step(500)).toBe(120);
  });

  it('takes a replay as long as itself, or longer, as it is', () => {
    expect(run({ replay: whole.result })).toEqual({ ...whole, evaluated: 0 });
    expect(run({ iterations: 50, replay: whole.result }).result).toEqual(run({ iterations: 50 }).result);
  });

  it('evaluates from the first candidate on that the optimiser proposes otherwise', () => {
    const { result } = run({ iterations: 80 });
    const values = result.values.slice();
    values[30 * result.width + 6] = 0.123;
    const after = run({ replay: { ...result, values } });
    expect(after).toEqual({ ...whole, evaluated: 170 });
  });

  it('does not take another trial, or one of other data, for its own', () => {
    expect(run({ replay: run({ trial: 3, iterations: 80 }).result })).toEqual({ ...whole, evaluated: 200 });
    expect(run({ replay: { ...whole.result, width: 5 } })).toEqual({ ...whole, evaluated: 200 });
    expect(run({ replay: run({ seed: 1 }).result })).toEqual({ ...whole, evaluated: 200 });
  });
});
