/** A few wild candidates must not squeeze the rest into a corner. */
const SHOWN = 0.98;
const PAD = 0.04;

/** What is drawn of an objective: from its least value to the 98 % quantile, with some room; null: nothing is finite. */
export function viewOf(values: Float64Array, indices: Int32Array): [lower: number, upper: number] | null {
  const finite = new Float64Array(indices.length);
  let count = 0;
  for (const index of indices) if (Number.isFinite(values[index])) finite[count++] = values[index] ?? NaN;
  const sorted = finite.subarray(0, count).sort();
  const [low, high] = [sorted[0], sorted[Math.floor((count - 1) * SHOWN)]];
  if (low === undefined || high === undefined) return null;
  const room = (high - low) * PAD || Math.abs(low) * PAD || 0.01;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}
