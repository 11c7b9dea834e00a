import type { RidgeWorkspace } from '../model/ridge.ts';

/**
 * Degrees of freedom a solved ridge regression has used: 1 for the intercept (0 without) + trace of the hat matrix
 * X(X'X + P)⁻¹X' over the terms that are not held at a bound (Hastie, Tibshirani & Friedman 2009, The Elements of
 * Statistical Learning, eq. 3.50). With A = C + P the trace is q − Σ Pⱼ·(A⁻¹)ⱼⱼ, q free terms, P diagonal: of a fit without penalty, or with one toward 0.
 */
export function degreesOfFreedom(ridge: RidgeWorkspace): number {
  const { hasIntercept, terms, rows, products, means, deviations, quadratic } = ridge;
  const { size, matrix, state } = quadratic;
  const varying = deviations.reduce((count, deviation) => count + (deviation === 0 ? 0 : 1), 0);
  const intercept = hasIntercept ? 1 : 0;
  // The response did not vary: nothing was solved.
  if (ridge.coefficients.every((coefficient) => coefficient === 0)) return intercept;
  const free: number[] = [];
  for (let a = 0; a < varying; a++) if (state[a] === 0) free.push(a);
  const part = Float64Array.from(free.flatMap((a) => free.map((b) => matrix[a * size + b] as number)));
  const inverse = inverseDiagonal(part, free.length);
  return free.reduce((trace, a, i) => {
    const j = ridge.active[a] as number;
    const deviation = deviations[j] as number;
    const mean = hasIntercept ? 0 : means[j] as number;
    const unpenalised = ((products[j * terms + j] as number) / rows + mean * mean) / (deviation * deviation);
    return trace + 1 - ((matrix[a * size + a] as number) - unpenalised) * (inverse[i] as number);
  }, intercept);
}

/** Diagonal of A⁻¹, A (q × q) symmetric positive definite: A = LL', (A⁻¹)ⱼⱼ = Σᵢ (L⁻¹)ᵢⱼ². @param a changed */
function inverseDiagonal(a: Float64Array, q: number): Float64Array {
  const at = (i: number, j: number): number => a[i * q + j] as number;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      a[i * q + j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  }
  const diagonal = new Float64Array(q);
  const column = new Float64Array(q);
  for (let j = 0; j < q; j++) {
    for (let i = j; i < q; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= at(i, k) * (column[k] as number);
      column[i] = sum / at(i, i);
      diagonal[j] = (diagonal[j] as number) + (column[i] as number) ** 2;
    }
  }
  return diagonal;
}
