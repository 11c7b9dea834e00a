import type { Optimiser, OptimiserSetup } from './optimiser.ts';
import { checkLosses, createPending } from './pending.ts';
import type { PendingState } from './pending.ts';

/** Random search: independent uniform points of the unit cube; what is told changes nothing. */
export function createRandomSearch({ dimension, objectives, options, generator, memory }: OptimiserSetup): Optimiser {
  const pending = createPending(memory as PendingState<true> | undefined);
  return {
    ask() {
      const point = new Float64Array(dimension);
      for (let i = 0; i < dimension; i++) point[i] = generator.uniform();
      return { id: pending.add(true), point };
    },
    tell(id, losses) {
      checkLosses(losses, objectives);
      pending.take(id);
    },
    state: () => ({ method: 'random', dimension, objectives, options, generator: generator.state(), memory: pending.state() }),
  };
}
