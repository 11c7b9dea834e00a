import { basename, join } from 'node:path';
import { readCandidates } from '../../../core/selection/candidates-csv.ts';
import { modelIntervals } from '../../../core/uncertainty/intervals.ts';
import { buildReport } from '../exports/report.ts';
import type { ReportFile, ReportFormat } from '../exports/report.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import { numberedCandidates } from './candidates.ts';
import { evaluateOn, prepareOn, withEngines } from './engines.ts';
import { checkedProject, fileError, readJson, readText } from './reading.ts';
import { modelOfRun, parseRunFile } from './run-file.ts';

export interface ReportRequest {
  /** Folder with run.json. */
  runFolder: string;
  /** Best error score when absent. */
  modelId: string | undefined;
  format: ReportFormat;
  version: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A report about one Pareto model of a run; the table must still be what the run was made on. */
export async function reportOfFolder(launch: EngineLauncher, request: ReportRequest): Promise<{ modelId: string; file: ReportFile }> {
  const path = join(request.runFolder, 'run.json');
  const run = parseRunFile(readJson(path), path);
  const model = modelOfRun(run, request.modelId);
  const project = checkedProject(run.spec, run.data.path, run.data.options);
  if (project.dataHash !== run.data.sha256) {
    throw fileError('RUN_DATA_CHANGED', `The table ${run.data.path} was changed since the run; a report on it would be wrong.`,
      'Put the old table back, or tune again on the new one.');
  }
  return withEngines(launch, 1, async (pool) => {
    const { prepared } = await prepareOn(pool, project);
    const [params = {}] = numberedCandidates(prepared, [model.params]);
    const [evaluation = model.evaluation] = await evaluateOn(pool, prepared, [params]);
    const { version, createdAt } = request;
    const { candidates } = readCandidates(readText(join(request.runFolder, 'candidates.csv'), 'file of candidates'));
    const { evaluations, seconds } = run.timings;
    const file = await buildReport({
      spec: run.spec, prepared, model: { id: model.id, params, evaluation, chosen: false, intervals: modelIntervals(prepared, params, { seed: run.seed }) },
      data: { name: basename(run.data.path), rows: project.table.rows }, run: { ...run.spec.tuning, evaluations, seconds },
      convergence: run.convergence, candidates, models: run.models, consensus: run.consensus ?? null, allocations: [], notes: run.notes, version, createdAt,
    }, request.format);
    return { modelId: model.id, file };
  });
}
