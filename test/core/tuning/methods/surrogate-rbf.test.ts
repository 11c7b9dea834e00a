import { describe, expect, it } from 'vitest';
import { bestFound, frontHypervolume, functions, median, zdt2 } from '../../../../bench/optimisers.ts';
import { streamFor } from '../../../../core/random/stream.ts';
import type { TuningMethod } from '../../../../core/spec/methods.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { continuous, levelAt } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('surrogate_rbf', { count: 60, dimensions: [0, 1, 4], stops: [0, 5, 20, 45], options: { settings: { initial: 12 } } });

describe('surrogate of radial basis functions', () => {
  const seeds = [1, 2, 3];

  it.each(Object.keys(functions))('finds lower values than differential evolution with few evaluations: %s', (name) => {
    const objective = functions[name];
    if (objective === undefined) throw new Error(`No function ${name}.`);
    const best = (method: TuningMethod): number => median(seeds.map((seed) => bestFound(method, objective, 5, 120, seed)));
    expect(best('surrogate_rbf')).toBeLessThan(best('two_points_de'));
  });

  it('spreads along a concave front, whose corner hides the rest', () => {
    // 1/3 is the whole front's; a search that stays at the corner (0, 1) has 0.
    for (const seed of seeds) expect(frontHypervolume('surrogate_rbf', zdt2, 5, 120, seed)).toBeGreaterThan(0.15);
  });

  it('finds the best value of a choice together with the best of the rest', () => {
    const space: Dimension[] = [{ levels: 4, ordered: false }, { levels: 0, ordered: true }, { levels: 6, ordered: true }];
    const optimiser = createOptimiser('surrogate_rbf', space, 1, streamFor(1, 1), { budget: 60 });
    const told = Array.from({ length: 60 }, () => {
      const { id, point } = asked(optimiser);
      const [choice, x, lag] = [levelAt(point[0] ?? 0, 4), point[1] ?? 0, levelAt(point[2] ?? 0, 6)];
      const loss = (choice === 2 ? 0 : 1 + choice) + (x - 0.3) ** 2 + (lag - 4) ** 2 / 10;
      optimiser.tell(id, Float64Array.of(loss));
      return { choice, lag, loss };
    });
    const best = told.reduce((a, b) => (b.loss < a.loss ? b : a));
    expect(best).toMatchObject({ choice: 2, lag: 4 });
    expect(best.loss).toBeLessThan(1e-3); // |x − 0.3| under 0.03, after some 40 candidates for one coordinate
  });

  it('begins with as many spread candidates as are asked for', () => {
    const first = (initial: number): number[] => {
      const optimiser = createOptimiser('surrogate_rbf', continuous(3), 1, streamFor(1, 1), { settings: { initial } });
      return Array.from({ length: 20 }, () => {
        const { id, point } = asked(optimiser);
        optimiser.tell(id, Float64Array.of(point[0] ?? 0));
        return levelAt(point[1] ?? 0, initial === 0 ? 8 : initial);
      });
    };
    expect(new Set(first(20)).size).toBe(20);
    // 0: twice three hyperparameters and two more.
    expect(new Set(first(0).slice(0, 8)).size).toBe(8);
  });

  it('keeps proposals that are open apart from one another', () => {
    const optimiser = createOptimiser('surrogate_rbf', continuous(2), 1, streamFor(1, 1), { settings: { initial: 10, cycle: 'explore' } });
    for (let i = 0; i < 10; i++) {
      const { id, point } = asked(optimiser);
      optimiser.tell(id, Float64Array.of((point[0] ?? 0) ** 2));
    }
    const open = Array.from({ length: 12 }, () => asked(optimiser).point);
    const distances = open.flatMap((a, i) => open.slice(0, i).map((b) => Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0))));
    expect(Math.min(...distances)).toBeGreaterThan(0.01); // the same surface twelve times: without the distance, one spot
  });

  it('leans to the objective with the larger weight', () => {
    const lean = (weights: number[]): number => {
      const optimiser = createOptimiser('surrogate_rbf', continuous(4), 2, streamFor(1, 1), { weights });
      let sum = 0;
      for (let i = 0; i < 80; i++) {
        const { id, point } = asked(optimiser);
        const distance = (target: number): number => point.reduce((total, x) => total + (x - target) ** 2, 0);
        if (i >= 20) sum += distance(0.2) - distance(0.8);
        optimiser.tell(id, Float64Array.of(distance(0.2), distance(0.8)));
      }
      return sum;
    };
    expect(lean([10, 1])).toBeLessThan(lean([1, 10]));
    expect(lean([10, 2])).toBe(lean([5, 1]));
  });
});
