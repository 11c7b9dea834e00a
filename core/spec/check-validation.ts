import { daysFromIso, isoFromDays } from '../data/calendar.ts';
import { plural } from '../data/plural.ts';
import type { Spacing, Table } from '../data/table.ts';
import { MixwrightError, type Problem } from '../errors.ts';
import { boundsOf, DEFAULT_TRAIN_SIZE } from './defaults.ts';
import { foldPlan, holdoutRows, type Fold, type FoldPlan } from './fold-plan.ts';
import type { Spec } from './spec.ts';
import { countTerms, windowRows } from './window.ts';

/** Fewer rows than this per coefficient make estimates shaky: the common rule of thumb of regression texts. */
const ROWS_PER_TERM = 10;
/** A fold only has to rank candidates, not to give the effects: half the rule is enough for it. */
const FOLD_ROWS_PER_TERM = 5;
/** A longer test period takes more from tuning than its score is worth. */
const LONGEST_TEST_SHARE = 1 / 3;
/** Periods in a year. */
const YEAR: Readonly<Record<Spacing, number>> = { day: 365, week: 52, month: 12 };

/**
 * The rows that validation leaves against the coefficients, the test period against the window and the lift studies.
 * `dates`: of the table, days since 1970-01-01, ascending; the window holds at least one of them.
 */
export function checkValidation(spec: Spec, table: Table, dates: Int32Array, spacing: Spacing): Problem[] {
  const { start, rows } = windowRows(spec.window, dates);
  const { validation } = spec.tuning;
  const plan = planOrProblems(spec, rows);
  if (Array.isArray(plan)) return plan;
  const terms = countTerms(spec, table);
  const ofScheme = validation.scheme === 'holdout' ? holdoutProblems(spec, terms, plan.tuningRows) : foldProblems(spec, terms, plan.folds, spacing);
  return [
    ...ofScheme,
    ...(ofScheme.some(({ severity }) => severity === 'error') ? [] : windowProblems(spec, terms, plan.tuningRows)),
    ...testProblems(spec, rows, dates[start + plan.tuningRows]),
  ];
}

function planOrProblems(spec: Spec, rows: number): FoldPlan | Problem[] {
  try {
    return foldPlan(spec.tuning.validation, rows);
  } catch (error) {
    if (error instanceof MixwrightError) return [...error.problems];
    throw error;
  }
}

/** One more than the coefficients and the intercept, or adjusted R² has nothing to divide by (DESIGN reference definition, Robyn 3.12.1). */
function rowsNeeded(terms: number): number {
  return terms + 2;
}

function holdoutProblems(spec: Spec, terms: number, rows: number): Problem[] {
  const [least, most] = boundsOf(spec.train_size);
  const { train } = holdoutRows(least, rows);
  const needed = rowsNeeded(terms);
  if (train < needed) {
    return [{
      code: 'SPEC_TOO_FEW_ROWS', severity: 'error', key: spec.window === undefined ? 'train_size' : 'window',
      message: `The model has ${plural(terms, 'term')} and an intercept but only ${plural(train, 'training row')} (${plural(rows, 'row')}, train_size from ${least}); at least ${needed} are needed.`,
      mend: 'Widen the window, raise train_size, or use fewer variables.',
    }];
  }
  const { validation } = holdoutRows(most, rows);
  if (validation >= 2 || least >= 1) return [];
  return [{
    code: 'SPEC_NO_VALIDATION_ROWS', severity: 'error', key: 'train_size',
    message: `train_size up to ${most} leaves ${validation} of ${rows} rows to validate on; at least 2 are needed.`,
    mend: 'Lower its upper end, or write "train_size": 1 to train on all rows without validation.',
  }];
}

function foldProblems(spec: Spec, terms: number, folds: readonly Fold[], spacing: Spacing): Problem[] {
  const key = 'tuning.validation.folds';
  const trained = folds.map(({ train }) => train.reduce((sum, [from, to]) => sum + to - from, 0));
  const least = Math.min(...trained);
  const fold = `Fold ${trained.indexOf(least) + 1}`;
  const needed = rowsNeeded(terms);
  const problems: Problem[] = [];
  if (least < needed) {
    problems.push({
      code: 'SPEC_TOO_FEW_ROWS', severity: 'error', key,
      message: `The model has ${plural(terms, 'term')} and an intercept but ${fold.toLowerCase()} only ${plural(least, 'training row')}; at least ${needed} are needed.`,
      mend: 'Widen the window, use fewer folds, shorter blocks or a smaller gap, or fewer variables.',
    });
  } else if (least < FOLD_ROWS_PER_TERM * terms) {
    problems.push({
      code: 'SPEC_FEW_FOLD_ROWS', severity: 'warning', key,
      message: `${fold} trains on ${plural(least, 'row')} for ${plural(terms, 'term')}: its score will say little (${FOLD_ROWS_PER_TERM} rows per term are a good rule for a fold).`,
      mend: 'Use fewer folds, shorter blocks or a smaller gap, a longer window or fewer variables.',
    });
  }
  const { baseline, tuning: { validation } } = spec;
  const season = baseline.source === 'prophet' && baseline.terms.includes('season') && validation.features === 'training';
  if (season && least < YEAR[spacing]) {
    problems.push({
      code: 'SPEC_SEASON_SHORT', severity: 'warning', key,
      message: `${fold} trains on ${plural(least, spacing)}, less than a year: there the season can't be told from the trend.`,
      mend: 'Use fewer folds or shorter blocks, fit the baseline on the whole table, or take "season" out of its terms.',
    });
  }
  const [lower, upper] = boundsOf(DEFAULT_TRAIN_SIZE);
  const given = boundsOf(spec.train_size);
  if (given[0] !== lower || given[1] !== upper) {
    problems.push({
      code: 'SPEC_TRAIN_SIZE_UNUSED', severity: 'warning', key: 'train_size',
      message: 'train_size is not used: the folds say which rows are trained on.',
      mend: 'Take train_size out, or choose the scheme "holdout".',
    });
  }
  return problems;
}

function windowProblems(spec: Spec, terms: number, rows: number): Problem[] {
  if (rows >= ROWS_PER_TERM * terms) return [];
  return [{
    code: 'SPEC_FEW_ROWS', severity: 'warning', key: spec.window === undefined ? 'channels' : 'window',
    message: `${plural(rows, 'row')} for ${plural(terms, 'term')}: effects will be uncertain (${ROWS_PER_TERM} rows per term are a good rule).`,
    mend: 'Use a longer window or fewer variables, and look at the intervals.',
  }];
}

/** `first`: day of the test period's first row; absent when there is no test period. */
function testProblems(spec: Spec, rows: number, first: number | undefined): Problem[] {
  const { test_periods: count } = spec.tuning.validation;
  if (count === 0 || first === undefined) return [];
  const long: Problem[] = count <= rows * LONGEST_TEST_SHARE ? [] : [{
    code: 'SPEC_LONG_TEST_PERIOD', severity: 'warning', key: 'tuning.validation.test_periods',
    message: `The test period takes ${count} of ${plural(rows, 'row')}, more than a third of the window: little is left to learn from.`,
    mend: 'Make it shorter; half a year to a year is usual.',
  }];
  const studies = spec.calibration.flatMap((study, index): Problem[] => {
    const to = daysFromIso(study.to);
    return to === null || to < first ? [] : [{
      code: 'SPEC_STUDY_IN_TEST', severity: 'warning', key: `calibration[${index}].to`,
      message: `The study reaches into the test period (from ${isoFromDays(first)}): tuning does not see the response of those rows, but it is held to the study.`,
      mend: 'Let the test period begin after the study, or know that the test is not blind to it.',
    }];
  });
  return [...long, ...studies];
}
