import type { Fit } from './fit.ts';
import { hillInto } from './saturation.ts';

export interface ResponseParts {
  /** n values each: β·(h(a) − h(c)) and β·h(c). */
  immediate: Float64Array;
  carryover: Float64Array;
  /** n: c itself, in adstocked units. */
  carriedOver: Float64Array;
}

/** Response of medium i over the window, parted into what its own period's media and what earlier ones caused. */
export function immediateAndCarryover(fit: Fit, i: number, params: Float64Array): ResponseParts {
  const { prepared, ridge, design, shifts, lane, logs, scratch, adstocked } = fit;
  const { rows, windowStart, windowRows: n } = prepared;
  const medium = prepared.media[i];
  if (medium === undefined) throw new RangeError(`Expected a medium from 0 to ${prepared.media.length - 1}, got ${i}.`);
  const { term } = medium;
  const coefficient = ridge.coefficients[term] as number;
  const weight = fit.immediateWeights[i] as number;
  const carriedOver = Float64Array.from({ length: n }, (_, t) => Math.max(0, (adstocked[i * rows + windowStart + t] as number)
    - weight * (prepared.columns[term * rows + windowStart + t] as number)));
  lane.values.set(carriedOver);
  const saturated = new Float64Array(n);
  hillInto(lane, n, params[medium.alpha] as number, fit.inflexions[i] as number, logs, scratch, saturated, 0);
  const carryover = saturated.map((value) => coefficient * value);
  const immediate = carryover.map((value, t) => coefficient * ((design[(1 + term) * n + t] as number) + (shifts[1 + term] as number)) - value);
  return { immediate, carryover, carriedOver };
}
