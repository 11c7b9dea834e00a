import { adstockWeights } from '../model/adstock.ts';
import { hill } from '../model/saturation.ts';
import type { AdstockKind } from '../spec/spec.ts';

/** Curves of given hyperparameters before there is any model, for the setup of the media. */

/**
 * Share of a period's effect that is left after 0, 1, 2 … `lags` periods; `rows` is the length of the table, which
 * the Weibull scale is a share of.
 * @param first theta, or the Weibull shape
 * @param second Weibull scale
 */
export function decayCurve(kind: AdstockKind, first: number, second: number, rows: number, lags: number): Float64Array {
  return adstockWeights({ kind, first, second }, Math.max(rows, lags + 1)).slice(0, lags + 1);
}

/** Saturation at 0, 1/points … 1 of the largest adstocked spend; inflexion at γ of it. */
export function saturationCurve(alpha: number, gamma: number, points: number): Float64Array {
  return Float64Array.from({ length: points + 1 }, (_unused, index) => hill(index / points, alpha, gamma));
}
