import { MixwrightError } from '../errors.ts';
import { responseCurve } from '../model/curves.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { Curve } from './curve.ts';
import type { CurveKind } from './problem.ts';

/** Curves of a model's paid channels, per period. MixwrightError PARAMS_MISSING for a hyperparameter that is not there. */
export function modelCurves(
  prepared: PreparedData, evaluation: Evaluation, params: CandidateParameters, kind: CurveKind = 'mean_carryover',
): Record<string, Curve> {
  return Object.fromEntries(prepared.media.filter((media) => media.kind === 'paid').map(({ name }) => {
    if (params[`${name}.alpha`] === undefined) {
      throw MixwrightError.ofProblems([{ code: 'PARAMS_MISSING', severity: 'error', key: `${name}.alpha`, message: 'The candidate has no value for it.', mend: 'Give every hyperparameter of the model.' }]);
    }
    const curve = responseCurve(evaluation, params, name);
    return [name, kind === 'steady' ? steadyCurve(curve, name) : curve];
  }));
}

/** Not told apart yet. */
function steadyCurve(curve: Curve, _name: string): Curve {
  return curve;
}
