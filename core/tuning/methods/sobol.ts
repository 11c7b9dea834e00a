import { createSobolSequence, restoreSobolSequence } from '../../random/sobol-sequence.ts';
import type { SobolState } from '../../random/sobol-sequence.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';
import { snapped } from './sampling.ts';

interface Memory {
  sequence: SobolState;
  pending: PendingState<true>;
}

/** Points of a scrambled Sobol sequence, each trial's scramble its own; what is told changes nothing. */
export function createSobol({ space, generator, memory }: OptimiserSetup): Method {
  const saved = memory as Memory | undefined;
  const sequence = saved === undefined ? createSobolSequence(space.length, generator) : restoreSobolSequence(space.length, saved.sequence);
  const pending = createPending(saved?.pending);
  return {
    ask: () => ({ id: pending.add(true), point: snapped(sequence.next(), space) }),
    tell: (id) => void pending.take(id),
    memory: (): Memory => ({ sequence: sequence.state(), pending: pending.state() }),
  };
}
