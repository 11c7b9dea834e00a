import { MixwrightError } from '../errors.ts';
import { adstockWeights } from '../model/adstock.ts';
import type { AdstockParameters } from '../model/adstock.ts';
import { responseCurve } from '../model/curves.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { MediaTerm, PreparedData } from '../model/prepared.ts';
import { settleModel } from '../model/settle.ts';
import type { Curve } from './curve.ts';
import type { CurveKind } from './problem.ts';

/** Curves of a model's paid channels, per period. MixwrightError PARAMS_MISSING for a hyperparameter that is not there. */
export function modelCurves(
  prepared: PreparedData, evaluation: Evaluation, params: CandidateParameters, kind: CurveKind = 'mean_carryover',
): Record<string, Curve> {
  const paid = (kind === 'steady' ? settleModel(prepared, params) : prepared).media.filter((media) => media.kind === 'paid');
  return Object.fromEntries(paid.map((media) => {
    const { name } = media;
    if (params[`${name}.alpha`] === undefined) {
      throw MixwrightError.ofProblems([{ code: 'PARAMS_MISSING', severity: 'error', key: `${name}.alpha`, message: 'The candidate has no value for it.', mend: 'Give every hyperparameter of the model.' }]);
    }
    const curve = responseCurve(evaluation, params, name);
    return [name, kind === 'steady' ? steadyCurve(curve, steadyStock(adstockOf(prepared, media, params), prepared.rows)) : curve];
  }));
}

/**
 * Long-run response to a steady spend s: adstock settles at A·s, A the sum of the weights of all lags, so f(s) = β·h(A·s),
 * which is a Hill curve of s with the inflexion κ/A and nothing carried over from elsewhere.
 * @param stock A, above 0
 */
export function steadyCurve({ coefficient, alpha, inflexion }: Curve, stock: number): Curve {
  return { coefficient, alpha, inflexion: inflexion / stock, carryover: 0 };
}

/**
 * A: adstock per unit of a steady spend. Geometric 1/(1 − θ) (Broadbent 1979), or `rows` for the θ = 1 that never settles;
 * Weibull: the weights of the lags a table of `rows` periods has.
 */
export function steadyStock(adstock: AdstockParameters, rows: number): number {
  if (adstock.kind === 'geometric') return adstock.first < 1 ? 1 / (1 - adstock.first) : rows;
  return adstockWeights(adstock, rows).reduce((sum, weight) => sum + weight, 0);
}

function adstockOf({ space }: PreparedData, { adstock, first, second }: MediaTerm, params: CandidateParameters): AdstockParameters {
  const value = (index: number): number => params[space.parameters[index]?.name ?? ''] ?? 0;
  return { kind: adstock, first: value(first), second: value(second) };
}
