/**
 * The best `share` (0..1) of the candidates by `values`, less is better: at least one if any has a finite value, and as
 * many as asked for whatever ties there are (the earlier candidate goes first). Ascending like `indices`.
 */
export function bestOf(indices: Int32Array, values: Float64Array, share: number): Int32Array {
  const finite = new Float64Array(indices.length);
  let count = 0;
  for (const index of indices) if (Number.isFinite(values[index])) finite[count++] = values[index] as number;
  if (count === 0) return new Int32Array(0);
  // A share like 0.07 of 100 must not ask for 8.
  const wanted = Math.min(count, Math.max(1, Math.ceil(share * count - 1e-9)));
  const sorted = finite.subarray(0, count).sort();
  const last = sorted[wanted - 1] as number;
  let ties = 0;
  for (let i = wanted - 1; i >= 0 && sorted[i] === last; i--) ties++;
  const best = new Int32Array(wanted);
  let found = 0;
  for (const index of indices) {
    const value = values[index] as number;
    if (value > last || Number.isNaN(value) || value === -Infinity || (value === last && ties-- <= 0)) continue;
    best[found++] = index;
  }
  return best;
}

/** A copy of `indices` by rising values of a column; what is not finite comes last either way, ties by place. */
export function sortedBy(indices: Int32Array, column: Float64Array, descending = false): Int32Array {
  const sign = descending ? -1 : 1;
  return indices.slice().sort((a, b) => {
    const [x, y] = [column[a] as number, column[b] as number];
    const [known, other] = [Number.isFinite(x), Number.isFinite(y)];
    if (!known || !other) return Number(other) - Number(known) || a - b;
    return sign * (x - y) || a - b;
  });
}
