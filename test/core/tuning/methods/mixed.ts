import { streamFor } from '../../../../core/random/stream.ts';
import type { TuningMethod } from '../../../../core/spec/methods.ts';
import { levelAt } from '../../../../core/tuning/dimensions.ts';
import type { Dimension } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked } from '../optimiser-contract.ts';

const SPACE: readonly Dimension[] = [
  { levels: 0, ordered: true }, { levels: 6, ordered: false }, { levels: 9, ordered: true }, { levels: 0, ordered: true }, { levels: 4, ordered: false },
  { levels: 12, ordered: true },
];

/**
 * Least loss found where continuous values, levels and choices matter alike: each wrong choice costs 1, a level 0.3 per
 * step from the right one, and the best continuous values depend on the first choice. 0 at the optimum.
 */
export function bestOfMixed(method: TuningMethod, budget: number, seed: number): number {
  const optimiser = createOptimiser(method, SPACE, 1, streamFor(seed, 1), { budget });
  let best = Infinity;
  for (let i = 0; i < budget; i++) {
    const { id, point } = asked(optimiser);
    const [x = 0, kind = 0, lag = 0, y = 0, family = 0, order = 0] = point.map((value, j) => {
      const { levels } = SPACE[j] ?? { levels: 0 };
      return levels === 0 ? value : levelAt(value, levels);
    });
    const loss = (kind === 4 ? 0 : 1) + (family === 2 ? 0 : 1) + 0.3 * Math.abs(lag - 6) + 0.3 * Math.abs(order - 2)
      + 10 * (x - (kind === 4 ? 0.7 : 0.2)) ** 2 + 10 * (y - 0.3) ** 2;
    best = Math.min(best, loss);
    optimiser.tell(id, Float64Array.of(loss));
  }
  return best;
}
