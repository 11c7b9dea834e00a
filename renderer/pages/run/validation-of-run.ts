import type { Table } from '../../../core/data/table.ts';
import { validationWords } from '../../../core/report/validation-words.ts';
import { windowRows } from '../../../core/spec/window.ts';
import type { DataSet } from '../../../electron/contract/data.ts';
import type { RunDetail } from '../../../electron/contract/runs.ts';

/** How a run was validated, in words; without lengths when the project has another table by now. */
export function validationOfRun({ spec, dataId }: Pick<RunDetail, 'spec' | 'dataId'>, data: Pick<DataSet, 'id' | 'format'> | null, table: Table | null): string {
  const same = data?.id === dataId;
  const dates = same ? table?.columns.find(({ name }) => name === spec.date) : undefined;
  const rows = dates?.type === 'date' ? windowRows(spec.window, dates.values).rows : null;
  return validationWords(spec.tuning.validation, rows, same ? data.format.spacing : null, spec.baseline.source);
}
