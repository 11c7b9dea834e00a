import { plural } from '../data/plural.ts';
import type { Spacing } from '../data/table.ts';
import { foldPlan } from '../spec/fold-plan.ts';
import type { BaselineSpec, ValidationScheme, ValidationSpec } from '../spec/spec.ts';

/** Names of the schemes in running text. */
export const SCHEME_WORDS: Readonly<Record<ValidationScheme, string>> = {
  holdout: 'holdout', rolling_origin: 'rolling origin', blocked_kfold: 'blocked k-fold',
};

/** `26 weeks`, `1 month`; `periods` where the spacing isn't known. */
export function periodCount(count: number, spacing: Spacing | null): string {
  return plural(count, spacing ?? 'period');
}

/**
 * How candidates were validated, in one line for people: `rolling origin, 4 folds of 26 weeks, expanding, baseline
 * fitted inside each training part`. `rows`: periods in the window, null where they aren't known (lengths that follow
 * from them are then left out). Where the baseline was fitted is only said of a Prophet baseline, the one that looks
 * at the response.
 */
export function validationWords(
  validation: ValidationSpec, rows: number | null, spacing: Spacing | null, baseline: BaselineSpec['source'] = 'prophet',
): string {
  const periods = (count: number): string => periodCount(count, spacing);
  const lengths = rows === null ? null : scoredLengths(validation, rows);
  return [
    ...schemeWords(validation, lengths, periods, spacing ?? 'period'),
    ...(baseline === 'prophet' ? [featureWords(validation)] : []),
    ...(validation.test_periods === 0 ? [] : [`last ${periods(validation.test_periods)} kept as a test period`]),
  ].join(', ');
}

/** Least and greatest number of periods a fold is scored on; null when the folds do not fit. */
function scoredLengths(validation: ValidationSpec, rows: number): [number, number] | null {
  try {
    const lengths = foldPlan(validation, rows).folds.map(({ validation: [from, to] }) => to - from);
    return lengths.length === 0 ? null : [Math.min(...lengths), Math.max(...lengths)];
  } catch {
    return null;
  }
}

function schemeWords(validation: ValidationSpec, lengths: [number, number] | null, periods: (count: number) => string, unit: string): string[] {
  const name = SCHEME_WORDS[validation.scheme];
  if (validation.scheme === 'holdout') return [name];
  const { folds, gap } = validation;
  const given = validation.scheme === 'rolling_origin' && validation.block !== undefined ? [validation.block, validation.block] as const : null;
  const [least, most] = lengths ?? given ?? [null, null];
  const length = least === null ? '' : least === most ? ` of ${periods(least)}` : ` of ${least} to ${most} ${unit}s`;
  if (validation.scheme === 'blocked_kfold') return [name, `${folds} blocks${length}`, ...(gap === 0 ? [] : [`a gap of ${periods(gap)} on both sides`])];
  return [name, `${folds} folds${length}`, validation.training, ...(gap === 0 ? [] : [`a gap of ${periods(gap)}`])];
}

function featureWords({ scheme, features }: ValidationSpec): string {
  if (features === 'whole_table') return 'baseline fitted on the whole table (as the reference does)';
  return scheme === 'holdout' ? 'baseline fitted on the training rows' : 'baseline fitted inside each training part';
}
