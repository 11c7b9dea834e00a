import { describe, expect, it } from 'vitest';
import { bestFound, functions, median, zdt1Hypervolume } from '../../../../bench/optimisers.ts';
import { streamFor } from '../../../../core/random/stream.ts';
import { continuous, levelAt, positionOf } from '../../../../core/tuning/dimensions.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { meshPoint, stepped } from '../../../../core/tuning/methods/poll.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('pattern_search');

const seeds = [1, 2, 3, 4, 5];

describe('moves on the mesh', () => {
  const space: Dimension[] = [...continuous(2), { levels: 5, ordered: true }];
  const centre = [0.5, 0.9, positionOf(4, 5)];

  it('go up and down one coordinate, held to the cube', () => {
    expect(stepped(centre, 0, 0.25, space)).toEqual([0.75, 0.9, positionOf(4, 5)]);
    expect(stepped(centre, 1, 0.25, space)).toEqual([0.25, 0.9, positionOf(4, 5)]);
    expect(stepped(centre, 2, 0.25, space)).toEqual([0.5, 1, positionOf(4, 5)]);
    expect(stepped([0.5, 1, 0.1], 2, 0.25, space)).toBeNull();
  });

  it('take at least one level, and none past the ends', () => {
    expect(stepped(centre, 4, 0.25, space)).toBeNull();
    expect(stepped(centre, 5, 0.001, space)?.[2]).toBe(positionOf(3, 5));
    // 0.4 of five levels are two.
    expect(stepped(centre, 5, 0.4, space)?.[2]).toBe(positionOf(2, 5));
  });

  it('stay on the mesh when several coordinates move', () => {
    const generator = streamFor(1, 1);
    for (let i = 0; i < 50; i++) {
      const [x = 0, y = 0, level = 0] = meshPoint([0.5, 0.5, positionOf(2, 5)], 0.25, space, generator);
      expect([0.25, 0.5, 0.75]).toContain(x);
      expect([0.25, 0.5, 0.75]).toContain(y);
      expect([1, 2, 3]).toContain(levelAt(level, 5));
    }
  });
});

describe('pattern search', () => {
  it.each([['sphere', 0.1], ['rosenbrock', 0.3], ['ackley', 0.2]] as const)('finds far lower values than random search in 18 dimensions: %s', (name, share) => {
    const objective = functions[name];
    if (objective === undefined) throw new Error(`No function ${name}.`);
    // Measured shares are under a third of those asked for.
    const best = (method: 'pattern_search' | 'random'): number => median(seeds.map((seed) => bestFound(method, objective, 18, 500, seed)));
    expect(best('pattern_search')).toBeLessThan(share * best('random'));
  });

  it('spreads along the front of two objectives', () => {
    // The front's own volume is 0.667; measured 0.64.
    expect(median(seeds.map((seed) => zdt1Hypervolume('pattern_search', 10, 500, seed)))).toBeGreaterThan(0.55);
  });

  it('polls until it is better, and halves its step when it is not', () => {
    const optimiser = createOptimiser('pattern_search', continuous(2), 1, streamFor(1, 1), { settings: { starts: 1, step: 0.2, refinement: 0.5 } });
    const answer = (value: number): number[] => {
      const { id, point } = asked(optimiser);
      optimiser.tell(id, Float64Array.of(value));
      return [...point];
    };
    const start = answer(1);
    const moved = (point: number[]): number[] => point.map((x, i) => Math.round((x - (start[i] ?? 0)) * 1000) / 1000);
    const polled = [answer(2), answer(2), answer(2), answer(2)].map(moved);
    const finer = [answer(2), answer(2)].map(moved);
    // Where the start is near a border a step is cut short, but never longer.
    for (const point of polled) expect(point.filter((step) => step !== 0)).toHaveLength(1);
    expect(Math.max(...polled.flat().map(Math.abs))).toBe(0.2);
    expect(Math.max(...finer.flat().map(Math.abs))).toBe(0.1);
    // Better: it is the new centre, and the poll goes on with the directions after it.
    const better = moved(answer(0.5));
    expect(moved(answer(2)).filter((step, i) => step !== better[i])).toHaveLength(1);
  });

  it('begins anew elsewhere once the step is finest', () => {
    const objective = (point: Float64Array): number => Math.min((point[0] ?? 0) + 0.1, 2 * (1 - (point[0] ?? 0)));
    for (const seed of seeds) {
      const optimiser = createOptimiser('pattern_search', continuous(1), 1, streamFor(seed, 1), { settings: { starts: 1, step: 0.05 } });
      let best = Infinity;
      for (let i = 0; i < 300; i++) {
        const { id, point } = asked(optimiser);
        best = Math.min(best, objective(point));
        optimiser.tell(id, Float64Array.of(objective(point)));
      }
      // 0 at x = 1 is a sixth of the axis away from being seen by a descent that begins on the left.
      expect(best).toBeLessThan(1e-3);
    }
  });

  it('finds the best level', () => {
    const space: Dimension[] = [...continuous(2), { levels: 9, ordered: true }];
    const optimiser = createOptimiser('pattern_search', space, 1, streamFor(1, 1));
    const told: { level: number; loss: number }[] = [];
    for (let i = 0; i < 150; i++) {
      const { id, point } = asked(optimiser);
      const level = levelAt(point[2] ?? 0, 9);
      const loss = ((point[0] ?? 0) - 0.3) ** 2 + ((point[1] ?? 0) - 0.8) ** 2 + 0.05 * (level - 6) ** 2;
      told.push({ level, loss });
      optimiser.tell(id, Float64Array.of(loss));
    }
    const best = told.reduce((a, b) => (a.loss <= b.loss ? a : b));
    expect(best.level).toBe(6);
    expect(best.loss).toBeLessThan(1e-4);
  });

  it('leans to the objective with the larger weight', () => {
    const lean = (weights: number[]): number => {
      const optimiser = createOptimiser('pattern_search', continuous(4), 2, streamFor(1, 1), { weights });
      let sum = 0;
      for (let i = 0; i < 600; i++) {
        const { id, point } = asked(optimiser);
        const distance = (target: number): number => point.reduce((total, x) => total + (x - target) ** 2, 0);
        if (i >= 200) sum += distance(0.2) - distance(0.8);
        optimiser.tell(id, Float64Array.of(distance(0.2), distance(0.8)));
      }
      return sum;
    };
    expect(lean([5, 1])).toBeLessThan(lean([1, 5]));
  });
});
