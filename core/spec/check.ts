/** A project file against its table: everything that keeps a run from starting or should be known before it. */
import type { ParsedTable } from '../data/parse.ts';
import type { Problem } from '../errors.ts';
import { checkUses, checkValues } from './check-columns.ts';
import { checkSearch } from './check-search.ts';
import { checkWindow } from './check-window.ts';
import type { Spec } from './spec.ts';
import { columnUses, type ColumnUse } from './uses.ts';

/** Faults of cells that a model cannot live with once their column is used. */
const FATAL_WHEN_USED = new Set(['DATA_MISSING_VALUE', 'DATA_BAD_NUMBER']);
/** Found again for the window and by role, so not taken over from the table. */
const BY_ROLE = new Set(['DATA_NEGATIVE_SPEND', 'DATA_ALL_ZERO', 'DATA_CONSTANT_COLUMN', 'DATA_ONE_LEVEL']);

/** All problems at once, errors first; a run may start when none is an error. */
export function checkSpec(spec: Spec, parsed: Pick<ParsedTable, 'table' | 'format' | 'problems' | 'sourceRows'>): Problem[] {
  const { table, format, sourceRows } = parsed;
  const uses = columnUses(spec);
  const problems = [
    ...checkUses(uses, table),
    ...parsed.problems.flatMap((problem) => relevant(problem, uses, format.dateColumn)),
    ...checkValues(spec, uses, table, sourceRows),
    ...checkWindow(spec, table, format.spacing),
    ...checkSearch(spec),
  ];
  return problems.sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
}

/** A problem of the table as it concerns this project: not at all, as it is, or as an error with its key. */
function relevant(problem: Problem, uses: readonly ColumnUse[], dateColumn: string | null): Problem[] {
  if (BY_ROLE.has(problem.code)) return [];
  const use = uses.find(({ column }) => column === problem.column);
  if (use !== undefined) {
    return [{ ...problem, key: use.key, severity: FATAL_WHEN_USED.has(problem.code) ? 'error' : problem.severity }];
  }
  const ofTable = problem.column === undefined || problem.column === dateColumn || problem.severity === 'error';
  return ofTable ? [problem] : [];
}
