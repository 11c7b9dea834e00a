import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { snapped } from './sampling.ts';

/** Random search: independent uniform points of the unit cube; what is told changes nothing. */
export function createRandomSearch({ space, generator, memory }: OptimiserSetup): Method {
  const pending = createPending(memory as PendingState<true> | undefined);
  return {
    ask: () => ({ id: pending.add(true), point: snapped(Float64Array.from(space, () => generator.uniform()), space) }),
    tell: (id) => void pending.take(id),
    memory: () => pending.state(),
  };
}
