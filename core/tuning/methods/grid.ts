import { createPermutation, drawKeys } from '../../random/permutation.ts';
import type { PermutationKeys } from '../../random/permutation.ts';
import { streamFor } from '../../random/stream.ts';
import { gridLevels, gridSize } from '../../spec/grid-size.ts';
import { positionOf } from '../dimensions.ts';
import type { Method, OptimiserSetup } from '../optimiser.ts';
import { createPending } from '../pending.ts';
import type { PendingState } from '../pending.ts';

interface Memory {
  keys: PermutationKeys;
  drawn: number;
  pending: PendingState<true>;
}

/** No trial of a run has this number, so its stream is free for what they have in common. */
const SHARED_STREAM = 0;

/**
 * Every combination of a few values per dimension, both ends of a range included, in a random order, so that a part of it
 * is spread over the whole. The trials of a run go through the same order and take turns, so that together they visit
 * each point once. What is told changes nothing. RangeError for more than 2^53 points.
 */
export function createGrid({ space, options, settings, generator, memory }: OptimiserSetup): Method {
  const saved = memory as Memory | undefined;
  const { part } = options;
  const levels = gridLevels(space, settings, options.levels);
  const size = gridSize(space, settings, options.levels);
  const keys = saved?.keys ?? drawKeys(part === undefined ? generator : streamFor(part.seed, SHARED_STREAM));
  const shuffled = createPermutation(size, keys);
  const pending = createPending(saved?.pending);
  const { index, of } = part ?? { index: 0, of: 1 };
  let drawn = saved?.drawn ?? 0;

  /** Digits of the number, one per dimension, as a point. */
  function pointOf(number: number): Float64Array {
    let left = number;
    return Float64Array.from(space, (dimension, i) => {
      const count = levels[i] as number;
      const digit = left % count;
      left = Math.floor(left / count);
      if (dimension.levels > 0) return positionOf(digit, count);
      return count === 1 ? 0.5 : digit / (count - 1);
    });
  }

  return {
    ask() {
      const turn = index + drawn * of;
      if (turn >= size) return null;
      drawn++;
      return { id: pending.add(true), point: pointOf(shuffled(turn)) };
    },
    tell: (id) => void pending.take(id),
    memory: (): Memory => ({ keys, drawn, pending: pending.state() }),
  };
}
