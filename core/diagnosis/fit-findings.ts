import type { Diagnostic } from './diagnostic.ts';
import type { Facts } from './model-input.ts';
import { finding, percent, ratio, ratioOrInfinite } from './words.ts';

/** Adjusted R² in training: 0.8 and 0.5, conventions of the field. */
const GOOD_FIT = { pass: 0.8, look: 0.5 };
/** Error outside training over that in training: past this it has learned noise; our conventions, as all below. */
const OVERFIT = { look: 1.5, fail: 3 };
/** Largest error of a fold over the smallest. */
const UNEVEN = 2;
const USUAL_BASELINE = { from: 0.2, to: 0.95 };
/** decomp.RSSD (0 is equal, √2 the most). */
const FAR_FROM_SPEND = 0.5;
/** Relative error of a lift study: 20 % is within what studies usually say themselves, 50 % contradicts one. */
const LIFT = { look: 0.2, fail: 0.5 };

export function fitFindings(facts: Facts): Diagnostic[] {
  return [quality(facts), validation(facts), ...testPeriod(facts), baseline(facts), agreement(facts), ...lifts(facts)];
}

function quality({ evaluation: { rsq, nrmse }, residuals, series: { actual } }: Facts): Diagnostic {
  const level = rsq.train >= GOOD_FIT.pass ? 'pass' : rsq.train >= GOOD_FIT.look ? 'look' : 'fail';
  const words = { pass: 'The model follows the response well', look: 'The model follows the response in part', fail: 'The model hardly follows the response' };
  return finding('fit', 'Fit', level, {
    figure: `Adjusted R² ${ratio(rsq.train)}`,
    text: `${words[level]}: ${percent(unexplained(residuals, actual))} of its variation is left unexplained, NRMSE ${ratio(nrmse.train)} (adjusted R² of ${GOOD_FIT.pass} or more is good).`,
    advice: 'Look in the errors over time for what is missing: seasons, prices, promotions, competitors.',
  });
}

/** Σe²/Σ(y − ȳ)² over the training rows, 0..1. */
function unexplained(residuals: Float64Array, actual: Float64Array): number {
  const trained = actual.subarray(0, residuals.length);
  const mean = trained.reduce((sum, y) => sum + y, 0) / trained.length;
  const share = residuals.reduce((sum, e) => sum + e * e, 0) / trained.reduce((sum, y) => sum + (y - mean) ** 2, 0);
  return Math.min(1, share);
}

/** NRMSE is told in units of the range of some rows; times that range, parts can be compared. */
function error(nrmse: number, actual: Float64Array, from: number, to: number): number {
  const part = actual.subarray(from, to);
  return nrmse * (part.reduce((most, y) => Math.max(most, y), -Infinity) - part.reduce((least, y) => Math.min(least, y), Infinity));
}

function validation(facts: Facts): Diagnostic {
  const { evaluation: { nrmse, folds }, series: { actual, ranges } } = facts;
  const [id, title] = ['validation', 'Validation'];
  const train = error(nrmse.train, actual, ...ranges.train);
  if (folds !== undefined && folds.length > 0) return foldErrors(facts, train);
  if (nrmse.test === null || ranges.test === null) {
    return finding(id, title, 'look', {
      text: 'All rows were used for training, so nothing shows how the model does on periods it has not seen.',
      advice: 'Choose a validation scheme with folds, or keep a test period at the end.',
    });
  }
  return unseen(id, title, error(nrmse.test, actual, ...ranges.test) / train, 'the last periods, which it was not trained on,');
}

/** Errors of folds are all told in units of the range over the rows that tuning sees. */
function foldErrors({ prepared, evaluation: { folds = [] }, series: { actual, dates } }: Facts, train: number): Diagnostic {
  const times = folds.map(({ nrmse }) => error(nrmse, actual, 0, prepared.validation.tuningRows) / train);
  const mean = times.reduce((sum, value) => sum + value, 0) / times.length;
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const one = unseen('validation', 'Validation', mean, `${folds.length} folds`);
  const uneven = most > OVERFIT.look && most > UNEVEN * least;
  return {
    ...one, level: one.level === 'pass' && uneven ? 'look' : one.level,
    text: `${one.text} By fold it is ${ratio(least)} to ${ratio(most)} times${uneven ? ': some parts of the window are much harder to foretell than others' : ''}.`,
    advice: one.advice ?? (uneven ? 'See what was special in the fold with the largest error, and add it as a column of context.' : null),
    plot: {
      kind: 'bars', title: 'Error by fold', x: folds.map(({ from }) => dates[from] as number), xKind: 'date', xLabel: 'First period of the fold', yLabel: 'Times the error in training',
      series: [{ name: 'Error', y: times }], lines: [{ name: 'As in training', y: 1 }],
    },
  };
}

function unseen(id: string, title: string, times: number, where: string): Diagnostic {
  const level = times > OVERFIT.fail ? 'fail' : times > OVERFIT.look ? 'look' : 'pass';
  return finding(id, title, level, {
    figure: `${ratio(times)} times the error in training`,
    text: `On ${where} the error is ${ratio(times)} times that in training (root mean square; up to ${OVERFIT.look} is good)${level === 'pass' ? '.' : ': it may have learned noise, or something changed.'}`,
    advice: 'Use fewer terms, or find out what changed; trust intervals more than single figures.',
  });
}

/** The untouched one; without it the test rows of a holdout where a plain mean does better. */
function testPeriod({ evaluation: { testPeriod: tested, rsq, nrmse }, series: { actual, ranges }, design }: Facts): Diagnostic[] {
  const advice = 'Find out what changed in these periods before the model is used to plan the next ones.';
  if (tested === undefined) {
    return rsq.test !== null && rsq.test < 0 ? [finding('test-periods', 'Test periods', 'look', {
      figure: `Adjusted R² ${ratio(rsq.test)}`, text: 'In the test periods a plain mean would have done better than the model (adjusted R² under 0).', advice,
    })] : [];
  }
  const from = Math.max(design.trainRows, ranges.validation?.[1] ?? 0, ranges.test?.[1] ?? 0);
  const last = from < actual.length ? from : ranges.test?.[0] ?? actual.length;
  const times = error(tested.nrmse, actual, last, actual.length) / error(nrmse.train, actual, ...ranges.train);
  const one = unseen('test-period', 'Test period', times, 'the test period, which tuning never saw,');
  return [tested.rsq < 0 && one.level === 'pass'
    ? { ...one, level: 'look', text: `${one.text} A plain mean of these periods would have done better (adjusted R² ${ratio(tested.rsq)}).`, advice } : one];
}

function baseline({ prepared, evaluation: { contribution } }: Facts): Diagnostic {
  const media = new Set(prepared.media.map(({ name }) => name));
  const total = Object.values(contribution).reduce((sum, value) => sum + value, 0);
  const share = Object.entries(contribution).reduce((sum, [name, value]) => (media.has(name) ? sum : sum + value), 0) / total;
  const level = share < 0 ? 'fail' : share < USUAL_BASELINE.from || share > USUAL_BASELINE.to ? 'look' : 'pass';
  const why = { fail: ' A negative baseline has no meaning: media are given too much.', look: ' Between 20 % and 95 % is usual.', pass: '' };
  return finding('baseline', 'Baseline', level, {
    figure: `Baseline ${percent(share)}`,
    text: `${percent(share)} of the predicted response would be there without media (baseline and context).${why[level]}`,
    advice: share > USUAL_BASELINE.to ? 'Check that the baseline does not take what media do: a trend that bends with spend, for instance.'
      : 'Check that trend and season are in the baseline, and hold media down with lift studies.',
  });
}

function agreement({ prepared, evaluation: { decompRssd, effectShare, spendShare } }: Facts): Diagnostic {
  const names = prepared.media.filter(({ kind }) => kind === 'paid').map(({ name }) => name);
  return finding('effect-and-spend', 'Effect and spend', decompRssd > FAR_FROM_SPEND ? 'look' : 'pass', {
    figure: `decomp.RSSD ${ratioOrInfinite(decompRssd)}`,
    text: `The shares of effect differ from the shares of spend by ${ratioOrInfinite(decompRssd)} (0 is equal).${prepared.rssdObjective ? ' The search prefers a small difference, which pulls effects towards today’s budget.' : ''}`,
    advice: 'See whether the channels with the largest difference are known to work so well or so badly; a lift study settles it.',
    plot: {
      kind: 'bars', title: 'Share of effect and of spend', x: names, xKind: 'name', xLabel: 'Channel', yLabel: 'Share',
      series: [{ name: 'Effect', y: names.map((name) => effectShare[name] ?? 0) }, { name: 'Spend', y: names.map((name) => spendShare[name] ?? 0) }], lines: [],
    },
  });
}

function lifts({ prepared, evaluation: { lift } }: Facts): Diagnostic[] {
  if (lift.length === 0) return [];
  const worst = lift.reduce((most, { mape }) => Math.max(most, mape), 0);
  const broken = lift.some(({ mape }) => !Number.isFinite(mape));
  const level = broken || worst > LIFT.fail ? 'fail' : worst > LIFT.look ? 'look' : 'pass';
  const label = (study: number): string => prepared.studies[study]?.media.map((medium) => prepared.media[medium]?.name ?? '').join(' + ') ?? '';
  return [finding('lift-studies', 'Lift studies', level, {
    figure: broken ? null : `At most ${percent(worst)} away`,
    text: broken ? 'A lift study could not be compared with the model.' : `The model is at most ${percent(worst)} away from ${lift.length === 1 ? 'the lift study' : `each of ${lift.length} lift studies`} (up to 20 % is good).`,
    advice: broken ? 'Check the dates of the study and that its channels ran then.' : 'Choose a model closer to the studies, or give MAPE more weight and run again.',
    plot: {
      kind: 'bars', title: 'Lift, predicted and observed', x: lift.map((_, study) => `${study + 1}. ${label(study)}`), xKind: 'name', xLabel: 'Study', yLabel: 'Response',
      series: [{ name: 'Predicted', y: lift.map(({ predicted }) => predicted) }, { name: 'Observed', y: lift.map(({ observed }) => observed) }], lines: [],
    },
  })];
}
