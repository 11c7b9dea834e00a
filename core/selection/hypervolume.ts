/**
 * Area that the points dominate below the reference point, both objectives minimised (Zitzler and Thiele 1998).
 * `first` and `second` hold one value per point; points at or past the reference add nothing. O(n log n).
 */
export function hypervolume2d(first: ArrayLike<number>, second: ArrayLike<number>, reference: readonly [number, number]): number {
  const points: [number, number][] = [];
  for (let i = 0; i < first.length; i++) {
    const [x, y] = [first[i] as number, second[i] as number];
    if (x < reference[0] && y < reference[1]) points.push([x, y]);
  }
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let area = 0;
  let lowest = reference[1];
  for (const [x, y] of points) {
    if (y >= lowest) continue;
    area += (reference[0] - x) * (lowest - y);
    lowest = y;
  }
  return area;
}
