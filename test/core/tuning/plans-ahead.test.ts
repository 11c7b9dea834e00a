import { expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { METHOD_FACTS, METHODS } from '../../../core/spec/methods.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import { continuous } from '../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../core/tuning/optimiser.ts';

/** The first 40 proposals of a search that is to have so many. */
function first(method: TuningMethod, budget: number): number[][] {
  const optimiser = createOptimiser(method, continuous(3), 2, streamFor(1, 1), { budget });
  return Array.from({ length: 40 }, () => {
    const proposal = optimiser.ask();
    if (proposal === null) return [];
    const { id, point } = proposal;
    optimiser.tell(id, Float64Array.of(point.reduce((sum, x) => sum + (x - 0.3) ** 2, 0), point.reduce((sum, x) => sum + (x - 0.6) ** 2, 0)));
    return [...point];
  });
}

// What the app says of going on with a finished run rests on this.
it.each(METHODS)('%s plans ahead, or does not, as it says', (method) => {
  const same = JSON.stringify(first(method, 60)) === JSON.stringify(first(method, 600));
  expect(same).toBe(METHOD_FACTS[method].plansAhead !== true);
});
