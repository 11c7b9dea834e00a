import type { BaselineVariants } from '../baseline/variants.ts';
import type { Spacing, Table } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';
import { preparedRefresh } from '../refresh/objective.ts';
import { foldPlan } from '../spec/fold-plan.ts';
import type { FoldPlan } from '../spec/fold-plan.ts';
import type { Spec } from '../spec/spec.ts';
import { studyWeights } from '../spec/study-weights.ts';
import { windowRows } from '../spec/window.ts';
import { datesNamed, finiteColumn, labelsNamed, mediaColumn } from './columns.ts';
import { encodeFactor } from './factors.ts';
import { penaltyRange } from './penalty-range.ts';
import type { BaselineColumn, PreparedData, PreparedValidation, Term } from './prepared.ts';
import { searchSpace } from './search-space.ts';
import { prepareStudy } from './studies.ts';

interface TermColumn extends Term {
  /** L */
  values: Float64Array;
}

interface Window {
  start: number;
  rows: number;
}

/**
 * Everything a run needs, from the project file and its table (in order of date) with its baseline as long as the
 * table. Terms in the order baseline, context (factors one-hot encoded), paid, organic. MixwrightError for columns
 * that are missing or do not fit, values that are missing, media below 0, an empty window, names used
 * twice, lift studies outside the window, and a window too short for the folds of its validation.
 * @param variants the baseline as other rows make it; none when it is given in columns
 */
export function prepare(
  spec: Spec, table: Table, spacing: Spacing, baseline: readonly BaselineColumn[], variants: BaselineVariants = { folds: [], cuts: [], refit: null },
): PreparedData {
  const dates = datesNamed(table, spec.date, 'date');
  const window = windowOf(spec, dates);
  const response = finiteColumn(table, spec.response.column, 'response.column', dates);
  const spends = spec.channels.map((channel, i) => mediaColumn(table, channel.spend, `channels[${i}].spend`, dates));
  const columns = [
    ...baseline.map((column) => baselineTerm(column, dates.length)),
    ...contextTerms(spec, table, dates),
    ...spec.channels.map((channel, i): TermColumn => ({
      name: channel.name, group: channel.name, kind: 'paid', sign: channel.sign,
      values: channel.exposure === undefined ? spends[i] as Float64Array
        : inMoney(mediaColumn(table, channel.exposure, `channels[${i}].exposure`, dates), spends[i] as Float64Array, window, channel.exposure, i),
    })),
    ...spec.organic.map((organic, i): TermColumn => ({
      name: organic.name, group: organic.name, kind: 'organic', sign: organic.sign,
      values: mediaColumn(table, organic.column, `organic[${i}].column`, dates),
    })),
  ];
  checkNames(columns);
  const { space, media, choices } = searchSpace(spec, columns);
  const plan = foldPlan(spec.tuning.validation, window.rows);
  const testing = plan.tuningRows < window.rows;
  const weights = studyWeights(spec.calibration, spec.tuning.lift_weights);
  const flat = concatenate(columns.map((column) => column.values), dates.length);
  return {
    rows: dates.length,
    windowStart: window.start,
    windowRows: window.rows,
    spacing,
    dates,
    response,
    terms: columns.map(({ name, group, kind, sign }) => ({ name, group, kind, sign })),
    columns: flat,
    media,
    spend: concatenate(spends, dates.length),
    ...penaltyRange(flat, response, testing ? window.start + plan.tuningRows : dates.length),
    space,
    choices,
    studies: spec.calibration.map((study, i) =>
      prepareStudy(study, i, media, { dates, spacing, windowStart: window.start, windowRows: window.rows }, weights[i] ?? 0)),
    weights: [...spec.tuning.weights],
    ridge: spec.tuning.ridge,
    rssdZeroPenalty: spec.tuning.zero_effect_penalty,
    rssdObjective: spec.tuning.decomp_rssd,
    validation: preparedValidation(spec.tuning.validation, plan, variants, dates.length),
    refresh: preparedRefresh(spec, columns, window.rows),
  };
}

/** Baselines by fold, or by cut of a holdout; then the one for a fit on every row. */
function preparedValidation(
  { scheme, features }: Spec['tuning']['validation'], { tuningRows, folds }: FoldPlan, variants: BaselineVariants, rows: number,
): PreparedValidation {
  const sets = [...variants.folds, ...variants.cuts.map(({ columns }) => columns), ...(variants.refit === null ? [] : [variants.refit])];
  return {
    scheme, features, tuningRows,
    folds: folds.map((fold, i) => ({ ...fold, baseline: i < variants.folds.length ? i : -1 })),
    baselines: sets.map((columns) => concatenate(columns.map((column) => baselineTerm(column, rows).values), rows)),
    holdoutCuts: Int32Array.from(variants.cuts, (cut) => cut.rows),
    refitBaseline: variants.refit === null ? -1 : sets.length - 1,
  };
}

function windowOf(spec: Spec, dates: Int32Array): Window {
  const { start, rows } = windowRows(spec.window, dates);
  if (rows > 0) return { start, rows };
  throw MixwrightError.ofProblems([{
    code: 'WINDOW_EMPTY', severity: 'error', key: 'window', message: 'The modelling window holds no row of the table.',
    mend: 'Choose dates that the table covers.',
  }]);
}

function baselineTerm({ name, values }: BaselineColumn, rows: number): TermColumn {
  if (values.length !== rows || !values.every(Number.isFinite)) {
    throw new MixwrightError('BASELINE_COLUMN', `Baseline "${name}": expected ${rows} finite numbers.`);
  }
  return { name, group: name, kind: 'baseline', sign: 'free', values };
}

function contextTerms(spec: Spec, table: Table, dates: Int32Array): TermColumn[] {
  return spec.context.flatMap(({ column, type, sign, reference }, i): TermColumn[] => {
    const key = `context[${i}]`;
    if (type === 'number') {
      return [{ name: column, group: column, kind: 'context', sign, values: finiteColumn(table, column, `${key}.column`, dates) }];
    }
    return encodeFactor(column, labelsNamed(table, column, `${key}.column`, dates), reference, key).levels
      .map(({ level, values }) => ({ name: `${column}=${level}`, group: column, kind: 'context', sign, values }));
  });
}

/** Exposure × (Σ spend / Σ exposure over the window), so that its curve stays in money. */
function inMoney(exposure: Float64Array, spend: Float64Array, { start, rows }: Window, column: string, channel: number): Float64Array {
  const sum = (values: Float64Array): number => values.subarray(start, start + rows).reduce((a, b) => a + b, 0);
  const total = sum(exposure);
  if (total === 0 && sum(spend) > 0) {
    throw MixwrightError.ofProblems([{
      code: 'EXPOSURE_ZERO', severity: 'error', column, key: `channels[${channel}].exposure`,
      message: `"${column}" is 0 throughout the window although money was spent.`, mend: 'Model the channel on its spend.',
    }]);
  }
  const price = total === 0 ? 0 : sum(spend) / total;
  return exposure.map((value) => value * price);
}

/** Results go by name, so a name means one thing. */
function checkNames(columns: readonly Term[]): void {
  const seen = new Set<string>(['(intercept)']);
  const owners = new Map<string, Term['kind']>();
  for (const { name, group, kind } of columns) {
    const taken = seen.has(name) || (owners.has(group) && (owners.get(group) !== kind || name === group)) || (seen.has(group) && !owners.has(group));
    if (taken) {
      throw MixwrightError.ofProblems([{
        code: 'NAME_TWICE', severity: 'error', message: `"${name}" names two terms of the model.`, mend: 'Rename one of them.',
      }]);
    }
    seen.add(name);
    owners.set(group, kind);
  }
}

function concatenate(parts: readonly Float64Array[], length: number): Float64Array {
  const all = new Float64Array(parts.length * length);
  parts.forEach((part, i) => all.set(part, i * length));
  return all;
}
