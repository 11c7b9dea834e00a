import { levelAt, positionOf } from '../dimensions.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';

/** Random search: independent uniform points of the unit cube; what is told changes nothing. */
export function createRandomSearch({ space, generator, memory }: OptimiserSetup): Method {
  const pending = createPending(memory as PendingState<true> | undefined);
  return {
    ask() {
      const point = Float64Array.from(space, ({ levels }) => {
        const position = generator.uniform();
        return levels === 0 ? position : positionOf(levelAt(position, levels), levels);
      });
      return { id: pending.add(true), point };
    },
    tell: (id) => void pending.take(id),
    memory: () => pending.state(),
  };
}
