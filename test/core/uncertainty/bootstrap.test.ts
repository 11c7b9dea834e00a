import { describe, expect, it } from 'vitest';
import { createFit, fitCandidate } from '../../../core/model/fit.ts';
import { paramsToVector, vectorToParams } from '../../../core/model/params.ts';
import { streamFor } from '../../../core/random/stream.ts';
import { quantile } from '../../../core/selection/quantile.ts';
import { bootstrapDraws, resampleBlocks } from '../../../core/uncertainty/bootstrap.ts';
import type { BootstrapDraws } from '../../../core/uncertainty/bootstrap.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';
import { autoregressive, regression } from './regression.ts';

const { prepared } = loadWeekly();
const middle = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower, upper }) => (lower + upper) / 2));

function column({ draws, resamples, estimate }: BootstrapDraws, j: number): Float64Array {
  return Float64Array.from({ length: resamples }, (_, r) => draws[r * estimate.length + j] as number);
}

function orthogonal(n: number): Float64Array[] {
  const wave = (k: number): Float64Array => Float64Array.from({ length: n }, (_, t) => Math.cos((2 * Math.PI * k * (t + 0.5)) / n));
  return [wave(3), wave(7), wave(12)];
}

describe('draws of coefficients', () => {
  it('are the fit itself where there are no residuals, whatever the penalty', () => {
    const columns = orthogonal(60);
    const response = Float64Array.from({ length: 60 }, (_, t) => 50 + 3 * (columns[0]?.[t] ?? 0) - 2 * (columns[1]?.[t] ?? 0));
    for (const lambda of [0, 0.5]) {
      const drawn = bootstrapDraws(regression(columns, response), { lambda, train_size: 1 }, { seed: 1, resamples: 3 });
      // The least penalty that keeps collinear columns solvable is 1e-12 of the diagonal.
      for (let j = 0; j < 4; j++) for (const value of column(drawn, j)) expect(value).toBeCloseTo(drawn.estimate[j] ?? NaN, 10);
      expect([...drawn.unpenalised].map((value) => Math.round(value * 1e10) / 1e10 + 0)).toEqual([50, 3, -2, 0]);
    }
  });

  it('have the spread that theory gives for independent noise: σ²/(m·s²), shrunk by the penalty', () => {
    const n = 120;
    const columns = orthogonal(n);
    const stream = streamFor(3, 1);
    const response = Float64Array.from({ length: n }, (_, t) => 90 + 4 * (columns[0]?.[t] ?? 0) + 2 * stream.normal());
    const data = regression(columns, response);
    for (const lambda of [0, 1]) {
      const drawn = bootstrapDraws(data, { lambda, train_size: 1 }, { seed: 1, resamples: 4000, blockLength: 1 });
      const fit = createFit(data);
      fitCandidate(fit, paramsToVector(data.space, { lambda: 0, train_size: 1 }));
      const variance = fit.residuals.reduce((sum, e) => sum + e * e, 0) / (n - 4);
      const responseSd = Math.sqrt(fit.ridge.responseSquares / n);
      const shrink = 1 / (1 + lambda / responseSd);
      // The second: without an effect, so that its draws don't move with s_y, which scales the penalty.
      const values = column(drawn, 2);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      // s² of a cosine is 1/2. 4000 draws give the sd to 1.1 %, the mean to sd/63.
      expect(sd / (shrink * Math.sqrt(variance / (n / 2)))).toBeGreaterThan(0.95);
      expect(sd / (shrink * Math.sqrt(variance / (n / 2)))).toBeLessThan(1.05);
      expect(Math.abs(mean - (drawn.estimate[2] ?? NaN))).toBeLessThan(0.1 * sd);
      expect(drawn.degreesOfFreedom).toBeCloseTo(4, 9);
    }
  });

  it('are the same bits for the same seed, others for another', () => {
    const [a, b, c] = [7, 7, 8].map((seed) => bootstrapDraws(prepared, middle, { seed, resamples: 20 }).draws);
    expect(b).toEqual(a);
    expect(c).not.toEqual(a);
  });

  it('keep the bounds of every term, lie about the estimate, and start with it', () => {
    for (const lambda of [0, 0.01, 0.5]) {
      const params = { ...middle, lambda };
      const drawn = bootstrapDraws(prepared, params, { seed: 2 });
      const fit = createFit(prepared);
      fitCandidate(fit, paramsToVector(prepared.space, params));
      expect([...drawn.estimate]).toEqual([fit.ridge.intercept, ...fit.ridge.coefficients]);
      let inside = 0;
      drawn.estimate.forEach((estimate, j) => {
        const values = column(drawn, j);
        const lowest = values.reduce((x, y) => Math.min(x, y));
        const highest = values.reduce((x, y) => Math.max(x, y));
        if (j > 0) expect(lowest).toBeGreaterThanOrEqual(fit.ridge.lower[j - 1] ?? NaN);
        if (j > 0) expect(highest).toBeLessThanOrEqual(fit.ridge.upper[j - 1] ?? NaN);
        if (estimate >= quantile(values, 0.05) && estimate <= quantile(values, 0.95)) inside++;
      });
      // Where a bound is met the estimate may lie at the edge of its draws: one or two of the 16.
      expect(inside).toBeGreaterThanOrEqual(14);
    }
  });

  it('lie about the fit without penalty when asked to', () => {
    const drawn = bootstrapDraws(prepared, { ...middle, lambda: 0.05 }, { seed: 2, penalty: 'none' });
    const tv = 1 + (prepared.media[0]?.term ?? NaN);
    const values = column(drawn, tv);
    expect(drawn.unpenalised[tv]).toBeGreaterThan(quantile(values, 0.05));
    expect(drawn.unpenalised[tv]).toBeLessThan(quantile(values, 0.95));
    expect(drawn.estimate[tv]).toBeLessThan(quantile(values, 0.05));
  });

  it('use the training rows only', () => {
    const params = { ...middle, train_size: 0.6 };
    const changed = prepared.response.slice();
    changed.fill(1, prepared.windowStart + Math.floor(1 + 199 * 0.6));
    const [a, b] = [prepared.response, changed].map((response) => bootstrapDraws({ ...prepared, response }, params, { seed: 1, resamples: 5 }));
    // The window's mean, which the rows are stored about, differs: rounding of sums near 1e8.
    a?.draws.forEach((value, i) => expect(Math.abs(value - (b?.draws[i] ?? NaN))).toBeLessThan(1e-8 * Math.max(1, Math.abs(value))));
  });

  it.each([[{ resamples: 0 }], [{ resamples: 1.5 }], [{ blockLength: 0 }], [{ blockLength: 1000 }]])('refuse %j', (options) => {
    expect(() => bootstrapDraws(prepared, middle, { seed: 1, ...options })).toThrow(/expected a whole number from 1/);
  });
});

describe('blocks', () => {
  it('run on through the series, from its end to its start, and the last is cut', () => {
    const source = Float64Array.from({ length: 10 }, (_, t) => t);
    const out = new Float64Array(10);
    const starts = new Set<number>();
    const stream = streamFor(1, 1);
    for (let draw = 0; draw < 100; draw++) {
      resampleBlocks(source, 4, stream, out);
      starts.add(out[0] as number);
      out.forEach((value, t) => {
        if (t % 4 !== 0) expect(value).toBe(((out[t - 1] as number) + 1) % 10);
      });
    }
    // Each of 10 places is missed with probability 0.9^100 = 3e-5.
    expect(starts.size).toBe(10);
  });
});

/** Shares of `simulations` in which the 90 % interval holds each of intercept 100 and slopes 1, 2, −1. */
function coverage(simulations: number, rho: number, blockLength?: number): number[] {
  const truth = [100, 1, 2, -1];
  const hits = truth.map(() => 0);
  for (let s = 0; s < simulations; s++) {
    const stream = streamFor(17, s);
    const columns = [1, 2, 3].map(() => autoregressive(stream, 100, rho));
    const noise = autoregressive(stream, 100, rho);
    const response = noise.map((e, t) => columns.reduce((sum, values, j) => sum + (truth[j + 1] ?? 0) * (values[t] ?? 0), 100 + 2 * e));
    const drawn = bootstrapDraws(regression(columns, response), { lambda: 1e-6, train_size: 1 },
      { seed: s, resamples: 300, ...(blockLength === undefined ? {} : { blockLength }) });
    truth.forEach((value, j) => {
      const values = column(drawn, j);
      if (value >= quantile(values, 0.05) && value <= quantile(values, 0.95)) hits[j] = (hits[j] ?? 0) + 1;
    });
  }
  return hits.map((hit) => hit / simulations);
}

describe('coverage', () => {
  it('is the nominal 90 % in a plain regression', () => {
    // Binomial, 200 simulations: standard error 2.1 points, so three of them either way. Blocks of the length the rule
    // finds in white noise vary less than single residuals do, which costs a point or two: hence the 2 points more below.
    const shares = coverage(200, 0);
    for (const share of shares) {
      expect(share).toBeGreaterThan(0.9 - 0.064 - 0.02);
      expect(share).toBeLessThan(0.9 + 0.064);
    }
  });

  it('needs the blocks where regressors and noise are autocorrelated', () => {
    const mean = (shares: number[]): number => shares.reduce((a, b) => a + b, 0) / shares.length;
    const blocks = mean(coverage(150, 0.7));
    // Four coefficients over 150 simulations: standard error under 2 points on each side.
    expect(blocks).toBeGreaterThan(mean(coverage(150, 0.7, 1)) + 0.06);
    expect(blocks).toBeGreaterThan(0.72);
  });
});
