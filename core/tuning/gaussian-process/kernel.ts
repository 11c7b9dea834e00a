/**
 * Matérn kernel of smoothness 5/2 (Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, eq. 4.17), of the
 * squared distance r² between points whose coordinates are divided by their length-scales:
 * M(r) = (1 + √5 r + 5/3 r²)·exp(−√5 r).
 */
const ROOT5 = Math.sqrt(5);

export function matern52(squared: number): number {
  const scaled = ROOT5 * Math.sqrt(squared);
  return (1 + scaled + (scaled * scaled) / 3) * Math.exp(-scaled);
}

/** Derivative by r²: −5/6·(1 + √5 r)·exp(−√5 r). */
export function matern52Slope(squared: number): number {
  const scaled = ROOT5 * Math.sqrt(squared);
  return (-5 / 6) * (1 + scaled) * Math.exp(-scaled);
}

/** Squared distance between row i of `a` and row j of `b`, both row-major with `width` columns. */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, width: number): number {
  let sum = 0;
  for (let k = 0, p = i * width, q = j * width; k < width; k++, p++, q++) {
    const difference = (a[p] as number) - (b[q] as number);
    sum += difference * difference;
  }
  return sum;
}
