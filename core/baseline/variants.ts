import type { Spacing, Table } from '../data/table.ts';
import { columnNamed } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';
import type { BaselineColumn } from '../model/prepared.ts';
import { boundsOf } from '../spec/defaults.ts';
import type { FoldPlan, RowRange } from '../spec/fold-plan.ts';
import { foldPlan, holdoutRows } from '../spec/fold-plan.ts';
import type { Spec } from '../spec/spec.ts';
import { windowRows } from '../spec/window.ts';
import { MIN_PROPHET_ROWS } from './checks.ts';
import { baselineColumns } from './columns.ts';
import type { BaselineResult } from './decompose.ts';
import type { ProphetFitter } from './prophet.ts';

/** The baseline once per set of rows it may look at; each has the same columns as the main one. */
export interface BaselineVariants {
  /** One per fold; empty when every fold takes the main one. */
  folds: BaselineColumn[][];
  /** Holdout: by how many of the window's first rows were looked at, ascending. */
  cuts: { rows: number; columns: BaselineColumn[] }[];
  /** For the fit on every row, where tuning leaves a test period out. */
  refit: BaselineColumn[] | null;
}

/** A holdout's training rows vary with train_size; this many fits cover its range. */
const CUTS = 6;

/**
 * The main baseline, which looks at every row but those of the test period, and what is needed so that no fold is
 * scored on a period its baseline has seen. Given columns are taken as they are, since nothing tells what they have
 * seen. Rejects as `baselineColumns` and `foldPlan` do.
 */
export async function baselineWithVariants(
  spec: Spec, table: Table, spacing: Spacing, prophet: ProphetFitter | null,
): Promise<{ main: BaselineResult; variants: BaselineVariants }> {
  const dates = columnNamed(table, spec.date);
  const { validation } = spec.tuning;
  const fitted = spec.baseline.source === 'prophet' && validation.features === 'training' && dates?.type === 'date';
  const variants: BaselineVariants = { folds: [], cuts: [], refit: null };
  if (!fitted) return { main: await baselineColumns(spec, table, spacing, prophet), variants };
  const window = windowRows(spec.window, dates.values);
  const plan = foldPlan(validation, window.rows);
  const fit = (ranges: readonly RowRange[]): Promise<BaselineResult> => baselineColumns(spec, table, spacing, prophet, rowsIn(ranges));
  const upTo = (rows: number): RowRange => [0, window.start + rows];

  const testing = plan.tuningRows < window.rows;
  const main = testing ? await fit([upTo(plan.tuningRows)]) : await baselineColumns(spec, table, spacing, prophet);
  if (testing) variants.refit = (await baselineColumns(spec, table, spacing, prophet)).columns;
  for (const ranges of foldRanges(plan, window.start)) variants.folds.push((await fit(ranges)).columns);
  if (validation.scheme === 'holdout') {
    for (const rows of cutRows(spec, plan.tuningRows)) variants.cuts.push({ rows, columns: (await fit([upTo(rows)])).columns });
  }
  return { main, variants };
}

/** Rows of the table: what lies before the window belongs to the past of a fold that trains from its first row on. */
function foldRanges({ folds }: FoldPlan, start: number): RowRange[][] {
  return folds.map(({ train }) => train.map(([from, to]): RowRange => [from === 0 ? 0 : start + from, start + to]));
}

/** Evenly spread over the training rows that train_size allows, from the fewest up. */
function cutRows(spec: Spec, rows: number): number[] {
  const [least, most] = boundsOf(spec.train_size).map((size) => holdoutRows(size, rows).train) as [number, number];
  return [...new Set(Array.from({ length: CUTS }, (_, i) => least + Math.floor(((most - least) * i) / CUTS)))];
}

function rowsIn(ranges: readonly RowRange[]): Int32Array {
  const rows = Int32Array.from(ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)));
  if (rows.length >= MIN_PROPHET_ROWS) return rows;
  throw MixwrightError.ofProblems([{
    code: 'BASELINE_TOO_FEW_ROWS', severity: 'error', key: 'tuning.validation',
    message: `The smallest training part has ${rows.length} rows; Prophet needs at least ${MIN_PROPHET_ROWS}.`,
    mend: 'Use fewer folds or shorter blocks, or take the baseline from columns.',
  }]);
}
