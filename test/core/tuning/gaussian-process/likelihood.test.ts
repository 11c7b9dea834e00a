import { determinant, inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { createFeatures } from '../../../../core/tuning/gaussian-process/features.ts';
import { fitHyperparameters, priorOf } from '../../../../core/tuning/gaussian-process/fit.ts';
import { matern52 } from '../../../../core/tuning/gaussian-process/kernel.ts';
import { negativeLogPosterior } from '../../../../core/tuning/gaussian-process/likelihood.ts';
import type { Training } from '../../../../core/tuning/gaussian-process/likelihood.ts';
import { createProcess } from '../../../../core/tuning/gaussian-process/process.ts';

const features = createFeatures([{ levels: 0, ordered: true }, { levels: 3, ordered: false }]);

function training(n: number, space = features, value = (x: Float64Array): number => Math.sin(6 * (x[0] ?? 0)) + (x[1] ?? 0)): Training {
  const stream = streamFor(2, n);
  const dimensions = Math.max(...space.dimensionOf) + 1;
  const points = Array.from({ length: n }, () => space.of(Float64Array.from({ length: dimensions }, () => stream.uniform())));
  return {
    features: Float64Array.from(points.flatMap((point) => [...point])), targets: Float64Array.from(points, value),
    width: space.width, dimensionOf: space.dimensionOf, dimensions,
  };
}

describe('posterior of the hyperparameters', () => {
  const theta = Float64Array.of(-1, 0.2, 0.4, -3);

  it('is that of the formula', () => {
    const data = training(5);
    const prior = { means: theta, deviations: new Float64Array(4).fill(1) }; // at its own mean a prior adds nothing
    const rates = [Math.exp(1), Math.exp(-0.2), Math.exp(-0.2), Math.exp(-0.2)];
    const covariance = Matrix.eye(5).mul(Math.exp(-3));
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        let squared = 0;
        rates.forEach((rate, k) => {
          squared += (((data.features[i * 4 + k] ?? 0) - (data.features[j * 4 + k] ?? 0)) * rate) ** 2;
        });
        covariance.set(i, j, covariance.get(i, j) + Math.exp(0.4) * matern52(squared));
      }
    }
    // With its prior N(0, 1) put into the value, the best mean is found by trying.
    const ones = Matrix.ones(5, 1);
    const y = Matrix.columnVector([...data.targets]);
    const form = (a: Matrix, b: Matrix): number => a.transpose().mmul(inverse(covariance)).mmul(b).get(0, 0);
    const mean = form(ones, y) / (1 + form(ones, ones));
    const rest = Matrix.sub(y, Matrix.mul(ones, mean));
    const expected = 0.5 * form(rest, rest) + 0.5 * mean ** 2 + 0.5 * Math.log(determinant(covariance));
    expect(negativeLogPosterior(data, prior)(theta, new Float64Array(4))).toBeCloseTo(expected, 11);
  });

  it('has the gradient of finite differences', () => {
    const posterior = negativeLogPosterior(training(14), priorOf(2));
    const gradient = new Float64Array(4);
    posterior(theta, gradient);
    const step = 1e-5;
    for (let k = 0; k < 4; k++) {
      const [up, down] = [step, -step].map((by) => posterior(theta.with(k, (theta[k] ?? 0) + by), new Float64Array(4))) as [number, number];
      // Central differences of values about 10: rounding 1e-15/1e-5, curvature 1e-10.
      expect(gradient[k]).toBeCloseTo((up - down) / (2 * step), 6);
    }
  });
});

describe('fit', () => {
  const plane = createFeatures(continuous(3));
  const data = training(40, plane, (x) => Math.sin(7 * (x[0] ?? 0)) + 0.3 * (x[1] ?? 0));
  const theta = fitHyperparameters(data, null);

  it('gives a dimension that does nothing a longer scale than one that matters', () => {
    expect(theta[2]).toBeGreaterThan((theta[0] ?? 0) + 1);
    expect(theta[1]).toBeGreaterThan(theta[0] ?? 0);
  });

  it('predicts points it has not seen', () => {
    const process = createProcess(theta, plane);
    process.observe(Array.from({ length: 40 }, (_, i) => data.features.slice(3 * i, 3 * i + 3)), data.targets);
    // A smooth function of two of three coordinates from 40 points: within a few hundredths of its width 2.
    for (const x of [[0.3, 0.4, 0.5], [0.6, 0.2, 0.8]]) {
      const value = Math.sin(7 * (x[0] ?? 0)) + 0.3 * (x[1] ?? 0);
      expect(Math.abs(process.at(Float64Array.from(x)).mean - value)).toBeLessThan(0.1);
    }
  });

  it('from the last fit stays there', () => {
    // Where the climb ended it finds next to nothing: its tolerance is 1e-9 of the value, flat directions may still creep.
    const again = fitHyperparameters(data, theta);
    const posterior = negativeLogPosterior(data, priorOf(3));
    expect(posterior(again, new Float64Array(5))).toBeCloseTo(posterior(theta, new Float64Array(5)), 3);
  });
});
