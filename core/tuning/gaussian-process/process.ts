import { createFactor } from './factor.ts';
import type { Features } from './features.ts';
import { matern52, matern52Slope, squaredDistance } from './kernel.ts';

/** What is believed of the function at a point. */
export interface Belief {
  mean: number;
  /** > 0 */
  deviation: number;
}

/**
 * A Gaussian process given its hyperparameters (θ of likelihood.ts) and observations: posterior mean and deviation of
 * the function without noise (Rasmussen and Williams 2006, eq. 2.25 and 2.26), the constant mean at its best value.
 */
export interface Process {
  readonly size: number;
  /**
   * Makes these the observations: features (of equal length) and targets. Points that are the same objects as
   * before, from the front, keep their rows of the factor.
   */
  observe(points: readonly Float64Array[], targets: ArrayLike<number>): void;
  /** At the features of a point. */
  at(features: Float64Array): Belief;
  /** As `at`; writes the derivatives by the features into `mean` and `deviation`. */
  slopes(features: Float64Array, mean: Float64Array, deviation: Float64Array): Belief;
  /** Posterior mean at observation i. */
  smoothed(i: number): number;
}

/** Of the signal variance: below it a point counts as known. */
const LEAST_VARIANCE = 1e-10;

export function createProcess(theta: ArrayLike<number>, { width, dimensionOf }: Pick<Features, 'width' | 'dimensionOf'>): Process {
  const d = theta.length - 2;
  const signal = Math.exp(theta[d] as number);
  const noise = Math.exp(theta[d + 1] as number);
  const rates = Float64Array.from(dimensionOf, (i) => Math.exp(-(theta[i] as number)));
  const factor = createFactor();
  let known: Float64Array[] = [];
  let targets: ArrayLike<number> = [];
  let scaled = new Float64Array();
  let row = new Float64Array();
  let alpha = new Float64Array();
  let mean = 0;
  const own = new Float64Array(width);

  function scale(features: Float64Array, at: number, into: Float64Array): void {
    for (let k = 0; k < width; k++) into[at + k] = (features[k] as number) * (rates[k] as number);
  }

  /** Covariances of `own` with all observations, into `row`. */
  function cross(count: number): void {
    for (let i = 0; i < count; i++) row[i] = signal * matern52(squaredDistance(own, 0, scaled, i, width));
  }

  function weigh(): void {
    const n = known.length;
    const ones = new Float64Array(n).fill(1);
    alpha = Float64Array.from(targets);
    factor.solveLower(alpha);
    factor.solveLower(ones);
    let top = 0;
    let bottom = 1;
    for (let i = 0; i < n; i++) {
      top += (ones[i] as number) * (alpha[i] as number);
      bottom += (ones[i] as number) ** 2;
    }
    mean = top / bottom;
    for (let i = 0; i < n; i++) alpha[i] = (alpha[i] as number) - mean * (ones[i] as number);
    factor.solveUpper(alpha);
  }

  function expected(): number {
    let sum = mean;
    for (let i = 0; i < known.length; i++) sum += (row[i] as number) * (alpha[i] as number);
    return sum;
  }

  /** Deviation from `row`, which becomes L⁻¹ of itself. */
  function spread(): number {
    factor.solveLower(row);
    let variance = signal;
    for (let i = 0; i < known.length; i++) variance -= (row[i] as number) ** 2;
    return Math.sqrt(Math.max(variance, LEAST_VARIANCE * signal));
  }

  return {
    get size() {
      return known.length;
    },
    observe(points, values) {
      let same = 0;
      while (same < known.length && same < points.length && known[same] === points[same]) same++;
      factor.truncate(same);
      known = [...points];
      targets = values;
      const n = known.length;
      if (scaled.length < n * width) {
        const larger = new Float64Array(2 * n * width);
        larger.set(scaled.subarray(0, same * width));
        scaled = larger;
      }
      if (row.length < n + 1) row = new Float64Array(2 * n + 1);
      for (let i = same; i < n; i++) {
        scale(known[i] as Float64Array, 0, own);
        scaled.set(own, i * width);
        cross(i);
        row[i] = signal + noise;
        factor.append(row);
      }
      weigh();
    },
    at(features) {
      scale(features, 0, own);
      cross(known.length);
      return { mean: expected(), deviation: spread() };
    },
    slopes(features, meanSlopes, deviationSlopes) {
      scale(features, 0, own);
      cross(known.length);
      const expectation = expected();
      const deviation = spread();
      factor.solveUpper(row);
      meanSlopes.fill(0);
      deviationSlopes.fill(0);
      for (let i = 0; i < known.length; i++) {
        const slope = 2 * signal * matern52Slope(squaredDistance(own, 0, scaled, i, width));
        const byMean = slope * (alpha[i] as number);
        const byVariance = slope * (row[i] as number);
        for (let k = 0; k < width; k++) {
          const difference = (own[k] as number) - (scaled[i * width + k] as number);
          meanSlopes[k] = (meanSlopes[k] as number) + byMean * difference;
          deviationSlopes[k] = (deviationSlopes[k] as number) + byVariance * difference;
        }
      }
      for (let k = 0; k < width; k++) {
        const rate = rates[k] as number;
        meanSlopes[k] = (meanSlopes[k] as number) * rate;
        // ∂√v = ∂v / 2√v, and v = s² − kᵀK⁻¹k.
        deviationSlopes[k] = (-(deviationSlopes[k] as number) * rate) / deviation;
      }
      return { mean: expectation, deviation };
    },
    smoothed: (i) => (targets[i] as number) - noise * (alpha[i] as number),
  };
}
