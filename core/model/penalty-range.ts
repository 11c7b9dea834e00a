import { isConstant } from './ridge.ts';

/** λmin / λmax. */
export const SMALLEST_SHARE = 1e-4;

/**
 * Range of the ridge penalty (DESIGN reference definition, Robyn 3.12.1, after glmnet's rule for the largest useful
 * λ): λmax = 0.1 · maxⱼ |Σ zⱼ·y| / (0.001·N), zⱼ the standardised untransformed columns over all N rows (constant
 * columns left out); λmin = 1e-4·λmax.
 * @param columns p × L, one after another
 * @param rows N: the first of the L rows; all but a test period and what follows it
 */
export function penaltyRange(
  columns: Float64Array, response: Float64Array, rows: number = response.length,
): { lambdaMin: number; lambdaMax: number } {
  const length = response.length;
  let strongest = 0;
  for (let j = 0; j * length < columns.length; j++) {
    const column = columns.subarray(j * length, j * length + rows);
    const mean = column.reduce((a, b) => a + b, 0) / rows;
    const squares = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    if (isConstant(squares, mean, rows)) continue;
    const product = column.reduce((sum, value, t) => sum + (value - mean) * (response[t] as number), 0);
    strongest = Math.max(strongest, Math.abs(product) / Math.sqrt(squares / rows));
  }
  const lambdaMax = (0.1 * strongest) / (0.001 * rows);
  return { lambdaMin: SMALLEST_SHARE * lambdaMax, lambdaMax };
}
