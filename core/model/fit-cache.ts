import { createFit } from './fit.ts';
import type { Fit } from './fit.ts';
import type { PreparedData } from './prepared.ts';
import { isFixedChoice, settleFixed, settleMedia } from './settle.ts';

/** A fit with what its candidates are measured with. */
export interface FitEntry<T> {
  fit: Fit;
  extra: T;
}

/** Fits by what a candidate chooses. */
export interface FitCache<T> {
  /** The fit for a candidate, its `prepared` being what the candidate means. @param params as `prepared.space.parameters` */
  of(params: Float64Array): FitEntry<T>;
}

/** Together the fits take up to about so much memory; beyond, and beyond so many, the one used longest ago goes. */
const MOST_BYTES = 32 * 2 ** 20;
const MOST_FITS = 256;
const FEWEST_FITS = 4;

/**
 * One fit where nothing is chosen. Else one for every choice of baseline and context columns that candidates come with,
 * since a fit prepares those once; choices of media only change what a fit reads from `prepared`, so they share one. A fit
 * leaves nothing of a candidate to the next, so results don't depend on what is kept.
 * @param most fits kept, FEWEST_FITS..MOST_FITS by their size when absent
 */
export function createFitCache<T>(prepared: PreparedData, extra: (fit: Fit) => T, most: number = fitsInMemory(prepared)): FitCache<T> {
  if (prepared.choices.length === 0) {
    const only = entryOf(prepared, extra);
    return { of: () => only };
  }
  const places = prepared.choices.filter(isFixedChoice).map(({ parameter }) => parameter);
  const kept = new Map<string, FitEntry<T> & { settled: PreparedData }>();
  const found = (params: Float64Array): FitEntry<T> & { settled: PreparedData } => {
    const key = keyOf(params, places);
    const known = kept.get(key);
    if (known !== undefined) {
      if (kept.size > 1) {
        // The last used one goes last.
        kept.delete(key);
        kept.set(key, known);
      }
      return known;
    }
    const settled = settleFixed(prepared, params);
    const made = { ...entryOf(settled, extra), settled };
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
  return {
    of(params) {
      const entry = found(params);
      entry.fit.prepared = settleMedia(entry.settled, params);
      return entry;
    },
  };
}

function entryOf<T>(prepared: PreparedData, extra: (fit: Fit) => T): FitEntry<T> {
  const fit = createFit(prepared);
  return { fit, extra: extra(fit) };
}

function keyOf(params: Float64Array, places: readonly number[]): string {
  let key = '';
  for (let i = 0; i < places.length; i++) key += `${params[places[i] as number] as number} `;
  return key;
}

/** By the arrays that make up most of a fit: columns, design, adstocked series, baselines of folds, products of stretches. */
function fitsInMemory({ rows, windowRows, terms, media, validation }: PreparedData): number {
  const size = 1 + terms.length;
  const numbers = (size + media.length) * rows + size * windowRows + 2 * validation.baselines.length * terms.length * rows
    + (2 * validation.folds.length + 2) * size * size + 8 * rows;
  return Math.max(FEWEST_FITS, Math.min(MOST_FITS, Math.floor(MOST_BYTES / (8 * numbers))));
}
