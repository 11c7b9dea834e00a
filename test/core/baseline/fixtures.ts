import { readFileSync } from 'node:fs';

/** Columns of the golden table by name, as text. */
export function goldenColumns(): (name: string) => string[] {
  const text = readFileSync(new URL('../../fixtures/golden/weekly.prepared.csv', import.meta.url), 'utf8');
  const [head = [], ...rows] = text.trim().split('\n').map((line) => line.split(','));
  return (name) => rows.map((row) => row[head.indexOf(name)] ?? '');
}

export function days(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}

export const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** Root mean square of a − b over the standard deviation of b. */
export function relativeRmse(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = sum(Array.from(b)) / b.length;
  const square = (value: number): number => value * value;
  return Math.sqrt(sum(Array.from(b, (value, i) => square((a[i] ?? NaN) - value))) / sum(Array.from(b, (value) => square(value - mean))));
}

export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [sum(Array.from(a)) / a.length, sum(Array.from(b)) / b.length];
  const cross = (x: ArrayLike<number>, mx: number, y: ArrayLike<number>, my: number): number =>
    sum(Array.from(x, (value, i) => (value - mx) * ((y[i] ?? NaN) - my)));
  return cross(a, meanA, b, meanB) / Math.sqrt(cross(a, meanA, a, meanA) * cross(b, meanB, b, meanB));
}

/** Largest |a − b|. */
export function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? NaN))));
}
