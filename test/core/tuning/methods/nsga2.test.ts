import { describe, expect, it } from 'vitest';
import { bestFound, frontHypervolume, functions, median, zdt1Hypervolume, zdt2 } from '../../../../bench/optimisers.ts';
import { streamFor } from '../../../../core/random/stream.ts';
import type { TuningMethod } from '../../../../core/spec/methods.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';
import { leanTo } from './leaning.ts';
import { bestOfMixed } from './mixed.ts';

describeOptimiser('nsga2');

const seeds = [1, 2, 3, 4, 5];

describe('NSGA-II', () => {
  it('spreads along fronts of two objectives, convex and concave', () => {
    // The fronts' own volumes are 0.667 and 0.333; measured 0.65 and 0.32.
    expect(median(seeds.map((seed) => zdt1Hypervolume('nsga2', 10, 2000, seed)))).toBeGreaterThan(0.6);
    expect(median(seeds.map((seed) => frontHypervolume('nsga2', zdt2, 10, 2000, seed)))).toBeGreaterThan(0.28);
  });

  it('comes close to a front of three objectives, and spreads over it', () => {
    // Losses are squared distances to three corners of a triangle in the plane of the first two axes; the others are best at 0.5.
    const corners = [[0.2, 0.2], [0.8, 0.2], [0.5, 0.8]];
    const optimiser = createOptimiser('nsga2', continuous(8), 3, streamFor(1, 1));
    let beside = 0;
    const nearest = [1, 1, 1];
    for (let i = 0; i < 1500; i++) {
      const { id, point } = asked(optimiser);
      const off = point.subarray(2).reduce((sum, x) => sum + (x - 0.5) ** 2, 0);
      const losses = corners.map(([x = 0, y = 0]) => ((point[0] ?? 0) - x) ** 2 + ((point[1] ?? 0) - y) ** 2 + off);
      if (i >= 1300) beside += off / 200;
      losses.forEach((loss, k) => (nearest[k] = Math.min(nearest[k] ?? 1, loss)));
      optimiser.tell(id, Float64Array.from(losses));
    }
    // At random the six axes are 6/12 = 0.5 off.
    expect(beside).toBeLessThan(0.05);
    // The corners are 0.36 and more from one another.
    expect(Math.max(...nearest)).toBeLessThan(0.03);
  });

  it.each(Object.keys(functions))('minimises one objective as well: %s', (name) => {
    const objective = functions[name];
    if (objective === undefined) throw new Error(`No function ${name}.`);
    const best = (method: TuningMethod): number => median(seeds.map((seed) => bestFound(method, objective, 18, 500, seed)));
    expect(best('nsga2')).toBeLessThan(0.8 * best('random'));
  });

  it('leans to the objective with the larger weight', () => {
    expect(leanTo('nsga2', [5, 1])).toBeLessThan(leanTo('nsga2', [1, 5]));
  });

  it('finds levels and choices beside continuous values', () => {
    // At random 0.48 with so many; a level beside the right one costs 0.3.
    expect(median(seeds.map((seed) => bestOfMixed('nsga2', 2000, seed)))).toBeLessThan(0.3);
  });

  it('breeds from as many candidates as its population', () => {
    const optimiser = createOptimiser('nsga2', continuous(2), 1, streamFor(1, 1), { settings: { population: 7 } });
    for (let i = 0; i < 50; i++) {
      const { id, point } = asked(optimiser);
      optimiser.tell(id, Float64Array.of(point[0] ?? 0));
    }
    expect((optimiser.state().memory as { members: unknown[] }).members).toHaveLength(7);
  });
});
