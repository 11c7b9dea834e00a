import type { Problem } from '../../../core/errors.ts';
import type { Evaluation } from '../../../core/model/evaluation.ts';
import { readCandidates } from '../../../core/selection/candidates-csv.ts';
import { select } from '../../../core/selection/select.ts';
import type { Selection } from '../../../core/selection/selection.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import { numberedCandidates } from './candidates.ts';
import { evaluateOn, prepareOn, withEngines } from './engines.ts';
import { fileError, readCandidateParameters, readProject, readText } from './reading.ts';
import type { TableChoice } from './reading.ts';

/** The commands that take files and give one answer, each as DESIGN section 5 says. */

/** What to tell besides the result. */
export type Warn = (warnings: readonly (Problem | string)[]) => void;

export async function evaluateFiles(
  launch: EngineLauncher, specPath: string, paramsPath: string, table: TableChoice, warn: Warn,
): Promise<Evaluation[]> {
  const candidates = readCandidateParameters(paramsPath);
  const project = readProject(specPath, table);
  warn(project.warnings);
  return withEngines(launch, 1, async (pool) => {
    const { prepared, notes } = await prepareOn(pool, project);
    warn(notes);
    return evaluateOn(pool, prepared, numberedCandidates(prepared, candidates));
  });
}

/**
 * Fronts, scores and convergence of a candidates.csv. Without a constraint calibration is left aside: MAPE neither filters nor
 * counts, as if there were no lift studies. With one, candidates at or under that quantile of MAPE are kept.
 */
export function selectFile(path: string, calibrationConstraint: number | undefined): Selection {
  if (calibrationConstraint !== undefined && !(calibrationConstraint >= 0 && calibrationConstraint <= 1)) {
    throw fileError('SELECT_CONSTRAINT', `Expected a number from 0 to 1, got ${calibrationConstraint}.`, 'Give the quantile of MAPE that a candidate may be at or under.', '--calibration-constraint');
  }
  const { candidates } = readCandidates(readText(path, 'file of candidates'));
  if (calibrationConstraint !== undefined) return select(candidates, { calibrationConstraint });
  return select({ ...candidates, mape: new Float64Array(candidates.mape.length) });
}
