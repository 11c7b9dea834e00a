import type { Rectangle } from 'electron';
import type { Settings } from './settings.ts';

export const SMALLEST = { width: 900, height: 600 } as const;
const USUAL = { width: 1360, height: 860 } as const;
/** At least this much of the title bar must be reachable with the mouse. */
const REACHABLE = { width: 120, height: 30 } as const;

/** Where the window was, or the usual size in the middle when that place is on no display any more. */
export function restoredBounds(saved: Settings['window'], workAreas: readonly Rectangle[]): Partial<Rectangle> & { width: number; height: number } {
  if (saved === null) return USUAL;
  const { x, y, width, height } = saved;
  const reachable = workAreas.some((area) =>
    Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= REACHABLE.width
    && y >= area.y && y + REACHABLE.height <= area.y + area.height);
  const size = { width: Math.max(width, SMALLEST.width), height: Math.max(height, SMALLEST.height) };
  return reachable ? { x, y, ...size } : USUAL;
}
