import { expInPlace, logInto } from './elementary.ts';
import type { Lane } from './elementary.ts';

/**
 * Saturation: Hill's function (Hill 1910), h(v) = v^α / (v^α + k^α) = 1 / (1 + (k/v)^α), with inflexion
 * k = γ·max(a) over the window (DESIGN reference definition, Robyn 3.12.1). h rises from 0 to 1 and is 1/2 at k.
 */

/** h(v) for v ≥ 0, α > 0, inflexion ≥ 0. With inflexion 0 it is 1, and NaN at v = 0, where it is not defined. */
export function hill(v: number, alpha: number, inflexion: number): number {
  return 1 / (1 + Math.exp(alpha * (Math.log(inflexion) - Math.log(v))));
}

export interface Saturated {
  /** h at `at`, or at x itself. */
  values: Float64Array;
  inflexion: number;
}

/** Hill with the inflexion taken from x; evaluated at `at` when given. The readable form: it allocates. */
export function saturate(x: Float64Array, alpha: number, gamma: number, at: Float64Array = x): Saturated {
  const inflexion = gamma * x.reduce((a, b) => Math.max(a, b), 0);
  return { values: at.map((v) => hill(v, alpha, inflexion)), inflexion };
}

/**
 * out[outOffset + i] = h(lane[i]), i in 0..count − 1, lane ≥ 0. A channel that never runs (inflexion 0) responds
 * with 0 throughout, where `hill` is undefined.
 * @param logs, scratch changed; at least `count` long
 */
export function hillInto(lane: Lane, count: number, alpha: number, inflexion: number, logs: Float64Array, scratch: Lane,
  out: Float64Array, outOffset: number): void {
  if (!(inflexion > 0)) {
    out.fill(0, outOffset, outOffset + count);
    return;
  }
  const logInflexion = Math.log(inflexion);
  logInto(lane, count, logs);
  for (let i = 0; i < count; i++) logs[i] = alpha * (logInflexion - (logs[i] as number));
  expInPlace(logs, count, scratch);
  for (let i = 0; i < count; i++) out[outOffset + i] = 1 / (1 + (logs[i] as number));
}
