/**
 * Losses as the process sees them: mean 0, deviation 1, and the large ones drawn in. What lies above the median by more
 * than the lower half is wide counts by its logarithm, so that a few bad candidates do not flatten what is
 * to be seen among the good. Rising throughout: better stays better. Below the knee it is linear.
 */
export interface Outputs {
  /** Infinity becomes the worst of the finite ones. */
  of(loss: number): number;
}

/** @param losses at least one finite */
export function createOutputs(losses: ArrayLike<number>): Outputs {
  const sorted = Float64Array.from(losses).filter(Number.isFinite).sort();
  const middle = sorted[sorted.length >> 1] as number;
  const least = sorted[0] as number;
  const most = sorted[sorted.length - 1] as number;
  const width = middle - least || most - least || 1;
  const drawnIn = (loss: number): number => {
    const excess = (Math.min(loss, most) - middle) / width;
    return excess <= 0 ? excess : Math.log1p(excess);
  };
  const drawn = Float64Array.from(losses, drawnIn);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const deviation = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length) || 1;
  return { of: (loss) => (drawnIn(loss) - mean) / deviation };
}
