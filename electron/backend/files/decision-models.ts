import { join } from 'node:path';
import type { ModelCandidate } from '../../../core/allocation/advice.ts';
import type { DecisionModels } from '../../../core/allocation/asked.ts';
import type { ModelScenario } from '../../../core/allocation/problem.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { readCandidates, readParameters } from '../../../core/selection/candidates-csv.ts';
import { select } from '../../../core/selection/select.ts';
import { plausibleCandidates } from '../../../core/uncertainty/consensus.ts';
import { DEFAULT_ROBUST, decisionSet } from '../decision-set.ts';
import { modelId } from '../runs/choose-models.ts';
import { numberedCandidates } from './candidates.ts';
import { fileError, readCandidateParameters, readText } from './reading.ts';
import { modelOfRun } from './run-file.ts';
import type { RunFile } from './run-file.ts';

/** The model of a question and those to decide over. */
export interface FileModels {
  model: ModelCandidate;
  set: DecisionModels | null;
  notes: string[];
}

/**
 * Candidates of a file: the first is the model, several are decided over, for the scenario's objective (the mean unless it
 * has one) unless it says `robust: null`. Throws CANDIDATE.
 */
export function modelsOfParams(path: string, prepared: PreparedData, { robust }: ModelScenario): FileModels {
  const candidates = numberedCandidates(prepared, readCandidateParameters(path)).map((params, index): ModelCandidate => ({ id: `candidate ${index + 1}`, params }));
  const [model] = candidates;
  if (model === undefined) throw fileError('CANDIDATE', 'Expected at least one candidate, got 0.', 'Give the hyperparameters of the model to allocate for, or of several to decide over.');
  if (candidates.length === 1) {
    return { model, set: null, notes: robust === undefined || robust === null ? [] : ['There is one candidate, so "robust" changes nothing: it is decided by that one.'] };
  }
  if (robust === null) return { model, set: null, notes: ['The scenario says "robust": null, so it is decided by the first candidate alone.'] };
  return { model, set: { kind: 'plausible', objective: (robust ?? DEFAULT_ROBUST).objective, candidates, note: `${candidates.length} candidates that were given` }, notes: [] };
}

/** The named (else the best) model of a run, and the run's models that the scenario asks for: by default the representatives of its clusters. */
export function modelsOfRun(folder: string, run: RunFile, wanted: string | undefined, prepared: PreparedData, scenario: ModelScenario): FileModels {
  const [model = { id: '', params: {} }] = candidatesOf([modelOfRun(run, wanted)], prepared);
  const set = decisionSet({
    name: 'the run', seed: run.seed,
    pareto: () => candidatesOf(run.models, prepared),
    representatives: () => candidatesOf(run.models.filter(({ representative }) => representative), prepared),
    plausible: () => plausibleOf(folder, prepared),
  }, scenario);
  return { model, set, notes: set?.candidates.length === 0 && set.note !== undefined ? [set.note] : [] };
}

function candidatesOf(models: readonly Pick<RunFile['models'][number], 'id' | 'params'>[], prepared: PreparedData): ModelCandidate[] {
  const params = numberedCandidates(prepared, models.map((model) => model.params));
  return models.map(({ id }, index) => ({ id, params: params[index] ?? {} }));
}

/** From candidates.csv, chosen as for the run's consensus. */
function plausibleOf(folder: string, prepared: PreparedData): ModelCandidate[] {
  const text = readText(join(folder, 'candidates.csv'), 'file of candidates');
  const { candidates } = readCandidates(text);
  const { weights, rssdObjective, space } = prepared;
  const rows = plausibleCandidates(candidates, select(candidates, { weights, rssdObjective }));
  const params = readParameters(text, space.parameters.map(({ name }) => name), rows);
  return candidatesOf(rows.map((row, index) => ({ id: modelId(candidates, row), params: params[index] ?? {} })), prepared);
}
