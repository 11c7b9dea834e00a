import { suggestName } from '../data/nearest.ts';
import type { NumberColumn, Spacing, Table } from '../data/table.ts';
import { columnNamed } from '../data/table.ts';
import { MixwrightError } from '../errors.ts';
import type { BaselineSpec, ContextSpec, Spec } from '../spec/spec.ts';
import { driverFeatures } from './drivers.ts';
import type { BaselineResult } from './decompose.ts';
import { decompose } from './decompose.ts';
import type { Factor } from './features.ts';
import type { ProphetFitter } from './prophet.ts';

/**
 * The baseline terms of a project, as long as the table: fitted by Prophet, taken from given columns, or none.
 * `table` is in order of date. `prophet` may be null unless the source is "prophet".
 * Rejects with BASELINE_* errors.
 * @param known rows whose response Prophet may look at, ascending; every row when absent
 */
export async function baselineColumns(
  spec: Spec, table: Table, spacing: Spacing, prophet: ProphetFitter | null, known?: Int32Array,
): Promise<BaselineResult> {
  const { baseline } = spec;
  if (baseline.source === 'none') return { columns: [], factorEffects: [], fitted: null, notes: [] };
  if (baseline.source === 'columns') return givenColumns(baseline.columns, table);
  if (prophet === null) {
    throw new MixwrightError('BASELINE_NO_PROPHET', 'The baseline is to come from Prophet, which is not available here.');
  }
  return decompose({
    dates: datesNamed(table, spec.date),
    response: numbersNamed(table, spec.response.column, 'response.column').values,
    spacing,
    terms: baseline.terms,
    ...(baseline.country === undefined ? {} : { country: baseline.country }),
    ...(known === undefined ? {} : { known }),
    ...(spec.tuning.baseline_net_of === 'drivers' ? { drivers: driverFeatures(spec, table) } : {}),
    factors: spec.context.filter((context) => context.type === 'factor').map((context) => factorNamed(table, context)),
  }, prophet);
}

function givenColumns(columns: Extract<BaselineSpec, { source: 'columns' }>['columns'], table: Table): BaselineResult {
  return {
    columns: Object.entries(columns).map(([term, name]) =>
      ({ name: term, values: numbersNamed(table, name, `baseline.columns.${term}`).values })),
    factorEffects: [], fitted: null, notes: [],
  };
}

function factorNamed(table: Table, { column: name, reference }: ContextSpec): Factor {
  const column = columnNamed(table, name);
  if (column === undefined) throw columnError(table, name, 'context', 'is not in the table');
  // A factor may be coded in numbers: each different number is a level.
  const levels = column.type === 'text' ? column.values : Array.from(column.values, String);
  return { name, levels, ...(reference === undefined ? {} : { reference }) };
}

function datesNamed(table: Table, name: string): Int32Array {
  const column = columnNamed(table, name);
  if (column?.type !== 'date') {
    throw columnError(table, name, 'date', column === undefined ? 'is not in the table' : `holds ${column.type}s, not dates`);
  }
  return column.values;
}

function numbersNamed(table: Table, name: string, key: string): NumberColumn {
  const column = columnNamed(table, name);
  if (column?.type !== 'number') {
    throw columnError(table, name, key, column === undefined ? 'is not in the table' : `holds ${column.type}s, not numbers`);
  }
  return column;
}

function columnError(table: Table, column: string, key: string, what: string): MixwrightError {
  const missing = columnNamed(table, column) === undefined;
  return MixwrightError.ofProblems([{
    code: missing ? 'BASELINE_COLUMN_MISSING' : 'BASELINE_COLUMN_TYPE', severity: 'error', key, column,
    message: `The column "${column}" ${what}.`,
    mend: (missing ? suggestName(column, table.columns.map(({ name }) => name)) : '') || 'Choose another column.',
  }]);
}
