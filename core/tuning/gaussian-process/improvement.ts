import { logExpectedExcess } from './normal.ts';
import type { Process } from './process.ts';

/** What a point is worth trying, as a logarithm; larger is better. */
export interface Acquisition {
  at(features: Float64Array): number;
  /** As `at`; writes the derivatives by the features into `gradient`. */
  slopes(features: Float64Array, gradient: Float64Array): number;
}

/**
 * Logarithm of the expected improvement E[max(best − Y, 0)] = σ·h((best − μ)/σ) (Jones, Schonlau and Welch 1998, J. Global
 * Optimization 13, eq. 15; its logarithm, which can still be climbed where the improvement is next to nothing: Ament et
 * al. 2023, NeurIPS, "Unexpected improvements to expected improvement").
 */
export function expectedImprovement(process: Process, best: number, width: number): Acquisition {
  const byMean = new Float64Array(width);
  const byDeviation = new Float64Array(width);
  return {
    at(features) {
      const { mean, deviation } = process.at(features);
      return Math.log(deviation) + logExpectedExcess((best - mean) / deviation).value;
    },
    slopes(features, gradient) {
      const { mean, deviation } = process.slopes(features, byMean, byDeviation);
      const z = (best - mean) / deviation;
      const { value, slope } = logExpectedExcess(z);
      for (let k = 0; k < width; k++) {
        gradient[k] = (-slope * (byMean[k] as number) + (1 - slope * z) * (byDeviation[k] as number)) / deviation;
      }
      return Math.log(deviation) + value;
    },
  };
}
