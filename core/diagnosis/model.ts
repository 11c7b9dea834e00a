import { coefficientFindings } from './coefficient-findings.ts';
import type { Diagnostic } from './diagnostic.ts';
import { fitFindings } from './fit-findings.ts';
import { fittedDesign, influence } from './fitted-design.ts';
import { mediaFindings } from './media-findings.ts';
import type { Facts, ModelToDiagnose } from './model-input.ts';
import { residualFindings } from './residual-findings.ts';

export type { ModelToDiagnose } from './model-input.ts';

/**
 * What there is to know before a model's numbers are used, in the order of a page. The model is fitted once more, nothing
 * else is: cheap enough for opening a page. Tests of residuals look at the training rows, level shifts and outliers at the
 * whole window. Limits are conventions of the field, named with their source where they are set, and said in the text.
 */
export function diagnoseModel(model: ModelToDiagnose): Diagnostic[] {
  const { prepared, params, series } = model;
  const design = fittedDesign(prepared, params, model.rows ?? 'tuning');
  const facts: Facts = {
    ...model, design, influence: influence(series.residuals, design),
    residuals: series.residuals.subarray(0, design.trainRows), fitted: series.fitted.subarray(0, design.trainRows), dates: [...series.dates],
  };
  return [...fitFindings(facts), ...coefficientFindings(facts), ...mediaFindings(facts), ...residualFindings(facts)];
}
