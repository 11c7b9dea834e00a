import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { collinearity } from './collinearity.ts';
import { createFormat } from './format.ts';
import type { FitSeries } from './model-page.ts';

/** A finding in words. `look`: worth a thought before the numbers are used; `fail`: don't use them as they are. */
export interface Diagnostic {
  level: 'pass' | 'look' | 'fail';
  title: string;
  text: string;
}

const { percent, ratio } = createFormat('en', null);
/** Share of a range within which a value counts as at its edge. */
const EDGE = 0.02;

/** Rules of thumb, not tests: the limits are conventions of the field and are said in the text. */
export function diagnose(
  prepared: PreparedData, params: CandidateParameters, evaluation: Evaluation, fit: FitSeries, durbinWatson: number | null,
): Diagnostic[] {
  return [
    fitQuality(evaluation), holdout(evaluation), ...unseen(evaluation), baseline(prepared, evaluation), agreement(evaluation),
    withoutEffect(prepared, evaluation), atBounds(prepared, evaluation), atEdges(prepared, params),
    serial(durbinWatson), together(prepared), ...lifts(evaluation), ...outliers(fit),
  ];
}

function fitQuality({ rsq, nrmse }: Evaluation): Diagnostic {
  const level = rsq.train >= 0.8 ? 'pass' : rsq.train >= 0.5 ? 'look' : 'fail';
  const words = { pass: 'The model follows the response well', look: 'The model follows the response in part', fail: 'The model hardly follows the response' };
  return { level, title: 'Fit', text: `${words[level]}: adjusted R² ${ratio(rsq.train)} in training (0.8 or more is good), ${percent(Math.max(0, 1 - rsq.train))} left unexplained, NRMSE ${ratio(nrmse.train)}.` };
}

function holdout({ nrmse }: Evaluation): Diagnostic {
  if (nrmse.test === null) {
    return { level: 'look', title: 'Validation', text: 'All rows were used for training, so nothing shows how the model does on periods it has not seen.' };
  }
  const times = nrmse.test / nrmse.train;
  return times > 1.5
    ? { level: 'look', title: 'Validation', text: `On periods it has not seen the error is ${ratio(times)} times that in training (NRMSE ${ratio(nrmse.test)} against ${ratio(nrmse.train)}): it may have learned noise.` }
    : { level: 'pass', title: 'Validation', text: `The error on periods it has not seen is ${ratio(times)} times that in training.` };
}

function unseen({ rsq }: Evaluation): Diagnostic[] {
  return rsq.test !== null && rsq.test < 0
    ? [{ level: 'look', title: 'Test periods', text: 'In the test periods a plain mean would have done better than the model (adjusted R² under 0).' }] : [];
}

function baseline(prepared: PreparedData, { contribution }: Evaluation): Diagnostic {
  const media = new Set(prepared.media.map(({ name }) => name));
  const total = Object.values(contribution).reduce((sum, value) => sum + value, 0);
  const share = Object.entries(contribution).reduce((sum, [name, value]) => (media.has(name) ? sum : sum + value), 0) / total;
  const text = `${percent(share)} of the predicted response would be there without media (baseline and context).`;
  if (share < 0) return { level: 'fail', title: 'Baseline', text: `${text} A negative baseline has no meaning: media are given too much.` };
  return share < 0.2 || share > 0.95
    ? { level: 'look', title: 'Baseline', text: `${text} Between 20 % and 95 % is usual.` } : { level: 'pass', title: 'Baseline', text };
}

function agreement({ decompRssd }: Evaluation): Diagnostic {
  return { level: decompRssd > 0.5 ? 'look' : 'pass', title: 'Effect and spend', text: `The shares of effect differ from the shares of spend by ${ratio(decompRssd)} (decomp.RSSD; 0 is equal). The search prefers a small difference, which pulls effects towards today's budget.` };
}

function withoutEffect(prepared: PreparedData, { coefficients }: Evaluation): Diagnostic {
  const names = prepared.media.filter(({ name }) => (coefficients[name] ?? 0) === 0).map(({ name }) => name);
  return names.length === 0 ? { level: 'pass', title: 'Channels without effect', text: 'Every channel has an effect.' }
    : { level: 'look', title: 'Channels without effect', text: `The model gives no effect to ${list(names)}. That is no proof of none: the data may be too alike or too few to tell.` };
}

function atBounds(prepared: PreparedData, { coefficients }: Evaluation): Diagnostic {
  const bound = prepared.terms.filter(({ name, kind, sign }) => {
    const value = coefficients[name] ?? 0;
    return kind === 'baseline' ? value === 0 || Math.abs(value) === 1 : kind === 'context' && sign !== 'free' && value === 0;
  });
  return bound.length === 0 ? { level: 'pass', title: 'Coefficients at bounds', text: 'No baseline or context coefficient is held by its bound.' }
    : { level: 'look', title: 'Coefficients at bounds', text: `Held by their bound: ${list(bound.map(({ name }) => name))}. The data would rather have another sign or size.` };
}

function atEdges(prepared: PreparedData, params: CandidateParameters): Diagnostic {
  const names = prepared.space.parameters.filter(({ name, lower, upper }) => {
    const place = ((params[name] ?? NaN) - lower) / (upper - lower);
    return upper > lower && (place <= EDGE || place >= 1 - EDGE);
  }).map(({ name }) => name);
  return names.length === 0 ? { level: 'pass', title: 'Hyperparameters at the edge', text: 'Every hyperparameter lies inside its range.' }
    : { level: 'look', title: 'Hyperparameters at the edge', text: `At the edge of their range: ${list(names)}. A wider range may fit better.` };
}

function serial(d: number | null): Diagnostic {
  const title = 'Errors over time';
  if (d === null) return { level: 'look', title, text: 'The fit is perfect, which real data never give.' };
  const level = d >= 1.5 && d <= 2.5 ? 'pass' : d >= 1 && d <= 3 ? 'look' : 'fail';
  const told = level === 'pass' ? 'show no pattern from one period to the next' : d < 2 ? 'run in the same direction over several periods: something that lasts is missing' : 'swing from one period to the next';
  return { level, title, text: `Errors ${told} (Durbin–Watson ${ratio(d)}; 1.5 to 2.5 is good).` };
}

function together(prepared: PreparedData): Diagnostic {
  const { inflation, condition } = collinearity(prepared);
  const high = inflation.filter(({ vif }) => vif > 5);
  const worst = inflation.some(({ vif }) => vif > 10) || condition > 30;
  const title = 'Media that move together';
  const figures = `condition number ${Number.isFinite(condition) ? ratio(condition) : 'infinite'}`;
  if (high.length === 0 && !worst) return { level: 'pass', title, text: `Media move apart well enough to be told from each other (${figures}; under 30 is good).` };
  const named = high.map(({ name, vif }) => `${name} (${Number.isFinite(vif) ? ratio(vif) : 'infinite'})`);
  return { level: worst ? 'fail' : 'look', title, text: `Hard to tell apart: ${list(named.length === 0 ? ['the media together'] : named)}, in variance inflation; under 5 is good (${figures}). Their split rests on the penalty more than on the data.` };
}

function lifts({ lift }: Evaluation): Diagnostic[] {
  if (lift.length === 0) return [];
  const worst = lift.reduce((most, { mape }) => Math.max(most, mape), 0);
  const broken = lift.some(({ mape }) => !Number.isFinite(mape));
  return [{
    level: broken || worst > 0.5 ? 'fail' : worst > 0.2 ? 'look' : 'pass', title: 'Lift studies',
    text: broken ? 'A lift study could not be compared with the model.' : `The model is at most ${percent(worst)} away from ${lift.length === 1 ? 'the lift study' : `each of ${lift.length} lift studies`}.`,
  }];
}

function outliers({ residual }: FitSeries): Diagnostic[] {
  const spread = Math.sqrt(residual.reduce((sum, e) => sum + e * e, 0) / residual.length);
  const far = residual.filter((e) => Math.abs(e) > 4 * spread).length;
  return far === 0 ? [] : [{ level: 'look', title: 'Unusual periods', text: `${far} ${far === 1 ? 'period is' : 'periods are'} more than four standard deviations off: look for an event or a data error.` }];
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
