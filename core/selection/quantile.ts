import type { CandidateColumns } from './candidates.ts';
import type { Objective } from './selection.ts';

/** NRMSE and decomp.RSSD have to be at or under this quantile. */
const ERROR_QUANTILE = 0.9;

/**
 * Sample quantile, type 7 of Hyndman and Fan (1996), American Statistician 50(4); R's default. NaN are left
 * out, infinite values count; NaN without a value. `probability` in 0..1.
 */
export function quantile(values: Float64Array, probability: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  const share = position - below;
  // Equal ends are returned as they are: rounding must not push a candidate off its own quantile.
  return share === 0 || low === high ? low : (1 - share) * low + share * high;
}

/**
 * Those of the candidates at or under the quantiles of all candidates: 90 % for NRMSE and decomp.RSSD, the
 * calibration constraint for MAPE. DESIGN reference definition (Robyn 3.12.1), "Selection". What is no objective filters nothing.
 */
export function passingQuantiles(
  candidates: CandidateColumns, indices: readonly number[], constraint: number, objectives: readonly Objective[],
): number[] {
  const limits = objectives.map((objective) =>
    ({ values: candidates[objective], limit: quantile(candidates[objective], objective === 'mape' ? constraint : ERROR_QUANTILE) }));
  return indices.filter((i) => limits.every(({ values, limit }) => (values[i] as number) <= limit));
}
