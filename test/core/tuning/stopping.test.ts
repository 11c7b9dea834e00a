import { describe, expect, it } from 'vitest';
import type { StopSpec } from '../../../core/spec/spec.ts';
import { createStopRule } from '../../../core/tuning/stopping.ts';
import { createTrial } from '../../../core/tuning/trial.ts';
import type { TrialEnd } from '../../../core/tuning/trial-result.ts';

/** nrmse, decompRssd, mape; the other metrics play no part. */
const metrics = (nrmse: number, rssd: number, mape = 0): Float64Array => Float64Array.of(nrmse, rssd, mape, Number.NaN, Number.NaN, Number.NaN);

/** Iteration at which the rule ends a trial of these candidates, 1-based, and why. */
function endOf(stop: StopSpec, candidates: Float64Array[], objectives = [0, 1]): [number, TrialEnd] | null {
  const rule = createStopRule(stop, objectives, candidates.length);
  for (const [i, candidate] of candidates.entries()) {
    const end = rule(candidate);
    if (end !== null) return [i + 1, end];
  }
  return null;
}

describe('target', () => {
  const candidates = [metrics(0.3, 0.1), metrics(0.1, 0.4), metrics(0.2, 0.2), metrics(0.1, 0.1)];

  it('takes one candidate that meets every limit; at the limit is enough', () => {
    expect(endOf({ target: { nrmse: 0.2, decomp_rssd: 0.2 } }, candidates)).toEqual([3, 'target']);
    expect(endOf({ target: { nrmse: 0.2 } }, candidates)).toEqual([2, 'target']);
    expect(endOf({ target: { nrmse: 0.05 } }, candidates)).toBeNull();
    expect(endOf({}, candidates)).toBeNull();
  });

  it('is never met by a candidate that failed', () => {
    expect(endOf({ target: { nrmse: 9 } }, [metrics(Infinity, 0.1), metrics(Number.NaN, 0.1), metrics(1, 1)])).toEqual([3, 'target']);
  });
});

describe('plateau', () => {
  // The medians of the first 20 are 1 and 1: they scale nothing. 20 candidates at (0.9 … 1) so that some lie inside.
  const start = Array.from({ length: 20 }, () => metrics(1, 1));

  it('ends when the hypervolume has not grown for so long', () => {
    // One candidate dominates (1 − 0.5)², then nothing for 10 iterations: at the 10th after it the gain is 0.
    const candidates = [...start, metrics(0.5, 0.5), ...Array.from({ length: 40 }, () => metrics(0.8, 0.9))];
    expect(endOf({ plateau: { iterations: 10, gain: 0.01 } }, candidates)).toEqual([31, 'plateau']);
    expect(endOf({ plateau: { iterations: 30, gain: 0.01 } }, candidates)).toEqual([51, 'plateau']);
    expect(endOf({ plateau: { iterations: 50, gain: 0.01 } }, candidates)).toBeNull();
  });

  it('goes on while it grows by its share', () => {
    // Each step adds a tenth of an error: the volume grows by far more than 1 % in any 10 iterations.
    const growing = Array.from({ length: 60 }, (_, i) => metrics(0.95 - i * 0.012, 0.95 - i * 0.012));
    expect(endOf({ plateau: { iterations: 10, gain: 0.01 } }, [...start, ...growing])).toBeNull();
    // With a share of half the volume asked for in 10 iterations it ends once the growth slows down.
    expect(endOf({ plateau: { iterations: 10, gain: 0.5 } }, [...start, ...growing])?.[1]).toBe('plateau');
  });

  it('waits for a first success however long', () => {
    expect(endOf({ plateau: { iterations: 10, gain: 0.01 } }, [...start, ...Array.from({ length: 100 }, () => metrics(2, 2))])).toBeNull();
    expect(endOf({ plateau: { iterations: 10, gain: 0.01 } }, Array.from({ length: 100 }, () => metrics(Infinity, Infinity)))).toBeNull();
  });

  it('works with one objective and with three', () => {
    const one = [...start, metrics(0.5, 7), ...Array.from({ length: 30 }, (_, i) => metrics(0.6, 1 / (i + 1)))];
    expect(endOf({ plateau: { iterations: 10, gain: 0.01 } }, one, [0])).toEqual([31, 'plateau']);
    const three = [...Array.from({ length: 20 }, () => metrics(1, 1, 1)), metrics(0.5, 0.5, 0.5), ...Array.from({ length: 30 }, () => metrics(0.9, 0.9, 0.9))];
    expect(endOf({ plateau: { iterations: 10, gain: 0.01 } }, three, [0, 1, 2])).toEqual([31, 'plateau']);
  });
});

describe('convergence', () => {
  // First tenth wild about 2, the rest steady at 0.1: the last twentieth has less spread than the first three and a far lower median.
  const settling = (count: number): Float64Array[] => Array.from({ length: count }, (_, i) => {
    const value = i < count / 10 ? 2 + 0.3 * Math.sin(i) : 0.1 + 0.001 * Math.sin(i);
    return metrics(value, value);
  });

  it('is looked at every 50 iterations from the 200th on', () => {
    const end = endOf({ convergence: true }, settling(1000));
    expect(end?.[1]).toBe('convergence');
    expect((end?.[0] ?? 1) % 50).toBe(0);
    expect(end?.[0]).toBeGreaterThanOrEqual(200);
    expect(endOf({ convergence: false }, settling(1000))).toBeNull();
    expect(endOf({ convergence: true }, settling(199))).toBeNull();
  });

  it('needs every objective', () => {
    const half = settling(1000).map((each, i) => metrics(each[0] ?? 0, 1 + 0.3 * Math.sin(i * 1.7)));
    expect(endOf({ convergence: true }, half)).toBeNull();
    expect(endOf({ convergence: true }, half, [0])?.[1]).toBe('convergence');
  });
});

describe('a trial with rules', () => {
  const prepared = {
    space: { parameters: [{ name: 'a', lower: 0, upper: 1 }, { name: 'b', lower: 0, upper: 1 }] },
    studies: [], weights: [1, 1, 1] as [number, number, number], rssdObjective: true,
  };
  const evaluate = (params: Float64Array, out: Float64Array): void => {
    out.fill(Number.NaN);
    out[0] = 0.1 + (params[0] ?? 0);
    out[1] = 0.1 + (params[1] ?? 0);
    out[2] = 0;
  };
  const run = (stop: StopSpec, chunk: number) => {
    const trial = createTrial(prepared, evaluate, { trial: 1, seed: 5, method: 'random', iterations: 2_000, stop });
    while (!trial.done) trial.step(chunk);
    return trial.result();
  };

  it('ends with the candidate that met the rule, in chunks of any size', () => {
    const stop: StopSpec = { target: { nrmse: 0.15, decomp_rssd: 0.15 } };
    const whole = run(stop, 2_000);
    expect(whole.ended).toBe('target');
    expect(whole.iterations).toBeLessThan(2_000);
    expect(whole.values[(whole.iterations - 1) * whole.width]).toBeLessThanOrEqual(0.15);
    expect(run(stop, 7)).toEqual(whole);
    // Whichever comes first.
    expect(run({ ...stop, plateau: { iterations: 1_000, gain: 0 } }, 100)).toEqual(whole);
    expect(run({ target: { nrmse: 0 } }, 100).ended).toBe('iterations');
  });

  it('is stopped until it has ended', () => {
    const trial = createTrial(prepared, evaluate, { trial: 1, seed: 5, method: 'random', iterations: 20 });
    trial.step(5);
    expect(trial.result()).toMatchObject({ ended: 'stopped', iterations: 5 });
    trial.step(Infinity);
    expect(trial.result()).toMatchObject({ ended: 'iterations', iterations: 20 });
    expect(trial.step(5)).toBe(0);
  });
});
