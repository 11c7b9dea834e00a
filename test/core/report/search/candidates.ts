import { searchData } from '../../../../core/report/search/candidates.ts';
import type { CandidateColumns, SearchData, SearchParameter } from '../../../../core/report/search/candidates.ts';

/** Candidates of one trial unless said otherwise; `values` row by row, one number per parameter. */
export function someCandidates(parameters: readonly SearchParameter[], values: readonly (readonly number[])[], columns: Partial<Record<keyof CandidateColumns, readonly number[]>> = {}): SearchData {
  const count = values.length;
  const column = (name: keyof CandidateColumns, otherwise: (row: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => columns[name]?.[row] ?? otherwise(row));
  return searchData({
    count, trial: column('trial', () => 1), iteration: column('iteration', (row) => row + 1), nrmse: column('nrmse', (row) => row),
    decompRssd: column('decompRssd', () => 0.1), mape: column('mape', () => NaN), front: column('front', () => NaN), score: column('score', () => NaN),
  }, { parameters, values: Float64Array.from(values.flat()) });
}

export const theta: SearchParameter = { name: 'tv.theta', lower: 0, upper: 1 };
export const everyOne = (data: SearchData): Int32Array => Int32Array.from({ length: data.count }, (_, i) => i);
