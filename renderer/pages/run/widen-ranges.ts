import type { SuggestedRange } from '../../../core/diagnosis/edges.ts';
import { lagChoice, searchRanges } from '../../../core/spec/choices.ts';
import { MEDIA_PARAMETERS } from '../../../core/spec/defaults.ts';
import type { MediaParameter } from '../../../core/spec/defaults.ts';
import type { Range, Spec } from '../../../core/spec/spec.ts';

/** Ranges that a run's diagnosis asks to widen, in the project file: `tv.theta`, `lambda`. */

/** The range a project file has for a parameter, the default one where it says nothing; null: it knows no such parameter. */
export function rangeOf(spec: Spec, parameter: string): Range | null {
  if (parameter === 'lambda') return spec.lambda;
  const lag = lagOf(spec, parameter);
  if (lag !== null) return lag;
  const place = placeOf(spec, parameter);
  if (place === null) return null;
  const ranges: Partial<Record<MediaParameter, Range>> = searchRanges(spec, place.media);
  return ranges[place.key] ?? null;
}

/**
 * Widens the ranges of `spec` so that they hold the suggested ones; a range that is wider by now stays so. Left out is what
 * the project file does not have by now, or has fixed to a value. Returns the parameters whose range changed.
 */
export function widenRanges(spec: Spec, suggested: readonly SuggestedRange[]): string[] {
  return suggested.flatMap(({ parameter, range: [lower, upper] }) => {
    const now = rangeOf(spec, parameter);
    if (now === null || typeof now === 'number' || (now[0] <= lower && now[1] >= upper)) return [];
    const range: [number, number] = [Math.min(now[0], lower), Math.max(now[1], upper)];
    const place = placeOf(spec, parameter);
    if (lagOf(spec, parameter) !== null) spec.choices = { ...spec.choices, [parameter]: range };
    else if (place === null) spec.lambda = range;
    else spec.hyperparameters[place.media] = { ...spec.hyperparameters[place.media], [place.key]: range };
    return [parameter];
  });
}

/** Lowest and highest lag of a context column where that is searched. */
function lagOf(spec: Spec, parameter: string): [number, number] | null {
  const lag = parameter.endsWith('.lag') ? lagChoice(spec, parameter.slice(0, -'.lag'.length)) : undefined;
  return lag === undefined ? null : [...lag];
}

/** Whose hyperparameter a name is; null: of none. Names may hold dots themselves: the last one counts. */
export function placeOf(spec: Spec, parameter: string): { media: string; key: MediaParameter } | null {
  const dot = parameter.lastIndexOf('.');
  const media = parameter.slice(0, Math.max(0, dot));
  const key = MEDIA_PARAMETERS.find((name) => name === parameter.slice(dot + 1));
  return key === undefined || ![...spec.channels, ...spec.organic].some(({ name }) => name === media) ? null : { media, key };
}
