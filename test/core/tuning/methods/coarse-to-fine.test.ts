import { describe, expect, it } from 'vitest';
import { functions, median, zdt1 } from '../../../../bench/optimisers.ts';
import { streamFor } from '../../../../core/random/stream.ts';
import type { MethodSettings, TuningMethod } from '../../../../core/spec/methods.ts';
import { hypervolume2d } from '../../../../core/selection/hypervolume.ts';
import { continuous, levelAt } from '../../../../core/tuning/dimensions.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import type { OptimiserOptions } from '../../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('coarse_to_fine');

const seeds = [1, 2, 3, 4, 5];

/** All points asked for, each told at once. */
function search(
  method: TuningMethod, space: readonly Dimension[], losses: (point: Float64Array) => number[], count: number, seed: number, options: OptimiserOptions = {},
): { point: Float64Array; losses: number[] }[] {
  const optimiser = createOptimiser(method, space, losses(new Float64Array(space.length)).length, streamFor(seed, 1), { budget: count, ...options });
  return Array.from({ length: count }, () => {
    const { id, point } = asked(optimiser);
    const told = losses(point);
    optimiser.tell(id, Float64Array.from(told));
    return { point, losses: told };
  });
}

describe('coarse to fine', () => {
  it.each(['sphere', 'rastrigin'])('finds values far lower than random search in 18 dimensions: %s', (name) => {
    const objective = functions[name];
    if (objective === undefined) throw new Error(`No function ${name}.`);
    const best = (method: TuningMethod): number => median(seeds.map((seed) =>
      Math.min(...search(method, continuous(18), (point) => [objective(point)], 500, seed).map(({ losses }) => losses[0] ?? Infinity))));
    // Measured: 0.4 against 34 and 70 against 166.
    expect(best('coarse_to_fine')).toBeLessThan(0.7 * best('random'));
  });

  it('spreads along the front of two objectives', () => {
    const volume = (seed: number): number => {
      const told = search('coarse_to_fine', continuous(10), zdt1, 2_000, seed).map(({ losses }) => losses);
      return hypervolume2d(told.map(([a = 1]) => a), told.map(([, b = 1]) => b), [1, 1]);
    };
    // Measured 0.44; random search never leaves 0.
    expect(median(seeds.map(volume))).toBeGreaterThan(0.3);
  });

  it('looks everywhere first and stays within the boxes of the last stage at the end', () => {
    const settings: MethodSettings = { stages: 3, zoom: 0.2, regions: 1 };
    const points = search('coarse_to_fine', continuous(2), ([x = 0, y = 0]) => [(x - 0.3) ** 2 + (y - 0.6) ** 2], 200, 1, { settings });
    const spread = (from: number, to: number): number => {
      const values = points.slice(from, to).map(({ point }) => point[0] ?? 0);
      return Math.max(...values) - Math.min(...values);
    };
    expect(spread(0, 20)).toBeGreaterThan(0.9);
    // A box of 0.04 about a centre that has come close to 0.3 long before.
    expect(spread(150, 200)).toBeLessThan(0.05);
  });

  it.each(['sobol', 'random', 'grid'])('starts with %s', (start) => {
    const optimiser = createOptimiser('coarse_to_fine', continuous(3), 1, streamFor(1, 1), { budget: 100, settings: { start } });
    const first = Array.from({ length: 10 }, () => [...asked(optimiser).point]);
    const onGrid = first.every((point) => point.every((x) => [0, 0.5, 1].includes(x)));
    expect(onGrid).toBe(start === 'grid');
    expect(new Set(first.map(String)).size).toBe(10);
  });

  it('finds the best choice and the best level along with the rest', () => {
    const space: Dimension[] = [...continuous(3), { levels: 4, ordered: false }, { levels: 9, ordered: true }];
    const loss = (point: Float64Array): number[] => [
      point.slice(0, 3).reduce((sum, x) => sum + (x - 0.7) ** 2, 0) + (levelAt(point[3] ?? 0, 4) === 2 ? 0 : 0.3) + 0.05 * Math.abs(levelAt(point[4] ?? 0, 9) - 6),
    ];
    for (const seed of seeds) {
      const told = search('coarse_to_fine', space, loss, 300, seed);
      const best = told.reduce((a, b) => ((a.losses[0] ?? 0) <= (b.losses[0] ?? 0) ? a : b));
      expect([levelAt(best.point[3] ?? 0, 4), levelAt(best.point[4] ?? 0, 9)]).toEqual([2, 6]);
    }
  });

  it('goes on in the last stage when it is asked for more than was planned', () => {
    const optimiser = createOptimiser('coarse_to_fine', continuous(4), 1, streamFor(1, 1), { budget: 20 });
    for (let i = 0; i < 60; i++) {
      const { id, point } = asked(optimiser);
      optimiser.tell(id, Float64Array.of(point.reduce((sum, x) => sum + x, 0)));
    }
    expect(asked(optimiser).point).toHaveLength(4);
  });
});
