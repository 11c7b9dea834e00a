import type { SuggestedRange } from '../../../core/diagnosis/edges.ts';
import { MEDIA_PARAMETERS, rangesFor } from '../../../core/spec/defaults.ts';
import type { MediaParameter } from '../../../core/spec/defaults.ts';
import type { Range, Spec } from '../../../core/spec/spec.ts';

/** Ranges that a run's diagnosis asks to widen, in the project file: `tv.theta`, `lambda`. */

/** The range a project file has for a parameter, the default one where it says nothing; null: it knows no such parameter. */
export function rangeOf(spec: Spec, parameter: string): Range | null {
  if (parameter === 'lambda') return spec.lambda;
  const place = placeOf(spec, parameter);
  if (place === null) return null;
  const ranges: Partial<Record<MediaParameter, Range>> = rangesFor(spec, place.media);
  return ranges[place.key] ?? null;
}

/** Writes the suggested ranges into `spec`. Parameters it does not have by now are left out; returns those that were written. */
export function widenRanges(spec: Spec, suggested: readonly SuggestedRange[]): string[] {
  const written: string[] = [];
  for (const { parameter, range } of suggested) {
    if (rangeOf(spec, parameter) === null) continue;
    const place = placeOf(spec, parameter);
    if (place === null) spec.lambda = [...range];
    else spec.hyperparameters[place.media] = { ...spec.hyperparameters[place.media], [place.key]: [...range] };
    written.push(parameter);
  }
  return written;
}

/** Names may hold dots themselves: the last one counts. */
function placeOf(spec: Spec, parameter: string): { media: string; key: MediaParameter } | null {
  const dot = parameter.lastIndexOf('.');
  const media = parameter.slice(0, Math.max(0, dot));
  const key = MEDIA_PARAMETERS.find((name) => name === parameter.slice(dot + 1));
  return key === undefined || ![...spec.channels, ...spec.organic].some(({ name }) => name === media) ? null : { media, key };
}
