import { describe, expect, it } from 'vitest';
import { bestFound, functions, median, zdt1Hypervolume } from '../../../bench/optimisers.ts';
import { streamFor } from '../../../core/random/stream.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import { createNonDominated } from '../../../core/tuning/non-dominated.ts';
import { continuous } from '../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from './optimiser-contract.ts';

const methods: TuningMethod[] = ['two_points_de', 'random'];
methods.forEach((method) => describeOptimiser(method));

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
    // Two targets at opposite corners; where the last proposals lie shows which loss children are kept for.
    const lean = (weights: number[]): number => {
      const optimiser = createOptimiser('two_points_de', continuous(6), 2, streamFor(1, 1), { weights });
      let sum = 0;
      for (let i = 0; i < 1000; i++) {
        const { id, point } = asked(optimiser);
        const distance = (target: number): number => point.reduce((total, x) => total + (x - target) ** 2, 0);
        if (i >= 800) sum += distance(0.2) - distance(0.8);
        optimiser.tell(id, Float64Array.of(distance(0.2), distance(0.8)));
      }
      return sum;
    };
    expect(lean([5, 1])).toBeLessThan(lean([1, 1]));
    expect(lean([1, 1])).toBeLessThan(lean([1, 5]));
    expect(lean([10, 2])).toBe(lean([5, 1]));
  });

  it.each([1, 2, 3])('closes in where crossover has %i coordinates to choose from', (dimension) => {
    // 600 evaluations are 30 generations; each at least halves the distance on average: far under 1e-3.
    const distance = (x: Float64Array): number => Math.hypot(...x.map((value) => value - 0.3));
    expect(bestFound('two_points_de', distance, dimension, 600, 1)).toBeLessThan(1e-3);
  });
});

describe('non-dominated set', () => {
  const at = (...losses: number[]): Float64Array => Float64Array.from(losses);

  it('keeps what nothing dominates', () => {
    const set = createNonDominated(10);
    expect(set.add(at(0), at(2, 2))).toBe(true);
    expect(set.add(at(1), at(3, 2))).toBe(false);
    expect(set.add(at(2), at(2, 2))).toBe(false);
    expect(set.add(at(3), at(1, 3))).toBe(true);
    expect(set.size).toBe(2);
    expect(set.admits(at(2, 2))).toBe(true);
    expect(set.admits(at(2, 3))).toBe(false);
    expect(set.add(at(4), at(1, 1))).toBe(true);
    expect(set.size).toBe(1);
    expect(set.add(at(5), at(0, Infinity))).toBe(false);
  });

  it('makes room at the nearest member when full', () => {
    const set = createNonDominated(3);
    set.add(at(0), at(0, 10));
    set.add(at(1), at(5, 5));
    set.add(at(2), at(10, 0));
    set.add(at(3), at(5.5, 4.9));
    expect(set.size).toBe(3);
    expect(set.state().map((member) => member.point[0]).sort()).toEqual([0, 2, 3]);
  });
});
