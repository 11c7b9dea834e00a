import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { standardised } from './features.ts';
import type { FeatureTable } from './features.ts';

/**
 * The two directions in which models differ most: principal components (Pearson 1901; Hotelling 1933) of the
 * standardised features, that is the eigenvectors of their correlation matrix.
 */
export interface PrincipalComponents {
  /** Share of the variance of all features that the first and the second component hold, 0..1. */
  share: [number, number];
  /** Per feature its weight in either component; the squares of a component's weights add up to 1. */
  loadings: { name: string; first: number; second: number }[];
  /** Place of each model, in standard deviations of the features. */
  points: { first: number; second: number }[];
}

/**
 * The sign of a component is free; the loading farthest from 0 is made positive, so that the picture stays the same.
 * Null where nothing differs: fewer than two models, no features, or all of them constant.
 */
export function principalComponents({ names, values }: FeatureTable, count: number): PrincipalComponents | null {
  const width = names.length;
  if (count < 2 || width === 0) return null;
  const points = standardised(values, count, width);
  const correlation = new Matrix(width, width);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += (points[i * width + a] as number) * (points[i * width + b] as number);
      correlation.set(a, b, sum / (count - 1));
      correlation.set(b, a, sum / (count - 1));
    }
  }
  const total = correlation.trace();
  if (!(total > 0)) return null;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(correlation, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, k) => k).sort((a, b) => (realEigenvalues[b] as number) - (realEigenvalues[a] as number));
  const [first = 0, second = null] = order;
  const component = (k: number | null): { share: number; loadings: number[] } => (k === null
    ? { share: 0, loadings: new Array<number>(width).fill(0) }
    // Rounding may carry a variance of nothing under 0.
    : { share: Math.max(0, realEigenvalues[k] as number) / total, loadings: pointedUp(eigenvectorMatrix.getColumn(k)) });
  const [one, two] = [component(first), component(second)];
  const placed = (i: number, loadings: readonly number[]): number =>
    loadings.reduce((sum, loading, j) => sum + loading * (points[i * width + j] as number), 0);
  return {
    share: [one.share, two.share],
    loadings: names.map((name, j) => ({ name, first: one.loadings[j] as number, second: two.loadings[j] as number })),
    points: Array.from({ length: count }, (_, i) => ({ first: placed(i, one.loadings), second: placed(i, two.loadings) })),
  };
}

function pointedUp(loadings: readonly number[]): number[] {
  const largest = loadings.reduce((held, loading) => (Math.abs(loading) > Math.abs(held) ? loading : held), 0);
  return loadings.map((loading) => (largest < 0 ? 0 - loading : loading));
}
