/** For values whose inside was made by `core/` on our side of the boundary: the outer shape is checked, no more. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
