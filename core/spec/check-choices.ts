import { plural } from '../data/plural.ts';
import type { Problem } from '../errors.ts';
import { lagChoice } from './choices.ts';
import type { Spec } from './spec.ts';
import { windowRows } from './window.ts';

/** Lags that reach past the table's first row. `dates`: of the table, days since 1970-01-01, ascending. */
export function checkChoices(spec: Spec, dates: Int32Array): Problem[] {
  const { start, rows } = windowRows(spec.window, dates);
  return spec.context.flatMap(({ column }): Problem[] => {
    const [, highest] = lagChoice(spec, column) ?? [0, 0];
    const before = highest - start;
    const place = { key: `choices.${column}.lag`, column };
    if (before > 0 && highest >= rows) {
      return [{
        ...place, code: 'SPEC_LAG_TOO_LONG', severity: 'error',
        message: `A lag of ${plural(highest, 'period')} leaves nothing of a window of ${plural(rows, 'row')}.`, mend: 'Choose a smaller lag, or a longer window.',
      }];
    }
    return before <= 0 ? [] : [{
      ...place, code: 'SPEC_LAG_BEFORE_TABLE', severity: 'warning',
      message: `A lag of ${plural(highest, 'period')} reaches past the start of the table: the first ${plural(before, 'row')} of the window take the table's first value.`,
      mend: `Begin the window ${plural(before, 'row')} later, or give the table earlier rows.`,
    }];
  });
}
