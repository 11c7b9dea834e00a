import { adstockInto } from './adstock.ts';
import type { Fit } from './fit.ts';
import { hillInto } from './saturation.ts';

/**
 * Effect a fitted candidate predicts for a lift study (DESIGN reference definition, Robyn 3.12.1). `total`: the
 * contribution over the study's rows. `immediate`: that less β·h(a − a'), a' the adstock of the study's rows
 * alone, so a − a' is what earlier periods carried in. Times study days over days from first to last row.
 *
 * Different from the reference: where a' exceeds a (Weibull scales follow the length of the series, so this can
 * happen) nothing was carried in; the reference takes a power of a negative number and loses the study.
 */
export function predictedLift(fit: Fit, study: number, params: Float64Array): number {
  const { prepared, ridge, design, shifts } = fit;
  const { windowStart, windowRows: n } = prepared;
  const { media, rowFrom, rowTo, scale, scope } = prepared.studies[study] as (typeof prepared.studies)[number];
  let effect = 0;
  for (let k = 0; k < media.length; k++) {
    const index = media[k] as number;
    const term = prepared.media[index]?.term ?? 0;
    const coefficient = ridge.coefficients[term] as number;
    if (coefficient === 0) continue;
    const shift = shifts[1 + term] as number;
    const row = (1 + term) * n - windowStart;
    let response = 0;
    for (let t = rowFrom; t <= rowTo; t++) response += (design[row + t] as number) + shift;
    if (scope === 'immediate') response -= carriedIn(fit, index, rowFrom, rowTo, params);
    effect += coefficient * response;
  }
  return effect * scale;
}

/** Σ h(a − a') over the rows. */
function carriedIn(fit: Fit, index: number, rowFrom: number, rowTo: number, params: Float64Array): number {
  const { prepared, lane, logs, scratch, adstocked } = fit;
  const medium = prepared.media[index];
  if (medium === undefined) return 0;
  const rows = prepared.rows;
  const count = rowTo - rowFrom + 1;
  // The logs' memory serves as a' first: hillInto reads only the lane before it fills them.
  adstockInto(prepared.columns, medium.term * rows + rowFrom, count, count, medium.adstock, params[medium.first] as number,
    params[medium.second] as number, fit.weibull, logs, 0);
  for (let t = 0; t < count; t++) {
    lane.values[t] = Math.max(0, (adstocked[index * rows + rowFrom + t] as number) - (logs[t] as number));
  }
  hillInto(lane, count, params[medium.alpha] as number, fit.inflexions[index] as number, logs, scratch, lane.values, 0);
  let sum = 0;
  for (let t = 0; t < count; t++) sum += lane.values[t] as number;
  return sum;
}

/** |predicted − observed| / |observed| */
export function liftError(predicted: number, observed: number): number {
  return Math.abs(predicted - observed) / Math.abs(observed);
}
