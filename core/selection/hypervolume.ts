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

/**
 * Volume that the points dominate below the reference point in three objectives: slices between neighbouring values of
 * the third, each with the area of the points up to there. O(n² log n).
 */
export function hypervolume3d(
  first: ArrayLike<number>, second: ArrayLike<number>, third: ArrayLike<number>, reference: readonly [number, number, number],
): number {
  const order = Array.from({ length: first.length }, (_, i) => i).filter((i) => (third[i] as number) < reference[2])
    .sort((a, b) => (third[a] as number) - (third[b] as number));
  let volume = 0;
  order.forEach((point, k) => {
    const next = order[k + 1];
    const depth = (next === undefined ? reference[2] : third[next] as number) - (third[point] as number);
    if (depth === 0) return;
    const slice = order.slice(0, k + 1);
    volume += depth * hypervolume2d(slice.map((i) => first[i] as number), slice.map((i) => second[i] as number), [reference[0], reference[1]]);
  });
  return volume;
}
