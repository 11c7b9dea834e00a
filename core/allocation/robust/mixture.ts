import type { AllocationChannel, AllocationProblem } from '../problem.ts';

/** Parts of a mix that weigh less are left out: rounding. */
const NEGLIGIBLE = 1e-12;
/** A spend this near the present one, as a share of it, is the present one. */
const SAME = 1e-9;

/**
 * Σ mix·point. Null where some limit need not hold in between: steps and channels that may be off have to be alike in all
 * points, and together the points may not change more channels than are allowed to change. All other limits are linear.
 */
export function mixture({ channels, maxChanged }: AllocationProblem, points: readonly Float64Array[], mix: Float64Array): Float64Array | null {
  const parts = points.flatMap((point, k) => ((mix[k] as number) > NEGLIGIBLE ? [{ point, weight: mix[k] as number }] : []));
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only.point;
  let changed = 0;
  for (const [c, channel] of channels.entries()) {
    const values = parts.map(({ point }) => point[c] as number);
    const isAlike = values.every((value) => value === values[0]);
    if (channel.step !== undefined && !isAlike) return null;
    if (hasGap(channel) && values.some((value) => value === 0) && !isAlike) return null;
    if (values.some((value) => isChanged(value, channel.spend))) changed++;
  }
  if (maxChanged !== undefined && changed > maxChanged) return null;
  return blend(channels.length, parts);
}

/** Whether it may be off, and then not be on by a little. */
export function hasGap({ orOff, fixed, lower }: AllocationChannel): boolean {
  return orOff === true && fixed === undefined && lower > 0;
}

export function isChanged(spend: number, now: number): boolean {
  return Math.abs(spend - now) > SAME * now;
}

/** Σ mix·point whatever the limits: where to look further. */
export function centreOf(points: readonly Float64Array[], mix: Float64Array): Float64Array {
  return blend(points[0]?.length ?? 0, points.map((point, k) => ({ point, weight: mix[k] as number })));
}

function blend(length: number, parts: readonly { point: Float64Array; weight: number }[]): Float64Array {
  return Float64Array.from({ length }, (_, c) => parts.reduce((sum, { point, weight }) => sum + weight * (point[c] as number), 0));
}
