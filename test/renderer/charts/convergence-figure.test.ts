import { expect, test } from 'vitest';
import { liveCuts } from '../../../renderer/charts/convergence-figure.ts';

test('a sample is cut into twentieths of the iterations, with median and sample sd', () => {
  // 40 iterations, two per cut; the values of cut c are c + 1 and c + 3.
  const iteration = Array.from({ length: 40 }, (_unused, index) => index + 1);
  const value = iteration.map((one) => Math.floor((one - 1) / 2) + 1 + 2 * ((one - 1) % 2));
  const cuts = liveCuts(iteration, value, 40, 40);
  expect(cuts).toHaveLength(20);
  expect(cuts[0]).toEqual({ iteration: 2, count: 2, median: 2, sd: Math.SQRT2 });
  expect(cuts[19]).toEqual({ iteration: 40, count: 2, median: 21, sd: Math.SQRT2 });
});

test('what is not finite or not above 0 does not count; a cut of one has no spread and is left out', () => {
  expect(liveCuts([1, 1, 1, 1], [Infinity, NaN, 0, 1], 4, 20)).toEqual([]);
});
