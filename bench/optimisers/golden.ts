import { readFileSync } from 'node:fs';
import type { TuningMethod } from '../../core/spec/methods.ts';

/** Medians of Nevergrad's optimisers, test/fixtures/golden/nevergrad.json. */
export interface Golden {
  best: GoldenCell[];
  hypervolume: GoldenCell[];
}

export interface GoldenCell {
  function: string;
  dimension: number;
  optimiser: string;
  budget: number;
  median: number;
}

/** What of Nevergrad's each method is held against; TwoPointsDE, its default, where it has nothing alike. */
const COUNTERPARTS: Partial<Record<TuningMethod, string>> = {
  de: 'DE', cma_es: 'CMA', one_plus_one: 'OnePlusOne', random: 'RandomSearch', sobol: 'RandomSearch', grid: 'RandomSearch',
};

export const counterpartOf = (method: TuningMethod): string => COUNTERPARTS[method] ?? 'TwoPointsDE';

export function readGolden(): Golden {
  return JSON.parse(readFileSync(new URL('../../test/fixtures/golden/nevergrad.json', import.meta.url), 'utf8')) as Golden;
}

/** All optimisers' cells of one function, dimension and budget; empty where none was measured. */
export function cellsOf(cells: readonly GoldenCell[], name: string, dimension: number, budget: number): GoldenCell[] {
  return cells.filter((cell) => cell.function === name && cell.dimension === dimension && cell.budget === budget);
}
