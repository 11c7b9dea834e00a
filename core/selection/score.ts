import type { CandidateColumns } from './candidates.ts';

/**
 * Error score of every candidate, lower is better: NRMSE (test when split, else the objective), decomp.RSSD
 * and MAPE, each scaled to 0..1 between the least and the largest finite value of all candidates, times its
 * weight (weights sum to 1), Euclidean norm. An objective that is the same for all counts 0; one that is not
 * finite makes the score infinite, unless its weight is 0. With schemes of folds there are no test rows: the
 * objective, the mean over folds, is taken. DESIGN reference definition (Robyn 3.12.1), "Selection".
 */
export function errorScore(candidates: CandidateColumns, weights: readonly [number, number, number] = [1, 1, 1]): number[] {
  const { nrmse, nrmseTest, decompRssd, mape } = candidates;
  const sum = weights[0] + weights[1] + weights[2];
  if (!weights.every((weight) => weight >= 0) || !(sum > 0)) {
    throw new RangeError(`Expected three weights of 0 or more, one of them above 0, got ${weights.join(', ')}.`);
  }
  const fit = nrmse.map((value, i) => (Number.isNaN(nrmseTest[i]) ? value : nrmseTest[i] as number));
  const parts = [fit, decompRssd, mape].map(scaled);
  return Array.from(nrmse, (_, i) => {
    let squares = 0;
    parts.forEach((part, k) => {
      if (weights[k] !== 0) squares += (((weights[k] as number) / sum) * (part[i] as number)) ** 2;
    });
    return Number.isFinite(squares) ? Math.sqrt(squares) : Infinity;
  });
}

function scaled(values: Float64Array): Float64Array {
  let least = Infinity;
  let largest = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }
  const span = largest - least;
  return values.map((value) => (Number.isFinite(value) ? (span > 0 ? (value - least) / span : 0) : Infinity));
}
