import { chosenSettings } from '../model/chosen.ts';
import { settleModel, unusedParameters } from '../model/settle.ts';
import { coefficientFindings } from './coefficient-findings.ts';
import type { Diagnostic } from './diagnostic.ts';
import { fitFindings } from './fit-findings.ts';
import { fittedDesign, influence } from './fitted-design.ts';
import { mediaFindings } from './media-findings.ts';
import type { Facts, ModelToDiagnose } from './model-input.ts';
import { residualFindings } from './residual-findings.ts';
import { settingsFinding } from './settings-findings.ts';

export type { ModelToDiagnose } from './model-input.ts';

/**
 * What there is to know before a model's numbers are used, in the order of a page. The model is fitted once more, nothing
 * else is: cheap enough for opening a page. Tests of residuals look at the training rows, level shifts and outliers at the
 * whole window. Limits are conventions of the field, named with their source where they are set, and said in the text.
 */
export function diagnoseModel(model: ModelToDiagnose): Diagnostic[] {
  const { params, series } = model;
  const prepared = settleModel(model.prepared, params);
  const design = fittedDesign(prepared, params, model.rows ?? 'tuning');
  const chosen = chosenSettings(model.prepared, params);
  const facts: Facts = {
    ...model, prepared, chosen, unused: unusedParameters(model.prepared, params),
    off: new Set(chosen.flatMap(({ name, value }) => (value === 'off' ? [name.replace(/\.use$/, '')] : []))),
    design, influence: influence(series.residuals, design),
    residuals: series.residuals.subarray(0, design.trainRows), fitted: series.fitted.subarray(0, design.trainRows), dates: [...series.dates],
  };
  return [...fitFindings(facts), ...coefficientFindings(facts), ...mediaFindings(facts), ...settingsFinding(facts), ...residualFindings(facts)];
}
