import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import type { Optimiser, OptimiserOptions } from '../../../../core/tuning/optimiser.ts';
import type { SurrogateState } from '../../../../core/tuning/gaussian-process/surrogate.ts';
import { bestFound, functions, median } from '../../../../bench/optimisers.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('bayesian', { count: 26, dimensions: [0, 1, 3], stops: [0, 5, 14] });

const create = (space: readonly Dimension[], objectives: number, options: OptimiserOptions = {}): Optimiser =>
  createOptimiser('bayesian', space, objectives, streamFor(2, 1), { ...options, settings: { initial: 8, ...options.settings } });

/** Tells `count` candidates their losses; returns both. */
function run(optimiser: Optimiser, count: number, losses: (x: Float64Array) => number[]): { point: Float64Array; losses: number[] }[] {
  return Array.from({ length: count }, () => {
    const { id, point } = asked(optimiser);
    const told = losses(point);
    optimiser.tell(id, Float64Array.from(told));
    return { point, losses: told };
  });
}

describe('bayesian', () => {
  it('finds the bottom of a bowl in few evaluations', () => {
    const { sphere } = functions;
    if (sphere === undefined) throw new Error('No sphere.');
    const best = median([1, 2, 3].map((seed) => bestFound('bayesian', sphere, 3, 30, seed)));
    // Random search stands at about 2 after 30 evaluations; ours at 0.01 or below.
    expect(best).toBeLessThan(0.1);
  });

  it('proposes different points while none is told', () => {
    const optimiser = create(continuous(2), 1);
    run(optimiser, 10, (x) => [x.reduce((sum, value) => sum + (value - 0.3) ** 2, 0)]);
    const batch = Array.from({ length: 5 }, () => asked(optimiser).point);
    batch.forEach((a, i) => batch.slice(0, i).forEach((b) => {
      // The model is sure of the bowl, so they gather at its bottom, but never on the same spot.
      expect(Math.hypot(...a.map((x, k) => x - (b[k] ?? 0)))).toBeGreaterThan(1e-4);
    }));
  });

  it('proposes nothing twice where there are few values, until all are known', () => {
    const optimiser = create([{ levels: 4, ordered: true }, { levels: 4, ordered: false }], 1);
    const points = run(optimiser, 14, (x) => [(x[0] ?? 0) + ((x[1] ?? 0) > 0.5 ? 1 : 0)]).slice(8).map(({ point }) => String(point));
    expect(new Set(points).size).toBe(6);
    run(optimiser, 6, (x) => [x[0] ?? 0]); // goes on when everything is known
  });

  it('learns which value of a choice is best', () => {
    const optimiser = create([{ levels: 5, ordered: false }, { levels: 0, ordered: true }], 1);
    const told = run(optimiser, 24, (x) => [(Math.floor(5 * (x[0] ?? 0)) === 3 ? 0 : 1) + ((x[1] ?? 0) - 0.6) ** 2]);
    const best = told.reduce((a, b) => ((b.losses[0] ?? 0) < (a.losses[0] ?? 0) ? b : a));
    expect(Math.floor(5 * (best.point[0] ?? 0))).toBe(3);
    expect(best.point[1]).toBeCloseTo(0.6, 1); // within 0.05
  });

  it('covers a front, and the end that weighs more', () => {
    const losses = (x: Float64Array): number[] => [(x[0] ?? 0) ** 2 + (x[1] ?? 0) ** 2, ((x[0] ?? 0) - 1) ** 2 + (x[1] ?? 0) ** 2];
    const mean = (options: OptimiserOptions): number => {
      const late = run(create(continuous(2), 2, options), 30, losses).slice(12);
      return late.reduce((sum, { point }) => sum + (point[0] ?? 0), 0) / late.length;
    };
    const even = mean({});
    // The front is x₀ in 0..1 at x₁ = 0, its middle at 0.5.
    expect(Math.abs(even - 0.5)).toBeLessThan(0.15);
    expect(mean({ weights: [5, 1] })).toBeLessThan(even - 0.1);
    expect(mean({ weights: [0, 1] })).toBeGreaterThan(0.75); // the second alone
  });

  it('leaves a region that fails', () => {
    const optimiser = create(continuous(2), 1);
    const told = run(optimiser, 24, (x) => [(x[0] ?? 0) < 0.5 ? Infinity : x[1] ?? 0]).slice(12);
    // By chance it would be half of them.
    expect(told.filter(({ losses }) => losses[0] === Infinity).length).toBeLessThan(4);
  });

  it('keeps no more than it is told to, and goes on', () => {
    const optimiser = create(continuous(2), 2, { settings: { points: 20 } });
    run(optimiser, 60, (x) => [x[0] ?? 0, 1 - (x[0] ?? 0) + (x[1] ?? 0)]);
    const { surrogate } = optimiser.state().memory as { surrogate: SurrogateState };
    // The limit, and what came since the last fit: two at most.
    expect(surrogate.observations.length).toBeLessThanOrEqual(22);
    expect(surrogate.succeeded).toBe(60);
  });
});
