import { basename, join } from 'node:path';
import { parseScenario } from '../../../core/allocation/parse.ts';
import type { ModelScenario } from '../../../core/allocation/problem.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { ScenarioReport } from '../../../core/report/scenario-report.ts';
import { readCandidates } from '../../../core/selection/candidates-csv.ts';
import { modelIntervals } from '../../../core/uncertainty/intervals.ts';
import { buildReport } from '../exports/report.ts';
import type { ReportFile, ReportFormat } from '../exports/report.ts';
import type { EnginePool } from '../runs/engine-pool.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import { scenarioName } from './allocate.ts';
import { numberedCandidates } from './candidates.ts';
import { decideOn, scenarioReport } from './decide.ts';
import type { FileDecision } from './decide.ts';
import { modelsOfRun } from './decision-models.ts';
import { evaluateOn, prepareOn, withEngines } from './engines.ts';
import { readJson, readText } from './reading.ts';
import { modelOfRun } from './run-file.ts';
import type { RunFile } from './run-file.ts';
import { projectOfRun, readRun } from './run-folder.ts';

export interface ReportRequest extends Pick<FileDecision, 'onProgress' | 'signal'> {
  /** Folder with run.json. */
  runFolder: string;
  /** Best error score when absent. */
  modelId: string | undefined;
  /** A budget scenario to be solved, by the run's models, and told of in the report. */
  scenarioPath?: string | undefined;
  format: ReportFormat;
  version: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A report about one Pareto model of a run; the table must still be what the run was made on. */
export async function reportOfFolder(launch: EngineLauncher, request: ReportRequest): Promise<{ modelId: string; file: ReportFile }> {
  const run = readRun(request.runFolder);
  const model = modelOfRun(run, request.modelId);
  const scenario = request.scenarioPath === undefined ? null : parseScenario(readJson(request.scenarioPath));
  const project = projectOfRun(run);
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
      convergence: run.convergence, candidates, models: run.models, consensus: run.consensus ?? null,
      allocations: scenario === null ? [] : [await solved(pool, request, run, prepared, scenario)], notes: run.notes, version, createdAt,
    }, request.format);
    return { modelId: model.id, file };
  });
}

/** With all that a report tells of a scenario. */
async function solved(pool: EnginePool, { runFolder, scenarioPath = '', modelId, signal, onProgress }: ReportRequest, run: RunFile, prepared: PreparedData, scenario: ModelScenario): Promise<ScenarioReport> {
  const { model, set } = modelsOfRun(runFolder, run, modelId, prepared, scenario);
  const answer = await decideOn(pool, { prepared, model, set, scenario, seed: run.seed, response: run.spec.response.kind, currency: run.spec.currency, periods: 1, onProgress, signal },
    new Set(['own', 'explanations', 'reconciliation', 'frontier', 'sensitivity']));
  return scenarioReport(scenarioName(scenarioPath), scenario, answer);
}
