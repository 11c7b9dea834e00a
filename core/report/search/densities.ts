import { levelsOf, usersOf } from './candidates.ts';
import type { SearchData } from './candidates.ts';

/** Equal cells of a range for pictures; each is 5 % of it, what a run's diagnosis calls an end. */
export const CELLS = 20;
/** The best pile up at an end that holds a quarter of them, five times as many as if they were spread evenly; our convention. */
const PILED = 0.25;
/** Of few whole numbers the last one alone is much of the range. */
const PILED_LEVELS = 0.5;

export interface Density {
  /** Per cell the share of all candidates; the cells of a choice are its values. */
  all: Float64Array;
  /** Per cell the share of the best. */
  best: Float64Array;
  /** Whether the best pile up at the ends of the range; never for choices, which have none. */
  piled: { lower: boolean; upper: boolean };
}

/** Candidates that use a parameter (by place in `data.parameters`) per cell of its range; `cells` holds for continuous ones. */
export function histogram(data: SearchData, parameter: number, indices: Int32Array, cells: number): Float64Array {
  const positions = data.positions[parameter] as Float64Array;
  const searched = data.parameters[parameter];
  const count = (searched === undefined ? 0 : levelsOf(searched)) || cells;
  const counts = new Float64Array(count);
  for (const index of usersOf(data, parameter, indices)) {
    const cell = Math.min(count - 1, Math.max(0, Math.floor((positions[index] as number) * count)));
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** Where all candidates lie in the range of a parameter, and where the best of them do. */
export function density(data: SearchData, parameter: number, all: Int32Array, best: Int32Array): Density {
  const shares = (indices: Int32Array): Float64Array => {
    const counts = histogram(data, parameter, indices, CELLS);
    const sum = counts.reduce((total, count) => total + count, 0);
    return counts.map((count) => count / Math.max(1, sum));
  };
  const shown = { all: shares(all), best: shares(best) };
  const searched = data.parameters[parameter];
  const least = searched?.whole === true ? PILED_LEVELS : PILED;
  const piled = (share: number | undefined): boolean => searched?.choices === undefined && (share ?? 0) >= least;
  return { ...shown, piled: { lower: piled(shown.best[0]), upper: piled(shown.best.at(-1)) } };
}

export interface SliceCell {
  count: number;
  /** Least and mean objective of the candidates in the cell; NaN where there is none. */
  least: number;
  mean: number;
}

/** The objective over the range of a parameter, in cells; candidates without a finite value are left out. */
export function sliceCells(data: SearchData, parameter: number, indices: Int32Array, values: Float64Array, cells: number): SliceCell[] {
  const positions = data.positions[parameter] as Float64Array;
  const searched = data.parameters[parameter];
  const count = (searched === undefined ? 0 : levelsOf(searched)) || cells;
  const found = Array.from({ length: count }, () => ({ count: 0, least: Infinity, sum: 0 }));
  for (const index of usersOf(data, parameter, indices)) {
    const value = values[index] as number;
    const cell = found[Math.min(count - 1, Math.max(0, Math.floor((positions[index] as number) * count)))];
    if (cell === undefined || !Number.isFinite(value)) continue;
    cell.count += 1;
    cell.sum += value;
    cell.least = Math.min(cell.least, value);
  }
  return found.map((cell) => (cell.count === 0 ? { count: 0, least: NaN, mean: NaN } : { count: cell.count, least: cell.least, mean: cell.sum / cell.count }));
}
