import { MixwrightError } from '../../core/errors.ts';
import type { SavedAllocation } from '../contract/allocation.ts';
import type { Context } from './context.ts';
import { projectNamed, runNamed } from './context.ts';
import { scenariosFile } from './exports/allocations.ts';
import type { ReportFile } from './exports/report.ts';
import { preparedOf } from './modelling.ts';

/** Saved scenarios of one project as one file. */
export function exportAllocations(context: Context, [first, ...others]: readonly SavedAllocation[], format: 'csv' | 'xlsx'): Promise<ReportFile> {
  if (first === undefined) throw new MixwrightError('INPUT_INVALID', 'There is no scenario to export. Choose at least one.');
  if (others.some(({ projectId }) => projectId !== first.projectId)) {
    throw new MixwrightError('ALLOCATION_RUN', 'The scenarios belong to different projects. Export those of one project at a time.');
  }
  const run = runNamed(context, first.runId);
  const project = projectNamed(context, first.projectId);
  const { spacing } = preparedOf(context, run);
  const stem = `${project.name}-${others.length === 0 ? first.name : 'scenarios'}`;
  const { currency, response: { kind: responseKind } } = run.spec;
  const entries = [first, ...others].map((saved) => ({ ...saved, run: `Run ${saved.runNumber}`, model: saved.modelId }));
  return scenariosFile(entries, { currency, responseKind, spacing }, format, stem);
}
