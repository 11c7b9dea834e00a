/** Numbers of `actual` that miss those of `expected`, by path; `within` decides. null matches null only. */
export function differences(expected: unknown, actual: unknown, within: (expected: number, actual: number) => boolean, path = ''): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return within(expected, actual) ? [] : [`${path}: expected ${expected}, got ${actual}`];
  }
  if (isRecord(expected) && isRecord(actual)) {
    return Object.entries(expected).flatMap(([key, value]) => differences(value, actual[key], within, `${path}/${key}`));
  }
  return expected === actual ? [] : [`${path}: expected ${String(expected)}, got ${String(actual)}`];
}

/** How many numbers and nulls a golden value holds: what a comparison of it has looked at. */
export function countLeaves(value: unknown): number {
  return isRecord(value) ? Object.values(value).reduce<number>((sum, each) => sum + countLeaves(each), 0) : 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
