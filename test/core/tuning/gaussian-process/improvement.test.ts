import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { hypervolume2d, hypervolume3d } from '../../../../core/selection/hypervolume.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { boxesOf } from '../../../../core/tuning/gaussian-process/boxes.ts';
import { createFeatures } from '../../../../core/tuning/gaussian-process/features.ts';
import { expectedHypervolume, hypervolumeImprovement } from '../../../../core/tuning/gaussian-process/hypervolume-improvement.ts';
import { expectedImprovement } from '../../../../core/tuning/gaussian-process/improvement.ts';
import type { Acquisition } from '../../../../core/tuning/gaussian-process/improvement.ts';
import { cumulative, density } from '../../../../core/tuning/gaussian-process/normal.ts';
import { createProcess } from '../../../../core/tuning/gaussian-process/process.ts';
import type { Process } from '../../../../core/tuning/gaussian-process/process.ts';

const features = createFeatures(continuous(2));
const points = [[0.1, 0.2], [0.5, 0.9], [0.8, 0.3], [0.4, 0.4], [0.9, 0.9]].map((x) => Float64Array.from(x));

function processOf(values: number[]): Process {
  const process = createProcess([-0.7, -0.3, 0.2, -9], features);
  process.observe(points, values);
  return process;
}

function expectSlopes(acquisition: Acquisition, at: Float64Array): void {
  const gradient = new Float64Array(2);
  expect(acquisition.slopes(at, gradient)).toBe(acquisition.at(at));
  const step = 1e-6;
  for (let k = 0; k < 2; k++) {
    const difference = (acquisition.at(at.with(k, (at[k] ?? 0) + step)) - acquisition.at(at.with(k, (at[k] ?? 0) - step))) / (2 * step);
    // Central differences: 1e-12 times third derivatives, rounding of values about 10 (1e-15/1e-6).
    expect(Math.abs((gradient[k] ?? 0) / difference - 1)).toBeLessThan(1e-5);
  }
}

describe('expected improvement', () => {
  const process = processOf([0.5, -1, 0.3, 1, 0.2]);

  it.each([-1, 0.4, 2])('is its closed form against %d', (best) => {
    const at = Float64Array.of(0.6, 0.5);
    const { mean, deviation } = process.at(at);
    const z = (best - mean) / deviation;
    const expected = (best - mean) * cumulative(z) + deviation * density(z);
    expect(Math.exp(expectedImprovement(process, best, 2).at(at))).toBeCloseTo(expected, 10);
  });

  it('is next to nothing where the value is known, and still a number', () => {
    const known = expectedImprovement(process, -1, 2).at(points[0] ?? new Float64Array(2));
    expect(known).toBeLessThan(-100);
    expect(Number.isFinite(known)).toBe(true);
  });

  it.each([-3, -1, 1])('can be climbed against %d', (best) => expectSlopes(expectedImprovement(process, best, 2), Float64Array.of(0.3, 0.7)));
});

describe('boxes of what a front leaves over', () => {
  const inside = (front: number[][], reference: number[], at: number[]): number => {
    const { cuts, sides } = boxesOf(front, reference);
    const objectives = reference.length;
    let count = 0;
    for (let from = 0; from < sides.length; from += 2 * objectives) {
      count += at.every((value, k) => value > (cuts[k]?.[sides[from + 2 * k] ?? -1] ?? NaN) && value < (cuts[k]?.[sides[from + 2 * k + 1] ?? -1] ?? NaN)) ? 1 : 0;
    }
    return count;
  };

  it.each([1, 2, 3, 4])('cover it once, %d objectives', (objectives) => {
    const stream = streamFor(4, objectives);
    const draw = (): number[] => Array.from({ length: objectives }, () => stream.uniform());
    const front = Array.from({ length: 7 }, draw);
    const reference = new Array<number>(objectives).fill(0.9);
    for (let i = 0; i < 300; i++) {
      const at = draw();
      const free = at.every((value) => value < 0.9) && !front.some((point) => point.every((value, k) => value < (at[k] ?? 0)) && point.every((value) => value < 0.9));
      expect(inside(front, reference, at)).toBe(free ? 1 : 0);
    }
  });

  it('are one more than the points of a staircase', () => {
    expect(boxesOf([[1, 3], [2, 2], [3, 1]], [4, 4]).sides.length).toBe(4 * 2 * 2);
    expect(boxesOf([], [4, 4]).sides.length).toBe(2 * 2);
  });
});

describe('expected hypervolume improvement', () => {
  it('of no front is the product of expected improvements to the reference', () => {
    const beliefs = [{ mean: 0.5, deviation: 0.3 }, { mean: 1.4, deviation: 0.6 }];
    const one = ({ mean, deviation }: { mean: number; deviation: number }): number => {
      const z = (1 - mean) / deviation;
      return (1 - mean) * cumulative(z) + deviation * density(z);
    };
    expect(expectedHypervolume(boxesOf([], [1, 1]), beliefs)).toBeCloseTo(one(beliefs[0] as never) * one(beliefs[1] as never), 14);
  });

  it('of one point and no doubt is the volume that is added', () => {
    const boxes = boxesOf([[0.5, 0.5]], [1, 1]);
    const at = (x: number, y: number): number => expectedHypervolume(boxes, [{ mean: x, deviation: 1e-9 }, { mean: y, deviation: 1e-9 }]);
    // Deviations of 1e-9 move the sides by less than that.
    expect(at(0.2, 0.7)).toBeCloseTo(0.3 * 0.3, 8);
    expect(at(0.2, 0.2)).toBeCloseTo(0.64 - 0.25, 8);
    expect(at(0.6, 0.6)).toBeCloseTo(0, 8);
  });

  it.each([2, 3])('agrees with draws, %d objectives', (objectives) => {
    const stream = streamFor(6, objectives);
    const front = Array.from({ length: 5 }, () => Array.from({ length: objectives }, () => stream.uniform()));
    const reference = new Array<number>(objectives).fill(1.1);
    const beliefs = Array.from({ length: objectives }, (_, k) => ({ mean: 0.3 + 0.1 * k, deviation: 0.2 + 0.1 * k }));
    const volume = (set: number[][]): number => {
      const [x, y, z] = [0, 1, 2].map((k) => set.map((point) => point[k] ?? 0)) as [number[], number[], number[]];
      return objectives === 2 ? hypervolume2d(x, y, [1.1, 1.1]) : hypervolume3d(x, y, z, [1.1, 1.1, 1.1]);
    };
    const before = volume(front);
    const draws = 20_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < draws; i++) {
      const gain = volume([...front, beliefs.map(({ mean, deviation }) => mean + deviation * stream.normal())]) - before;
      sum += gain;
      squares += gain * gain;
    }
    const error = Math.sqrt((squares / draws - (sum / draws) ** 2) / draws);
    // Four standard errors of the mean of the draws, about 1 % of it.
    expect(Math.abs(expectedHypervolume(boxesOf(front, reference), beliefs) - sum / draws)).toBeLessThan(4 * error);
  });

  it('can be climbed', () => {
    const processes = [processOf([0.5, -1, 0.3, 1, 0.2]), processOf([-0.5, 1, 0.7, -0.2, 0.2])];
    const boxes = boxesOf([[0.5, -0.5], [-1, 1], [0.3, 0.7]], [1.2, 1.3]);
    expectSlopes(hypervolumeImprovement(processes, boxes, 2), Float64Array.of(0.3, 0.7));
    expectSlopes(hypervolumeImprovement(processes, boxes, 2), Float64Array.of(0.05, 0.6));
  });
});
