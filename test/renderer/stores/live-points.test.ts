import { expect, test } from 'vitest';
import { appendPoints, emptyPoints } from '../../../renderer/stores/live-points.ts';

test('points grow in order over many messages', () => {
  let points = emptyPoints();
  for (let message = 0; message < 50; message += 1) {
    points = appendPoints(points, Float64Array.from({ length: 10 }, (_unused, index) => message * 10 + index));
  }
  expect(points.count).toBe(100);
  expect([...points.values.subarray(0, 500)]).toEqual(Array.from({ length: 500 }, (_unused, index) => index));
});
