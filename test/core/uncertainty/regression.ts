import type { PreparedData } from '../../../core/model/prepared.ts';
import type { Generator } from '../../../core/random/generator.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

/** x₀ = 0, xₜ = rho·xₜ₋₁ + √(1 − rho²)·normal after a run-in: variance 1. */
export function autoregressive(generator: Generator, n: number, rho: number): Float64Array {
  const runIn = 100;
  let x = 0;
  return Float64Array.from({ length: runIn + n }, () => (x = rho * x + Math.sqrt(1 - rho * rho) * generator.normal())).slice(runIn);
}

const { prepared } = loadWeekly();

/** A plain regression: context columns of free sign, no media; hyperparameters `lambda` (the penalty itself) and `train_size`. */
export function regression(columns: readonly Float64Array[], response: Float64Array): PreparedData {
  const n = response.length;
  return {
    ...prepared,
    rows: n, windowStart: 0, windowRows: n, dates: Int32Array.from({ length: n }, (_, t) => 7 * t), response,
    terms: columns.map((_, j) => ({ name: `x${j}`, group: `x${j}`, kind: 'context', sign: 'free' })),
    columns: Float64Array.from(columns.flatMap((column) => [...column])),
    media: [], spend: new Float64Array(0), studies: [], lambdaMin: 0, lambdaMax: 1,
    space: { parameters: [{ name: 'lambda', lower: 0, upper: 1 }, { name: 'train_size', lower: 1, upper: 1 }] },
    validation: { ...prepared.validation, scheme: 'holdout', tuningRows: n, folds: [], baselines: [], holdoutCuts: new Int32Array(0), refitBaseline: -1 },
  };
}
