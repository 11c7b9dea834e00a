import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bestFound, functions, median, zdt1Hypervolume } from '../../bench/optimisers.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';

/** Medians of Nevergrad's optimisers on test functions; what is 0 for all purposes counts as equal. */
interface Golden {
  best: { function: string; dimension: number; optimiser: string; budget: number; median: number }[];
}
const golden = JSON.parse(readFileSync(new URL('../fixtures/golden/nevergrad.json', import.meta.url), 'utf8')) as Golden;
const EQUAL = 1e-3;
const SEEDS = Array.from({ length: 15 }, (_, i) => i + 1);

/** Our median over theirs, per cell of function, dimension and budget. */
function ratios(method: TuningMethod, optimiser: string): number[] {
  return golden.best.filter((cell) => cell.optimiser === optimiser).map((cell) => {
    const objective = functions[cell.function];
    if (objective === undefined) throw new Error(`There is no function ${cell.function}.`);
    const ours = median(SEEDS.map((seed) => bestFound(method, objective, cell.dimension, cell.budget, seed)));
    return Math.max(ours, EQUAL) / Math.max(cell.median, EQUAL);
  });
}

describe('differential evolution against Nevergrad’s', () => {
  it.each([['two_points_de', 'TwoPointsDE'], ['de', 'DE']] as const)('%s is at least as good as %s in 12 cells of 16, and never half as bad again', (method, optimiser) => {
    const found = ratios(method, optimiser);
    expect(found).toHaveLength(16);
    expect(found.filter((ratio) => ratio <= 1).length).toBeGreaterThanOrEqual(12);
    expect(Math.max(...found)).toBeLessThanOrEqual(1.5);
  });

  it('covers the front of ZDT1: 0.42 with theirs at 2,000 evaluations, 0.667 is all there is', () => {
    const volume = (method: TuningMethod): number => median(SEEDS.map((seed) => zdt1Hypervolume(method, 10, 2_000, seed)));
    expect(volume('two_points_de')).toBeGreaterThanOrEqual(0.42);
    expect(volume('de')).toBeGreaterThan(0.55);
  });
});
