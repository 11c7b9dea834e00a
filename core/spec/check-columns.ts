import { allZero, constant, negatives, oneLevel } from '../data/checks.ts';
import { suggestName } from '../data/nearest.ts';
import { shellWord } from '../data/shell-word.ts';
import { columnNamed, type Column, type NumberColumn, type Table } from '../data/table.ts';
import type { Problem } from '../errors.ts';
import type { Spec } from './spec.ts';
import type { ColumnUse } from './uses.ts';
import { levelsOf, windowRows } from './window.ts';

/** Columns that are not there, of the wrong type, or used twice. */
export function checkUses(uses: readonly ColumnUse[], table: Table): Problem[] {
  const names = table.columns.map(({ name }) => name);
  const first = new Map<string, string>();
  return uses.flatMap((use): Problem[] => {
    const { column, key } = use;
    const found = columnNamed(table, column);
    if (found === undefined) {
      return [{
        code: 'SPEC_NO_SUCH_COLUMN', severity: 'error', key, column,
        message: column === '' ? 'No column is chosen.' : 'The table has no such column.', mend: suggestName(column, names),
      }];
    }
    const other = first.get(column);
    if (other !== undefined) {
      return [{
        code: 'SPEC_COLUMN_USED_TWICE', severity: 'error', key, column,
        message: `The column already serves as ${other}; two effects of one column cannot be told apart.`, mend: 'Use it once.',
      }];
    }
    first.set(column, key);
    return wrongType(use, found);
  });
}

function wrongType({ column, key, role }: ColumnUse, found: Column): Problem[] {
  const wanted = role === 'date' ? 'date' : role === 'factor' ? 'text' : 'number';
  // A factor may be coded in numbers.
  if (found.type === wanted || (role === 'factor' && found.type === 'number')) return [];
  const mend = role === 'date' ? `Choose it as the date column (when importing; --date-column ${shellWord(column)} on the command line).`
    : role === 'number' && found.type === 'text' ? 'Add "type": "factor" if its texts are levels, or correct the cells.'
      : 'Choose a column of numbers.';
  return [{
    code: 'SPEC_WRONG_COLUMN_TYPE', severity: 'error', key, column,
    message: `The column holds ${found.type === 'text' ? 'text' : `${found.type}s`}, ${wanted === 'text' ? 'levels' : `${wanted}s`} are needed.`, mend,
  }];
}

/** Columns whose values cannot play their role: below zero, all zero, constant, one level. */
export function checkValues(spec: Spec, uses: readonly ColumnUse[], table: Table, sourceRows: Int32Array): Problem[] {
  const dates = columnNamed(table, spec.date);
  if (dates?.type !== 'date') return [];
  const { start, rows } = windowRows(spec.window, dates.values);
  if (rows < 2) return [];
  const where = spec.window === undefined ? '' : ' of the window';
  return uses.flatMap((use): Problem[] => {
    const column = columnNamed(table, use.column);
    if (use.role === 'factor') return factorProblems(spec, use, table);
    if (column?.type !== 'number') return [];
    const placed = (problem: Problem, severity: Problem['severity']): Problem => ({ ...problem, severity, key: use.key });
    const media = use.role === 'spend' || use.role === 'exposure' || use.role === 'organic';
    const below = media ? negatives(column, sourceRows).map((problem) => placed(problem, 'error')) : [];
    const only = onlyValue(column, start, rows);
    if (only === null) return below;
    if (only === 0 && media) return [...below, placed(allZero(column.name, where), 'error')];
    // A baseline column of zeros (no holidays in the window) does no harm.
    if (use.role === 'baseline') return below;
    return [...below, placed(constant(column.name, only, where), use.role === 'response' ? 'error' : 'warning')];
  });
}

/** The one value that all known cells of some rows have; null when they differ. */
function onlyValue({ values }: NumberColumn, start: number, rows: number): number | null {
  const known = values.subarray(start, start + rows).filter((value) => !Number.isNaN(value));
  const value = known[0];
  return value !== undefined && known.every((other) => other === value) ? value : null;
}

function factorProblems(spec: Spec, { column, key }: ColumnUse, table: Table): Problem[] {
  const levels = levelsOf(table, column);
  const [only] = levels;
  if (only === undefined) return [];
  if (levels.length === 1) return [{ ...oneLevel(column, only), severity: 'error', key }];
  const reference = spec.context.find((context) => context.column === column)?.reference;
  if (reference === undefined || levels.includes(reference)) return [];
  return [{
    code: 'SPEC_UNKNOWN_LEVEL', severity: 'error', key: key.replace(/column$/, 'reference'), column,
    message: `The reference "${reference}" is not a level of this column.`, mend: suggestName(reference, levels),
  }];
}
