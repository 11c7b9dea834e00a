import { basename } from 'node:path';
import { allocate } from '../../../core/allocation/solve.ts';
import { explain } from '../../../core/allocation/insight/explain.ts';
import { frontierOf } from '../../../core/allocation/insight/frontier.ts';
import { sensitivityOf } from '../../../core/allocation/insight/sensitivity.ts';
import { parseProblem, parseScenario } from '../../../core/allocation/parse.ts';
import type { ModelScenario, RobustChoice } from '../../../core/allocation/problem.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { ScenarioRow } from '../../../core/report/scenario-csv.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { scenariosFile } from '../exports/allocations.ts';
import type { ReportFile } from '../exports/report.ts';
import type { EngineLauncher } from '../runs/engine-process.ts';
import type { Warn } from './commands.ts';
import { decideOn, scenarioReport } from './decide.ts';
import type { AdvicePart, FileAdvice, FileDecision } from './decide.ts';
import { modelsOfParams, modelsOfRun } from './decision-models.ts';
import type { FileModels } from './decision-models.ts';
import { evaluateOn, prepareOn, withEngines } from './engines.ts';
import { fileError, readJson, readProject } from './reading.ts';
import type { Project, TableChoice } from './reading.ts';
import type { RunFile } from './run-file.ts';
import { projectOfRun, readRun } from './run-folder.ts';

export interface AllocateRequest {
  /** Project file; may be absent with a run, which has its own. */
  specPath: string | undefined;
  table: TableChoice;
  scenarioPath: string;
  models: { paramsPath: string } | { runFolder: string; modelId: string | undefined };
  parts: ReadonlySet<AdvicePart>;
  /** Of the decision that lift studies are to help. */
  periods: number;
}

export interface AllocateWork extends Pick<FileDecision, 'onProgress' | 'signal'> {
  launch: EngineLauncher;
  warn: Warn;
}

/** What is printed: the Allocation with the keys that were asked for beside it; and the same as tables. */
export interface Allocated {
  result: object;
  file(format: 'csv' | 'xlsx'): Promise<ReportFile>;
}

/** A budget for one model of a project, or over several. Throws FILE_*, SPEC_*, DATA_*, RUN_*, CANDIDATE, ALLOCATION_*. */
export async function allocateFiles(request: AllocateRequest, { launch, warn, onProgress, signal }: AllocateWork): Promise<Allocated> {
  const scenario = parseScenario(readJson(request.scenarioPath));
  const { models: source, parts, periods } = request;
  const run = 'runFolder' in source ? readRun(source.runFolder) : null;
  const project = projectOf(request, run);
  warn(project.warnings);
  return withEngines(launch, 1, async (pool) => {
    const { prepared, notes } = await prepareOn(pool, project, signal);
    warn(notes);
    const found = modelsFor(source, run, prepared, scenario);
    // A candidate that is wrong is told with its place.
    await evaluateOn(pool, prepared, found.set?.candidates.map(({ params }) => params) ?? [found.model.params]);
    const answer = await decideOn(pool, {
      prepared, model: found.model, set: found.set, scenario, seed: run?.seed ?? project.spec.tuning.seed, response: project.spec.response.kind, currency: project.spec.currency,
      periods, onProgress, signal, ...(parts.has('experiments') ? { studySet: modelsFor(source, run, prepared, { ...scenario, robust: scenario.robust ?? STUDY_MODELS }).set } : {}),
    }, parts);
    const answered = { ...answer, allocation: { ...answer.allocation, notes: [...found.notes, ...answer.allocation.notes] } };
    return allocated(answered, {
      name: scenarioName(request.scenarioPath), scenario, spec: project.spec, spacing: prepared.spacing, model: found.model.id,
      run: 'runFolder' in source ? basename(source.runFolder) : '',
    });
  });
}

/** A study tells between models: the more plausible ones take part, the better its worth is known. */
const STUDY_MODELS: RobustChoice = { models: 'plausible', objective: { kind: 'mean' } };

/** What a bare problem of curves can be asked. */
const PROBLEM_PARTS: readonly AdvicePart[] = ['explanations', 'frontier', 'sensitivity'];

/** The same for a bare problem of curves; parts that need a model are refused. */
export function allocateProblemFile(path: string, parts: ReadonlySet<AdvicePart> = new Set()): Allocated {
  const strange = [...parts].find((part) => !PROBLEM_PARTS.includes(part));
  if (strange !== undefined) throw fileError('INPUT_OPTION', `A problem of curves has no ${strange}.`, `With --problem choose of ${PROBLEM_PARTS.join(', ')}.`, '--with');
  const problem = parseProblem(readJson(path));
  const allocation = allocate(problem);
  return allocated({
    allocation, advice: null,
    beside: {
      ...(parts.has('explanations') ? { explanations: explain(problem, allocation) } : {}),
      ...(parts.has('frontier') ? { frontier: frontierOf(problem) } : {}),
      ...(parts.has('sensitivity') ? { sensitivity: sensitivityOf(problem, allocation) } : {}),
    },
  }, { name: scenarioName(path), scenario: { scenario: problem.scenario }, spec: null, spacing: 'period', model: '', run: '' });
}

function projectOf({ specPath, table }: AllocateRequest, run: RunFile | null): Project {
  if (specPath !== undefined) return readProject(specPath, table);
  if (run === null) throw fileError('INPUT_OPTION', 'SPEC is missing.', 'Name the project file, or say --run RUN_DIR.', 'SPEC');
  return projectOfRun(run, table);
}

function modelsFor(source: AllocateRequest['models'], run: RunFile | null, prepared: PreparedData, scenario: ModelScenario): FileModels {
  if ('paramsPath' in source) return modelsOfParams(source.paramsPath, prepared, scenario);
  return modelsOfRun(source.runFolder, run ?? readRun(source.runFolder), source.modelId, prepared, scenario);
}

/** Scenarios of files go by the file's name. */
export function scenarioName(path: string): string {
  return basename(path).replace(/\.[^.]*$/, '');
}

interface Asked extends Pick<ScenarioRow, 'name' | 'scenario' | 'run' | 'model'> {
  /** Null: of a bare problem. */
  spec: Spec | null;
  spacing: string;
}

function allocated(answer: FileAdvice, { spec, spacing, run, model, name, scenario }: Asked): Allocated {
  const row: ScenarioRow = { ...scenarioReport(name, scenario, answer), run, model };
  return {
    result: { ...answer.allocation, ...answer.beside },
    file: (format) => scenariosFile([row], { currency: spec?.currency ?? '', responseKind: spec?.response.kind ?? 'revenue', spacing }, format, name),
  };
}
