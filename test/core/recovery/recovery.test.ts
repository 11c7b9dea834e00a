import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../core/model/candidate.ts';
import { prepare } from '../../../core/model/prepare.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { estimateEffects } from '../../../core/recovery/estimate.ts';
import { MEDIA_SHARE, NOISE_SHARE, truthFromGrid } from '../../../core/recovery/grid.ts';
import { compareWithTruth, leftOut, noiseOfReplicate, planReplicate, replicateSpec, withResponse } from '../../../core/recovery/replicate.ts';
import { drawNoise, knownEffects, simulate } from '../../../core/recovery/simulate.ts';
import { mediaShapes, noiseOf, truthFromModel } from '../../../core/recovery/truth.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { Table } from '../../../core/data/table.ts';
import { createTrial } from '../../../core/tuning/trial.ts';
import { weekly } from '../report/weekly.ts';

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** Three channels on 120 weeks that move apart, 16 weeks before the window. */
function threeChannels(): { spec: Spec; table: Table } {
  const rows = 136;
  const random = streamFor(7, 1);
  const column = (name: string, value: (t: number) => number) => ({ name, type: 'number' as const, values: Float64Array.from({ length: rows }, (_, t) => value(t)) });
  const spend = (name: string) => column(name, () => (random.uniform() < 0.3 ? 0 : 1000 * random.uniform()));
  const first = 19_000 - (19_000 % 7) + 4; // a Monday
  return {
    table: {
      rows,
      columns: [
        { name: 'week', type: 'date', values: Int32Array.from({ length: rows }, (_, t) => first + 7 * t) },
        column('sales', (t) => 20_000 + 50 * t), spend('a'), spend('b'), spend('c'),
      ],
    },
    spec: parseSpec({
      format: 'mixwright/1', name: 'Three', date: 'week', response: { column: 'sales', kind: 'revenue' }, currency: 'EUR',
      window: { from: new Date((first + 7 * 16) * 86_400_000).toISOString().slice(0, 10), to: new Date((first + 7 * (rows - 1)) * 86_400_000).toISOString().slice(0, 10) },
      baseline: { source: 'none' }, channels: ['a', 'b', 'c'].map((name) => ({ name, spend: name })), adstock: 'geometric',
      hyperparameters: Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { theta: [0, 0.4], alpha: [0.5, 2], gamma: [0.3, 1] }])),
      lambda: 0, train_size: 1,
      tuning: { method: 'two_points_de', trials: 1, iterations: 400, seed: 1, validation: { scheme: 'holdout' }, decomp_rssd: false },
    }),
  };
}

describe('truth from a model', () => {
  it('has the effects of the model, and its residuals are what it does not explain', async () => {
    const { prepared, params, evaluation, series } = await weekly();
    const truth = truthFromModel(prepared, params);
    for (const { name, contribution, roas } of knownEffects(prepared, truth)) {
      // Sums of 200 products whose exponentials differ by 4e-16 each.
      expect(contribution / (evaluation.contribution[name] ?? 0)).toBeCloseTo(1, 10);
      expect(roas).toBeCloseTo(evaluation.roi[name] ?? Number.NaN, 10);
    }
    const { sd } = noiseOf(series.residuals);
    expect(truth.noise.sd / sd).toBeCloseTo(1, 10);
    expect(truth.noise.autocorrelation).toBeCloseTo(noiseOf(series.residuals).autocorrelation, 9);
  });
});

describe('truth from the grid', () => {
  it('keeps to its shares: media within theirs, one channel in three wasteful', async () => {
    const { prepared } = await weekly();
    const whole = sum(prepared.response.subarray(prepared.windowStart, prepared.windowStart + prepared.windowRows));
    for (let replicate = 1; replicate <= 20; replicate++) {
      const truth = truthFromGrid(prepared, 'low', streamFor(1, replicate));
      const effects = knownEffects(prepared, truth);
      const share = effects.reduce((total, { contribution }) => total + contribution, 0) / whole;
      expect(share).toBeGreaterThanOrEqual(MEDIA_SHARE[0] - 1e-12); // rounding of the sum
      expect(share).toBeLessThanOrEqual(MEDIA_SHARE[1] + 1e-12);
      const roas = effects.map((effect) => effect.roas ?? Number.NaN).sort((a, b) => a - b);
      // Seven channels: two wasteful, the first without effect, the second with a tenth of the median of the other five.
      expect(roas[0]).toBe(0);
      expect((roas[1] ?? 0) / (roas[4] ?? 1)).toBeCloseTo(0.1, 10);
      expect(truth.noise.sd / (whole / prepared.windowRows)).toBeCloseTo(NOISE_SHARE.low, 12);
    }
  });
});

describe('the simulated response', () => {
  it('less its noise is what is known to have caused it, over the whole table', async () => {
    const { prepared } = await weekly();
    const truth = truthFromGrid(prepared, 'high', streamFor(3, 1));
    const { response, noise } = simulate(prepared, truth, streamFor(3, 2));
    expect(response).toHaveLength(prepared.rows);
    for (let t = 0; t < prepared.rows; t++) {
      let known = truth.baseline[t] ?? 0;
      truth.coefficients.forEach((coefficient, i) => { known += coefficient * (truth.shapes[i * prepared.rows + t] ?? 0); });
      // One rounding of the difference.
      expect((response[t] ?? 0) - (noise[t] ?? 0)).toBeCloseTo(known, 6);
    }
    expect(Math.min(...response)).toBeGreaterThanOrEqual(0);
  });

  it('is cut at 0 where the noise is larger than the response', async () => {
    const { prepared } = await weekly();
    const truth = { ...truthFromGrid(prepared, 'low', streamFor(3, 1)), noise: { sd: 1e9, autocorrelation: 0 } };
    const { response } = simulate(prepared, truth, streamFor(3, 2));
    expect(Math.min(...response)).toBe(0);
  });

  it('has a curve of 0 for a medium that does not run in the window', () => {
    const { spec, table } = threeChannels();
    const columns = table.columns.map((column) => (column.name === 'b' && column.type === 'number' ? { ...column, values: new Float64Array(table.rows) } : column));
    const prepared = prepare(spec, { ...table, columns }, 'week', []);
    const shapes = mediaShapes(prepared, Object.fromEntries(prepared.space.parameters.map(({ name, upper }) => [name, upper])));
    expect(sum(shapes.subarray(table.rows, 2 * table.rows))).toBe(0);
    expect(sum(shapes.subarray(0, table.rows))).toBeGreaterThan(0);
    const effects = knownEffects(prepared, truthFromGrid(prepared, 'low', streamFor(1, 1)));
    expect(effects.map(({ roas }) => roas === null)).toEqual([false, true, false]);
  });

  it.each([0, 0.3, -0.5, 0.9])('has noise with the size and the autocorrelation asked for: %d', (autocorrelation) => {
    const n = 200_000;
    const found = noiseOf(drawNoise({ sd: 50, autocorrelation }, n, streamFor(5, 1)));
    // Standard error of the sd is sd·√((1 + ρ²) / (1 − ρ²) / 2n), 0.24 at ρ = 0.9; of ρ √((1 − ρ²) / n); four of them.
    expect(Math.abs(found.sd - 50)).toBeLessThan(4 * 50 * Math.sqrt((1 + autocorrelation ** 2) / (1 - autocorrelation ** 2) / (2 * n)));
    expect(Math.abs(found.autocorrelation - autocorrelation)).toBeLessThan(4 * Math.sqrt((1 - autocorrelation ** 2) / n));
  });
});

describe('a replicate', () => {
  const options = { source: { kind: 'grid' as const }, replicate: 2, seed: 11, noise: 'medium' as const };

  it('is the same for the same seed and number, another for others', async () => {
    const { prepared } = await weekly();
    const plan = planReplicate(prepared, options);
    expect(planReplicate(prepared, options)).toEqual(plan);
    expect(planReplicate(prepared, { ...options, replicate: 3 }).effects).not.toEqual(plan.effects);
    expect(planReplicate(prepared, { ...options, seed: 12 }).effects).not.toEqual(plan.effects);
    expect(plan.noiseShare).toBeGreaterThan(0.06);
    expect(plan.noiseShare).toBeLessThan(0.08);
  });

  it('takes the noise in turn, and that of a model only with a model', async () => {
    expect([1, 2, 3, 4].map((replicate) => noiseOfReplicate(replicate, ['low', 'medium', 'high']))).toEqual(['low', 'medium', 'high', 'low']);
    const { prepared, params } = await weekly();
    expect(() => planReplicate(prepared, { ...options, noise: 'model' })).toThrow('Without a model');
    const own = planReplicate(prepared, { ...options, source: { kind: 'model', params }, noise: 'model' });
    const loud = planReplicate(prepared, { ...options, source: { kind: 'model', params }, noise: 'high' });
    expect(own.effects).toEqual(loud.effects);
    expect(loud.noiseShare).toBeGreaterThan(own.noiseShare);
  });

  it('keeps no interval that is open or undefined: JSON could not', () => {
    const plan = { response: new Float64Array(), effects: ['a', 'b', 'c'].map((name) => ({ name, contribution: 1, roas: 1 })), noiseShare: 0, seed: 1 };
    const { channels } = compareWithTruth({ replicate: 1, noise: 'low' }, plan, {
      params: {}, roas: { a: 1, b: 2, c: null },
      intervals: { a: { lower: 0, upper: Infinity }, b: { lower: 1, upper: 3 }, c: { lower: Number.NaN, upper: Number.NaN } },
    });
    expect(channels.map(({ interval }) => interval)).toEqual([null, { lower: 1, upper: 3 }, null]);
  });

  it('leaves out what was measured on the real response, and says so', () => {
    const { spec } = threeChannels();
    expect(leftOut(spec)).toEqual([]);
    const measured: Spec = {
      ...spec, calibration: [{ channels: ['a'], from: '2022-01-03', to: '2022-02-03', lift: 1, scope: 'total' }],
      refresh: { model: 'm', new_periods: 4, shares: {} },
    };
    expect(leftOut(measured)).toHaveLength(2);
    const own = replicateSpec(measured, { trials: 2, iterations: 3, seed: 4 });
    expect(own).toMatchObject({ calibration: [], tuning: { trials: 2, iterations: 3, seed: 4, method: 'two_points_de' } });
    expect('refresh' in own).toBe(false);
    expect(measured.calibration).toHaveLength(1);
  });

  it('without noise and with the truth inside the space gives the effects back', () => {
    const { spec, table } = threeChannels();
    const real = prepare(spec, table, 'week', []);
    // In the middle of the ranges; coefficients far apart.
    const params = Object.fromEntries(real.space.parameters.map(({ name, lower, upper }) => [name, (lower + upper) / 2]));
    const shapes = mediaShapes(real, params);
    const truth = {
      baseline: new Float64Array(real.rows).fill(20_000), shapes, coefficients: Float64Array.of(6_000, 0, 2_000), noise: { sd: 0, autocorrelation: 0 },
    };
    const { response } = simulate(real, truth, streamFor(1, 1));
    const prepared = prepare(spec, withResponse(table, 'sales', response), 'week', []);
    const evaluator = createEvaluator(prepared);
    const trials = [1, 2].map((trial) => {
      const run = createTrial(prepared, (candidate, out) => evaluator.evaluate(candidate, out), { trial, seed: 1, method: 'two_points_de', iterations: 800 });
      run.step(800);
      return run.result();
    });
    const plan = { response, effects: knownEffects(real, truth), noiseShare: 0, seed: 1 };
    const { channels, rank } = compareWithTruth({ replicate: 1, noise: 'low' }, plan, estimateEffects(prepared, trials, 1));
    expect(rank).toBe(1);
    for (const { name, truth: known, estimate } of channels) {
      // What 1,600 candidates leave of the distance to the true curve.
      if (known === 0) expect(estimate, name).toBeLessThan(0.05 * (channels[0]?.truth ?? 0));
      else expect((estimate ?? 0) / (known ?? 1), name).toBeCloseTo(1, 1);
    }
  });
});
