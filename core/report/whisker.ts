/**
 * Where the drawing of intervals ends: one that is far longer than the values, or has no upper end, would press all
 * others into a corner. The ends in full are in the table beside the drawing.
 */
const TIMES = 3;

export type Whisker = readonly [lower: number, upper: number];

/** Furthest an interval is drawn on either side of 0; Infinity when there are no values to go by. */
export function whiskerLimit(values: readonly (number | null)[]): number {
  const largest = values.reduce<number>((most, value) => (value !== null && Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  return largest === 0 ? Infinity : TIMES * largest;
}

/** The part that is drawn; `open` where the interval goes on beyond. */
export function drawnWhisker([lower, upper]: Whisker, limit: number): { lower: number; upper: number; openBelow: boolean; openAbove: boolean } {
  return { lower: Math.max(lower, -limit), upper: Math.min(upper, limit), openBelow: lower < -limit, openAbove: upper > limit };
}

/** Values an axis must hold to show bars with their whiskers. */
export function axisValues(values: readonly (number | null)[], whiskers: readonly (Whisker | null)[]): number[] {
  const limit = whiskerLimit(values);
  const ends = whiskers.flatMap((whisker) => {
    if (whisker === null) return [];
    const { lower, upper } = drawnWhisker(whisker, limit);
    return [lower, upper];
  });
  return [...values.filter((value) => value !== null), ...ends].filter(Number.isFinite);
}
