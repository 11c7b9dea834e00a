import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { continuous, levelAt } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked, describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('sobol');

describe('Sobol search', () => {
  it('takes each level as often as the others', () => {
    const optimiser = createOptimiser('sobol', [{ levels: 4, ordered: false }, { levels: 0, ordered: true }, { levels: 8, ordered: true }], 2, streamFor(1, 1));
    const points = Array.from({ length: 64 }, () => asked(optimiser).point);
    const counts = (i: number, levels: number): number[] =>
      Array.from({ length: levels }, (_, level) => points.filter((point) => levelAt(point[i] ?? 0, levels) === level).length);
    expect(counts(0, 4)).toEqual([16, 16, 16, 16]);
    expect(counts(2, 8)).toEqual(Array<number>(8).fill(8));
  });

  it('gives each trial points of its own', () => {
    const first = (trial: number): number[] => [...asked(createOptimiser('sobol', continuous(3), 1, streamFor(1, trial))).point];
    expect(first(1)).not.toEqual(first(2));
  });
});
