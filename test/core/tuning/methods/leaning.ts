import { streamFor } from '../../../../core/random/stream.ts';
import type { TuningMethod } from '../../../../core/spec/methods.ts';
import { continuous } from '../../../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../../../core/tuning/optimiser.ts';
import { asked } from '../optimiser-contract.ts';

/** Two targets at opposite corners: how much nearer to the second than to the first the last 200 of 1,000 proposals lie, in squared distance. */
export function leanTo(method: TuningMethod, weights: number[]): number {
  const optimiser = createOptimiser(method, continuous(6), 2, streamFor(1, 1), { weights });
  let sum = 0;
  for (let i = 0; i < 1000; i++) {
    const { id, point } = asked(optimiser);
    const distance = (target: number): number => point.reduce((total, x) => total + (x - target) ** 2, 0);
    if (i >= 800) sum += distance(0.2) - distance(0.8);
    optimiser.tell(id, Float64Array.of(distance(0.2), distance(0.8)));
  }
  return sum;
}
