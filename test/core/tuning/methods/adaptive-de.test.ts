import { describe, expect, it } from 'vitest';
import { bestFound, frontHypervolume, functions, median, zdt1Hypervolume, zdt2 } from '../../../../bench/optimisers.ts';
import { streamFor } from '../../../../core/random/stream.ts';
import type { TuningMethod } from '../../../../core/spec/methods.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';
import { leanTo } from './leaning.ts';
import { bestOfMixed } from './mixed.ts';

describeOptimiser('de');

const seeds = [1, 2, 3, 4, 5, 6, 7];

describe('self-adaptive differential evolution', () => {
  it.each(Object.keys(functions))('finds lower values than two-points differential evolution in 18 dimensions: %s', (name) => {
    const objective = functions[name];
    if (objective === undefined) throw new Error(`No function ${name}.`);
    const best = (method: TuningMethod): number => median(seeds.map((seed) => bestFound(method, objective, 18, 500, seed)));
    expect(best('de')).toBeLessThan(best('two_points_de'));
  });

  it('spreads along fronts of two objectives, convex and concave', () => {
    // The fronts' own volumes are 0.667 and 0.333; measured 0.658 and 0.325.
    const few = seeds.slice(0, 5);
    expect(median(few.map((seed) => zdt1Hypervolume('de', 10, 2000, seed)))).toBeGreaterThan(0.64);
    expect(median(few.map((seed) => frontHypervolume('de', zdt2, 10, 2000, seed)))).toBeGreaterThan(0.3);
  });

  it('leans to the objective with the larger weight', () => {
    expect(leanTo('de', [5, 1])).toBeLessThan(leanTo('de', [1, 1]));
    expect(leanTo('de', [1, 1])).toBeLessThan(leanTo('de', [1, 5]));
  });

  it('finds levels and choices beside continuous values', () => {
    // At random 0.95; a level beside the right one costs 0.3.
    expect(median(seeds.map((seed) => bestOfMixed('de', 500, seed)))).toBeLessThan(0.3);
  });

  it('proposes the same whatever the budget, so that a search can be gone on with', () => {
    const points = (budget: number): number[][] => {
      const optimiser = createOptimiser('de', continuous(4), 1, streamFor(1, 1), { budget });
      return Array.from({ length: 200 }, () => {
        const { id, point } = asked(optimiser);
        optimiser.tell(id, Float64Array.of((point[0] ?? 0) ** 2 + (point[2] ?? 0)));
        return [...point];
      });
    };
    expect(points(200)).toEqual(points(20_000));
  });

  it('gets along an axis again on which all members have become alike', () => {
    // The optimum jumps along an axis once the population has settled on the first place.
    const optimiser = createOptimiser('de', continuous(3), 1, streamFor(1, 1));
    let best = Infinity;
    for (let i = 0; i < 3000; i++) {
      const { id, point } = asked(optimiser);
      const [x = 0, y = 0, z = 0] = point;
      const loss = (x - 0.5) ** 2 + (z - 0.5) ** 2 + (i < 2000 ? (y - 0.1) ** 2 : (y - 0.9) ** 2 - 1);
      if (i >= 2000) best = Math.min(best, loss);
      optimiser.tell(id, Float64Array.of(loss));
    }
    expect(best).toBeLessThan(-1 + 1e-3);
  });
});
