import type { MethodSettings } from './methods.ts';

/** More points than this are refused: no run of today gets through them. */
export const LARGEST_GRID = 10_000_000;

/**
 * Values per dimension of a grid: all there are where there are levels, else those given for it, else the setting `levels`.
 * @param levels per dimension, 0 or left out: as the setting says
 */
export function gridLevels(space: readonly { levels: number }[], settings: MethodSettings, levels: readonly number[] = []): number[] {
  return space.map((dimension, i) => dimension.levels || levels[i] || Number(settings['levels']));
}

/** Points of the grid; Infinity past the numbers there are. */
export function gridSize(space: readonly { levels: number }[], settings: MethodSettings, levels: readonly number[] = []): number {
  return gridLevels(space, settings, levels).reduce((product, count) => product * count, 1);
}
