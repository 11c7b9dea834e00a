import type { Spacing } from '../data/table.ts';
import type { Problem } from '../errors.ts';
import type { BaselineColumn } from '../model/prepared.ts';
import type { BaselineTerm } from '../spec/spec.ts';
import { checkRequest, usableTerms, warning } from './checks.ts';
import type { Factor } from './features.ts';
import { factorComponent, factorFeatures, holidayFeatures, waveFeatures } from './features.ts';
import type { ProphetFeature, ProphetFitter } from './prophet.ts';
import { fitProphet } from './prophet.ts';

export interface BaselineRequest {
  /** L ascending days since 1970-01-01: the whole table, not only the window. */
  dates: Int32Array;
  /** L finite values. */
  response: Float64Array;
  spacing: Spacing;
  terms: readonly BaselineTerm[];
  /** ISO 3166-1 code; needed for `holiday`. */
  country?: string;
  /** Fitted along, so that trend and season do not absorb them. */
  factors: readonly Factor[];
  /** Fitted along as well, for the same reason; their effects are not reported. */
  drivers?: readonly ProphetFeature[];
  /** Rows whose response may be looked at, ascending; every row when absent. */
  known?: Int32Array;
}

export interface BaselineResult {
  /** The terms that enter the model, L values each in units of the response. */
  columns: BaselineColumn[];
  /** Per factor, its effect inside the fit. */
  factorEffects: BaselineColumn[];
  /** L fitted values: trend + every term + every factor effect. Null when nothing was fitted. */
  fitted: Float64Array | null;
  /** Warnings in words. */
  notes: Problem[];
}

/**
 * Takes the response apart as the reference does (DESIGN reference, Robyn 3.12.1): Prophet on the whole table,
 * linear growth, additive, factors along as regressors. Not the reference's: `drivers`, which go along too, and `known`.
 * Throws BASELINE_* errors of `checks.ts`, `holidays.ts` and `prophet.ts`.
 */
export function decompose(request: BaselineRequest, fitter: ProphetFitter): BaselineResult {
  checkRequest(request);
  const { terms: usable, notes } = usableTerms(request);
  const { dates, spacing, country, factors } = request;

  const features = usable.flatMap((term) => {
    if (term === 'trend') return [];
    return term === 'holiday' ? holidayFeatures(country ?? '', dates, spacing) : waveFeatures(term, dates);
  });
  const noHolidays = usable.includes('holiday') && !features.some((feature) => feature.component === 'holiday');
  if (noHolidays) {
    notes.push(warning('BASELINE_NO_HOLIDAYS', `No public holiday of ${country ?? ''} falls into the table; the holiday term is left out.`,
      'Choose another country, or take "holiday" out of the terms.'));
  }
  const terms = noHolidays ? usable.filter((term) => term !== 'holiday') : usable;
  if (terms.length === 0) return { columns: [], factorEffects: [], fitted: null, notes };

  const all = [...features, ...factors.flatMap(factorFeatures), ...(request.drivers ?? [])];
  if (2 * (all.length + 2) > (request.known ?? dates).length) {
    notes.push(warning('BASELINE_OVERFIT', `The baseline fits ${all.length + 2} coefficients to ${(request.known ?? dates).length} rows: it may explain what media did.`,
      'Choose fewer terms, or add earlier periods.'));
  }
  const fit = fitProphet(dates, request.response, all, fitter, request.known);
  const effect = (component: string): Float64Array => fit.effects.get(component) ?? new Float64Array(dates.length);
  return {
    columns: terms.map((term) => ({ name: term, values: term === 'trend' ? fit.trend : effect(term) })),
    factorEffects: factors.map((factor) => ({ name: factor.name, values: effect(factorComponent(factor)) })),
    fitted: fit.fitted,
    notes,
  };
}
