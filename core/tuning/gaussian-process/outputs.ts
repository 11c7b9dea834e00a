/**
 * Losses as the process sees them: mean 0, deviation 1, and the large ones drawn in. What lies above the median counts by
 * log(1 + excess/w), w the width of the lower half, so that a few bad candidates do not flatten what is to be seen among the
 * good. Rising throughout, linear below the median; Infinity (failed) counts as the worst of the finite ones.
 *
 * @param losses at least one finite
 */
export function createOutputs(losses: Float64Array): (loss: number) => number {
  const sorted = losses.filter(Number.isFinite).sort();
  const least = sorted[0] as number;
  const median = sorted[sorted.length >> 1] as number;
  const most = sorted[sorted.length - 1] as number;
  const width = median - least || most - least || 1;
  const drawnIn = (loss: number): number => {
    const excess = (Math.min(loss, most) - median) / width;
    return excess <= 0 ? excess : Math.log1p(excess);
  };
  const drawn = losses.map(drawnIn);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const deviation = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length) || 1;
  return (loss) => (drawnIn(loss) - mean) / deviation;
}
