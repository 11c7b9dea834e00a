import { levelsOf, positionOf, valueAt } from '../../../core/report/search/candidates.ts';
import type { SearchParameter } from '../../../core/report/search/candidates.ts';
import { useSearchStore } from '../../stores/search.ts';
import { fittedRange, viewOfRange } from './next-ranges.ts';

/** Parts of a range dragged on a picture, as wishes for the next run. */
export function useWishes() {
  const store = useSearchStore();

  /** Places, as a picture has them. */
  function choose(parameter: SearchParameter, from: number, to: number): void {
    // The upper end of a drag within the place of one whole number means that number.
    const last = levelsOf(parameter) > 0 ? to - 1e-9 : to;
    store.wish(parameter.name, fittedRange(parameter, [valueAt(parameter, from), valueAt(parameter, last)]));
  }

  /** The wish as places, to be drawn; null where there is none, or one for options. */
  function chosen(parameter: SearchParameter): [number, number] | null {
    const wish = store.wishes.get(parameter.name);
    if (wish?.kind !== 'range') return null;
    const half = levelsOf(parameter) > 0 ? 0.5 / levelsOf(parameter) : 0;
    return [positionOf(parameter, wish.lower) - half, positionOf(parameter, wish.upper) + half];
  }

  return { viewOf: viewOfRange, choose, chosen };
}
