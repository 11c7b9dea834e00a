import { describe, expect, it } from 'vitest';
import type { PreparedData, PreparedStudy } from '../../../core/model/prepared.ts';
import { unitSpace } from '../../../core/tuning/space.ts';
import { createTrial } from '../../../core/tuning/trial.ts';
import type { Evaluate, TrialOptions } from '../../../core/tuning/trial.ts';

const space = {
  parameters: [
    { name: 'tv.theta', lower: 0.1, upper: 0.4 },
    { name: 'tv.alpha', lower: 2, upper: 2 },
    { name: 'tv.gamma', lower: 0.3, upper: 1 },
    { name: 'lambda', lower: 0, upper: 1 },
    { name: 'train_size', lower: 0.7, upper: 0.7 },
  ],
};
const study: PreparedStudy = { media: [0], rowFrom: 0, rowTo: 1, scale: 1, lift: 1, weight: 1, scope: 'total' };

function prepared(studies: PreparedStudy[] = []): Pick<PreparedData, 'space' | 'studies' | 'weights' | 'rssdObjective'> {
  return { rssdObjective: true, space, studies, weights: [1, 1, 1] };
}

const evaluate: Evaluate = (params, out) => {
  const [theta = 0, , gamma = 0, lambda = 0] = params;
  out[0] = (theta - 0.2) ** 2 + (lambda - 0.5) ** 2;
  out[1] = (gamma - 0.6) ** 2 + (lambda - 0.6) ** 2;
  out[2] = Math.abs(theta - 0.3);
  out[3] = out[0];
  out[4] = out[0];
  out[5] = Number.NaN;
};

const options: TrialOptions = { trial: 2, seed: 9, method: 'two_points_de', iterations: 120 };

describe('unit space', () => {
  const unit = unitSpace(space);

  it('leaves fixed parameters out', () => {
    expect([unit.parameters, unit.dimension, unit.free]).toEqual([5, 3, [0, 2, 3]]);
    const params = new Float64Array(5);
    unit.toParams(Float64Array.of(0, 1, 0.5), params);
    expect([...params]).toEqual([0.1, 2, 1, 0.5, 0.7]);
  });

  it('maps there and back', () => {
    const params = new Float64Array(5);
    const point = Float64Array.of(0.25, 0.5, 0.125);
    unit.toParams(point, params);
    // A subtraction and a division of rounded numbers: a few units in the last place.
    unit.toPoint(params).forEach((x, i) => expect(x).toBeCloseTo(point[i] ?? Number.NaN, 14));
    expect([...unit.toPoint(Float64Array.of(9, 2, -9, 0.5, 0.7))]).toEqual([1, 0, 0.5]);
  });

  it('never passes the upper bound by rounding', () => {
    const odd = unitSpace({ parameters: [{ name: 'x', lower: 0.1, upper: 0.7 }, { name: 'y', lower: -1e-17, upper: 0.3 }] });
    const params = new Float64Array(2);
    odd.toParams(Float64Array.of(1, 1), params);
    expect(params[0]).toBeLessThanOrEqual(0.7);
    expect(params[1]).toBeLessThanOrEqual(0.3);
  });

  it('refuses a range upside down', () => {
    expect(() => unitSpace({ parameters: [{ name: 'x', lower: 1, upper: 0 }] })).toThrow('x');
    expect(() => unitSpace({ parameters: [{ name: 'x', lower: 0, upper: Infinity }] })).toThrow(RangeError);
  });
});

describe('trial', () => {
  it.each(['two_points_de', 'random'] as const)('does not depend on its chunks: %s', (method) => {
    const whole = createTrial(prepared([study]), evaluate, { ...options, method });
    expect(whole.step(Infinity)).toBe(120);
    const chunked = createTrial(prepared([study]), evaluate, { ...options, method });
    for (const count of [1, 0, 7, 50, 3, 1000, 5]) chunked.step(count);
    expect(chunked.done).toBe(true);
    expect(chunked.result()).toEqual(whole.result());
  });

  it('differs by trial and by seed', () => {
    const first = (change: Partial<TrialOptions>): number | undefined => {
      const trial = createTrial(prepared(), evaluate, { ...options, ...change });
      trial.step(1);
      return trial.result().values[6];
    };
    expect(new Set([first({}), first({ trial: 3 }), first({ seed: 10 })]).size).toBe(3);
    expect(first({})).toBe(first({}));
  });

  it('writes metrics, then the full parameter vector', () => {
    const trial = createTrial(prepared(), evaluate, options);
    trial.step(Infinity);
    const { values, width, iterations } = trial.result();
    expect([width, iterations, values.length]).toEqual([11, 120, 1320]);
    for (let row = 0; row < iterations; row++) {
      const params = values.slice(row * width + 6, (row + 1) * width);
      const out = new Float64Array(6);
      evaluate(params, out);
      expect(values.slice(row * width, row * width + 6)).toEqual(out);
      expect(params[1]).toBe(2);
      expect(params[4]).toBe(0.7);
      space.parameters.forEach((range, i) => {
        expect(params[i]).toBeGreaterThanOrEqual(range.lower);
        expect(params[i]).toBeLessThanOrEqual(range.upper);
      });
    }
  });

  it('returns what is filled when it is stopped, the start of the whole', () => {
    const stopped = createTrial(prepared(), evaluate, options);
    stopped.step(33);
    const whole = createTrial(prepared(), evaluate, options);
    whole.step(Infinity);
    expect(stopped.done).toBe(false);
    expect(stopped.result().iterations).toBe(33);
    expect(stopped.result().values).toEqual(whole.result().values.slice(0, 33 * 11));
  });

  it('pays heed to MAPE with studies only', () => {
    const params = (studies: PreparedStudy[], mape: number): Float64Array => {
      const trial = createTrial(prepared(studies), (given, out) => {
        evaluate(given, out);
        out[2] = mape * (given[0] ?? 0);
      }, options);
      trial.step(Infinity);
      return trial.result().values.filter((_, i) => i % 11 >= 6);
    };
    expect(params([], 1)).toEqual(params([], -1));
    expect(params([study], 1)).not.toEqual(params([study], -1));
  });

  it('counts candidates that cannot be evaluated, keeps them, and goes on', () => {
    const trial = createTrial(prepared(), (params, out) => {
      evaluate(params, out);
      if ((params[0] ?? 0) > 0.3) out[0] = Number.NaN;
      if ((params[2] ?? 0) > 0.9) out[1] = Infinity;
    }, options);
    trial.step(Infinity);
    const { values, width, iterations } = trial.result();
    let expected = 0;
    for (let row = 0; row < iterations; row++) {
      if (!Number.isFinite(values[row * width]) || !Number.isFinite(values[row * width + 1])) expected++;
    }
    expect(expected).toBeGreaterThan(0);
    expect(trial.failed).toBe(expected);
    expect(iterations).toBe(120);
  });

  it('runs with every parameter fixed', () => {
    const fixed = { parameters: space.parameters.map((parameter) => ({ ...parameter, upper: parameter.lower })) };
    const trial = createTrial({ ...prepared(), space: fixed }, evaluate, options);
    trial.step(Infinity);
    expect([...trial.result().values.slice(-5)]).toEqual([0.1, 2, 0.3, 0, 0.7]);
  });

  it('needs at least one iteration', () => {
    expect(() => createTrial(prepared(), evaluate, { ...options, iterations: 0 })).toThrow(RangeError);
  });
});
