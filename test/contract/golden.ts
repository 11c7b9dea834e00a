import { readFileSync } from 'node:fs';
import { GOLDEN } from '../electron/cli/run-cli.ts';

export function goldenJson(name: string): unknown {
  return JSON.parse(readFileSync(`${GOLDEN}${name}`, 'utf8'));
}

/** Every number of `wanted` that `got` does not meet: within 1e-6 relative, or 1e-6 of `scale` where it is near 0. */
export function differences(got: unknown, wanted: unknown, scale: number, path = ''): string[] {
  if (typeof wanted === 'number') {
    const close = typeof got === 'number' && Math.abs(got - wanted) <= 1e-6 * Math.max(Math.abs(wanted), scale);
    return close ? [] : [`${path}: expected ${wanted}, got ${String(got)}`];
  }
  if (typeof wanted !== 'object' || wanted === null) return got === wanted ? [] : [`${path}: expected ${String(wanted)}, got ${String(got)}`];
  const other = (typeof got === 'object' && got !== null ? got : {}) as Record<string, unknown>;
  return Object.entries(wanted).flatMap(([key, value]) => differences(other[key], value, scale, `${path}.${key}`));
}
