/**
 * Minimise x² + y² over x in −2..2, where y is not ours to choose: it solves
 *
 *   minimise (y − (1 − x))² + y² over y.
 *
 * By hand: the lower level's derivative, 2(y − 1 + x) + 2y, is 0 at y = (1 − x)/2. Put into the upper level that is
 * x² + (1 − x)²/4, whose derivative 2x − (1 − x)/2 is 0 at x = 1/5. So x = 0.2, y = 0.4, value 0.2. With y free as well
 * the least value would be 0, at x = y = 0: there the lower level answers y = 0.5.
 */
import { printTable } from './search.ts';
import type { Bilevel } from './search.ts';

export const quadratic: Bilevel = {
  lower: -2,
  upper: 2,
  respond: lowerLevel,
  objective: (x, y) => x ** 2 + y ** 2,
  optimum: { x: 0.2, y: 0.4, value: 0.2 },
};

/** One Newton step from 0; the objective is quadratic, so it is exact. */
function lowerLevel(x: number): number {
  const slopeAt0 = -2 * (1 - x);
  const curvature = 4;
  return -slopeAt0 / curvature;
}

if (import.meta.main) printTable('Minimise x² + y², y solving the lower level', quadratic, { x: 'x', y: 'y' }, 100);
