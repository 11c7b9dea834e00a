import { describe, expect, it } from 'vitest';
import type { ProphetProblem } from '../../../../core/baseline/prophet.ts';
import { loadProphet } from '../../../../electron/engine/prophet/load.ts';

/** y = 0.2 + 0.6·t + 0.1·x with x alternating. */
function problem(rows: number): ProphetProblem {
  const t = Float64Array.from({ length: rows }, (_, i) => i / (rows - 1));
  const design = Float64Array.from({ length: rows }, (_, i) => i % 2);
  const y = t.map((time, i) => 0.2 + 0.6 * time + 0.1 * (design[i] ?? 0) + ((i * 31) % 7 - 3) * 1e-3);
  return {
    y, t, design, changepoints: Float64Array.of(0.3, 0.6), priorScales: Float64Array.of(10), changepointPriorScale: 0.05,
    start: { k: (y[rows - 1] ?? 0) - (y[0] ?? 0), m: y[0] ?? 0 },
  };
}

describe('loadProphet', () => {
  it('compiles once', () => expect(loadProphet()).toBe(loadProphet()));

  it.each([20, 99, 500])('finds slope, offset and coefficient of %d rows', async (rows) => {
    const { k, m, delta, beta } = (await loadProphet()).maximise(problem(rows));
    // Noise of sd 2e-3 and the priors move them by less.
    expect(k).toBeCloseTo(0.6, 1.5);
    expect(m).toBeCloseTo(0.2, 2);
    expect(beta).toHaveLength(1);
    expect(beta[0]).toBeCloseTo(0.1, 2);
    expect(delta).toHaveLength(2);
  });

  it('gives the same bits again, with another fit in between', async () => {
    const prophet = await loadProphet();
    const first = prophet.maximise(problem(200));
    prophet.maximise(problem(37));
    expect(prophet.maximise(problem(200))).toEqual(first);
  });

  it('throws plainly when the Stan model rejects the data, and works again after', async () => {
    const prophet = await loadProphet();
    expect(() => prophet.maximise({ ...problem(50), changepointPriorScale: -1 })).toThrow('the Stan model rejected the data');
    expect(prophet.maximise(problem(50)).m).toBeCloseTo(0.2, 1);
  });
});
