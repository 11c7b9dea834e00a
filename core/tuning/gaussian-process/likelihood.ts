import { createFactor, inverseFrom } from './factor.ts';
import { squaredDistance } from './kernel.ts';
import type { Differentiable } from './minimise.ts';

/**
 * Negative log posterior of the hyperparameters of a Gaussian process, with its gradient.
 *
 * Notation: n observations of `width` features; θ = log length-scale of each of d dimensions, log signal variance s², log
 * noise variance v: d + 2 values. K = s²·M + v·I with M the Matérn kernel; the constant mean m ~ N(0, 1) is at its
 * best value given θ, so its own derivative is 0 there. Likelihood and gradient: Rasmussen and Williams 2006, eq. 5.8 and 5.9.
 */
export interface Training {
  /** n × width, row-major. */
  features: Float64Array;
  /** n values, standardised. */
  targets: Float64Array;
  width: number;
  /** Dimension of each feature. */
  dimensionOf: Int32Array;
  dimensions: number;
}

/** Normal priors of the entries of θ. */
export interface Prior {
  means: Float64Array;
  deviations: Float64Array;
}

const ROOT5 = Math.sqrt(5);

/** Memory for the matrices is taken once per call of this function, n² numbers thrice. */
export function negativeLogPosterior(training: Training, prior: Prior): Differentiable {
  const { features, targets, width, dimensionOf, dimensions: d } = training;
  const n = targets.length;
  const scaled = new Float64Array(n * width);
  const row = new Float64Array(n);
  // Lower triangles: M, then its slope factor; the inverse; scratch.
  const correlation = new Float64Array(n * n);
  const slopes = new Float64Array(n * n);
  const inverse = new Float64Array(n * n);
  const scratch = new Float64Array(n * n);
  const factor = createFactor(Math.max(n, 1));
  const alpha = new Float64Array(n);
  const ones = new Float64Array(n);

  function covariance(theta: Float64Array, signal: number, noise: number): void {
    const rates = Float64Array.from({ length: d }, (_, i) => Math.exp(-(theta[i] as number)));
    for (let i = 0, k = 0; i < n; i++) {
      for (let j = 0; j < width; j++, k++) scaled[k] = (features[k] as number) * (rates[dimensionOf[j] as number] as number);
    }
    factor.truncate(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const r = ROOT5 * Math.sqrt(squaredDistance(scaled, i, scaled, j, width));
        const decay = Math.exp(-r);
        correlation[i * n + j] = (1 + r + (r * r) / 3) * decay;
        slopes[i * n + j] = (5 / 3) * (1 + r) * decay;
        row[j] = signal * (correlation[i * n + j] as number);
      }
      row[i] = signal + noise;
      factor.append(row);
    }
  }

  /** α = K⁻¹(y − m); returns m. */
  function weigh(): number {
    alpha.set(targets);
    factor.solveLower(alpha);
    ones.fill(1);
    factor.solveLower(ones);
    let cross = 0;
    let square = 1; // of the mean's prior
    for (let i = 0; i < n; i++) {
      cross += (ones[i] as number) * (alpha[i] as number);
      square += (ones[i] as number) ** 2;
    }
    const mean = cross / square;
    for (let i = 0; i < n; i++) alpha[i] = (alpha[i] as number) - mean * (ones[i] as number);
    return mean;
  }

  return (theta, gradient) => {
    const signal = Math.exp(theta[d] as number);
    const noise = Math.exp(theta[d + 1] as number);
    covariance(theta, signal, noise);
    const mean = weigh();
    let value = 0.5 * mean * mean;
    for (let i = 0; i < n; i++) value += 0.5 * (alpha[i] as number) ** 2 + Math.log(factor.values[i * factor.stride + i] as number);
    factor.solveUpper(alpha);
    inverseFrom(factor, inverse, scratch);
    gradient.fill(0);
    let trace = 0;
    let bySignal = 0;
    for (let i = 0; i < n; i++) {
      const own = alpha[i] as number;
      for (let j = 0; j < i; j++) {
        const at = i * n + j;
        // (K⁻¹ − ααᵀ), both triangles at once.
        const weight = signal * ((inverse[at] as number) - own * (alpha[j] as number));
        bySignal += weight * (correlation[at] as number);
        const scale = weight * (slopes[at] as number);
        for (let k = 0, p = i * width, q = j * width; k < width; k++, p++, q++) {
          const difference = (scaled[p] as number) - (scaled[q] as number);
          const group = dimensionOf[k] as number;
          gradient[group] = (gradient[group] as number) + scale * difference * difference;
        }
      }
      trace += (inverse[i * n + i] as number) - own * own;
    }
    gradient[d] = bySignal + 0.5 * signal * trace;
    gradient[d + 1] = 0.5 * noise * trace;
    for (let i = 0; i < d + 2; i++) {
      const deviation = prior.deviations[i] as number;
      const excess = ((theta[i] as number) - (prior.means[i] as number)) / deviation;
      value += 0.5 * excess * excess;
      gradient[i] = (gradient[i] as number) + excess / deviation;
    }
    return value;
  };
}
