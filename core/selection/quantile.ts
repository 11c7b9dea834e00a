import type { CandidateColumns } from './candidates.ts';

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
 * calibration constraint for MAPE. DESIGN reference definition (Robyn 3.12.1), "Selection".
 */
export function passingQuantiles(candidates: CandidateColumns, indices: readonly number[], constraint: number): number[] {
  const { nrmse, decompRssd, mape } = candidates;
  const nrmseLimit = quantile(nrmse, ERROR_QUANTILE);
  const rssdLimit = quantile(decompRssd, ERROR_QUANTILE);
  const mapeLimit = quantile(mape, constraint);
  return indices.filter((i) => (nrmse[i] as number) <= nrmseLimit && (decompRssd[i] as number) <= rssdLimit
    && (mape[i] as number) <= mapeLimit);
}
