import { z } from 'zod';

/** For values whose inside was made by `core/` on our side of the boundary: the outer shape is checked, no more. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Typed arrays over whatever buffer: those that arrive and those that `core/` makes. */
export const float64Array: z.ZodType<Float64Array> = z.instanceof(Float64Array);
export const int32Array: z.ZodType<Int32Array> = z.instanceof(Int32Array);
