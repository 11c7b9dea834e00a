import { describe, expect, it } from 'vitest';
import { bestFound, functions, median, zdt1Hypervolume } from '../../../../bench/optimisers.ts';
import { streamFor } from '../../../../core/random/stream.ts';
import type { TuningMethod } from '../../../../core/spec/methods.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';
import { leanTo } from './leaning.ts';
import { bestOfMixed } from './mixed.ts';

describeOptimiser('two_points_de');

const seeds = [1, 2, 3, 4, 5, 6, 7];

describe('two-points differential evolution', () => {
  it.each(Object.keys(functions))('finds lower values than random search: %s', (name) => {
    const objective = functions[name];
    if (objective === undefined) throw new Error(`No function ${name}.`);
    for (const dimension of [5, 18]) {
      const best = (method: TuningMethod): number => median(seeds.map((seed) => bestFound(method, objective, dimension, 500, seed)));
      expect(best('two_points_de')).toBeLessThan(best('random'));
    }
  });

  it('spreads along the front of two objectives', () => {
    // The golden median of the reference's method is 0.422 at this size; random search never leaves 0.
    expect(median(seeds.map((seed) => zdt1Hypervolume('two_points_de', 10, 2000, seed)))).toBeGreaterThan(0.42);
    expect(median(seeds.map((seed) => zdt1Hypervolume('random', 10, 2000, seed)))).toBe(0);
  });

  it('leans to the objective with the larger weight', () => {
    const lean = (weights: number[]): number => leanTo('two_points_de', weights);
    expect(lean([5, 1])).toBeLessThan(lean([1, 1]));
    expect(lean([1, 1])).toBeLessThan(lean([1, 5]));
    expect(lean([10, 2])).toBe(lean([5, 1]));
  });

  it.each([1, 2, 3])('closes in where crossover has %i coordinates to choose from', (dimension) => {
    // 600 evaluations are 30 generations; each at least halves the distance on average: far under 1e-3.
    const distance = (x: Float64Array): number => Math.hypot(...x.map((value) => value - 0.3));
    expect(bestFound('two_points_de', distance, dimension, 600, 1)).toBeLessThan(1e-3);
  });

  it('finds levels and choices beside continuous values', () => {
    // At random 0.95; a level beside the right one costs 0.3.
    expect(median(seeds.map((seed) => bestOfMixed('two_points_de', 500, seed)))).toBeLessThan(0.3);
  });

  // As before levels and choices came: runs saved then are gone on with.
  it.each([
    [1, [0.18316207328180995, 0.21831449493148952, 0.2253521784060822, 0.17712879616224764, 0.18900748767015207]],
    [2, [0.37793949810167116, 0.5040546041223475, 0.4930435201488754, 0.34823881022610964, 0.3016544191856905]],
    [3, [0.4922362709600241, 0.23985108399872807, 0.44087585183522654, 0.4038328409929277, 0.3369039734818513]],
  ])('proposes in continuous spaces the very bits it always has, %i objectives', (objectives, expected) => {
    const optimiser = createOptimiser('two_points_de', continuous(5), objectives, streamFor(4, 2));
    let last: number[] = [];
    for (let i = 0; i < 400; i++) {
      const { id, point } = asked(optimiser);
      last = [...point];
      optimiser.tell(id, Float64Array.from({ length: objectives }, (_, k) => point.reduce((sum, x) => sum + (x - 0.2 - 0.3 * k) ** 2, 0)));
    }
    expect(last).toEqual(expected);
  });
});
