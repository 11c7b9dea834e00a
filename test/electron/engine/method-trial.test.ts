import { describe, expect, it } from 'vitest';
import { checkpointsOf } from '../../../core/comparison/track.ts';
import { createTrial } from '../../../core/tuning/trial.ts';
import type { Evaluate } from '../../../core/tuning/trial.ts';
import { METRICS } from '../../../core/tuning/trial-result.ts';
import { runMethodTrial } from '../../../electron/engine/method-trial.ts';

const PREPARED = {
  space: { parameters: [{ name: 'a', lower: 0, upper: 1 }, { name: 'b', lower: 0, upper: 1 }] }, studies: [], weights: [1, 1, 1] as [number, number, number], rssdObjective: true,
};
const WATCH = { cancelled: () => false, progress: () => undefined };
/** Two objectives that cannot both be small. */
const evaluate: Evaluate = (params, out) => {
  out.fill(Number.NaN);
  const [a = 0, b = 0] = params;
  out[METRICS.indexOf('nrmse')] = a + b / 4;
  out[METRICS.indexOf('decompRssd')] = 1 - a + b / 4;
  out[METRICS.indexOf('mape')] = 0;
};

describe('one trial of a method', () => {
  it('looks at every checkpoint of the very trial a run makes, with seconds that rise', async () => {
    const options = { method: 'two_points_de' as const, trial: 2, trials: 3, seed: 7, iterations: 120 };
    const track = await runMethodTrial(PREPARED, evaluate, options, WATCH);
    expect(track).toMatchObject({ method: 'two_points_de', trial: 2, evaluations: checkpointsOf(120), failed: 0 });
    for (const figures of [track.seconds, track.hypervolume, track.nrmse, track.error]) expect(figures).toHaveLength(track.evaluations.length);
    expect(track.seconds.every((seconds, i) => seconds > 0 && seconds >= (track.seconds[i - 1] ?? 0))).toBe(true);
    expect(track.hypervolume.every((volume, i) => volume >= (track.hypervolume[i - 1] ?? 0))).toBe(true);

    const trial = createTrial(PREPARED, evaluate, options);
    trial.step(120);
    const { values, width } = trial.result();
    track.evaluations.forEach((count, i) => {
      const nrmse = Array.from({ length: count }, (_, row) => values[row * width] ?? NaN);
      expect(track.nrmse[i]).toBe(Math.min(...nrmse));
    });
  });

  it('ends where a grid is used up, between two checkpoints', async () => {
    // Three values of each of two: nine points, shared by two trials.
    const track = await runMethodTrial(PREPARED, evaluate, { method: 'grid', settings: { levels: 3 }, trial: 1, trials: 2, seed: 1, iterations: 1_000 }, WATCH);
    expect(track.evaluations.at(-1)).toBe(5);
    expect(track.seconds).toHaveLength(track.evaluations.length);
  });

  it('tells nothing when it is cancelled', async () => {
    let asked = 0;
    const cancelled = runMethodTrial(PREPARED, evaluate, { method: 'random', trial: 1, trials: 1, seed: 1, iterations: 5_000 }, { ...WATCH, cancelled: () => ++asked > 2 });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
