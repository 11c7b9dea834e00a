import { askedProblem } from '../../../core/allocation/asked.ts';
import type { DecisionModels } from '../../../core/allocation/asked.ts';
import type { Advice, ModelCandidate } from '../../../core/allocation/advice.ts';
import type { Frontier } from '../../../core/allocation/insight/frontier.ts';
import type { SensitivityRow } from '../../../core/allocation/insight/explanation.ts';
import { horizonOf } from '../../../core/allocation/per-period.ts';
import type { Plan } from '../../../core/allocation/plan/plan.ts';
import type { Allocation, ModelScenario } from '../../../core/allocation/problem.ts';
import { allocate } from '../../../core/allocation/solve.ts';
import type { ExperimentRanking } from '../../../core/experiment/experiment.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { ScenarioReport } from '../../../core/report/scenario-report.ts';
import type { ResponseKind } from '../../../core/spec/spec.ts';
import type { DecisionRequest, TaskName } from '../../contract/engine.ts';
import type { EnginePool, JobOptions } from '../runs/engine-pool.ts';

/** What can be asked for beside the suggestion. */
export const ADVICE_PARTS = ['own', 'explanations', 'reconciliation', 'frontier', 'sensitivity', 'experiments'] as const;
export type AdvicePart = (typeof ADVICE_PARTS)[number];

/** A budget question on data that were prepared from files. */
export interface FileDecision {
  prepared: PreparedData;
  model: ModelCandidate;
  /** Null: the one model alone. */
  set: DecisionModels | null;
  /** For the worth of lift studies; `set` unless said. */
  studySet?: DecisionModels | null;
  scenario: ModelScenario;
  seed: number;
  response: ResponseKind;
  /** ISO 4217. */
  currency: string;
  /** Of the decision that lift studies are to help. */
  periods: number;
  /** Share done of `what`, and the gap of a plan so far. */
  onProgress: (what: string, share: number, gap: number | null) => void;
  signal: AbortSignal;
}

export interface FileAdvice {
  allocation: Allocation;
  /** All that `own`, explanations and reconciliation are parts of; null where none of them was asked for. */
  advice: Advice | null;
  beside: AdviceParts;
}

/** What was asked for beside the suggestion; absent: not asked for. */
export interface AdviceParts {
  own?: Allocation | null;
  explanations?: Advice['explanations'];
  reconciliation?: Advice['reconciliation'];
  frontier?: Frontier;
  sensitivity?: SensitivityRow[];
  experiments?: ExperimentRanking;
  /** Of a scenario with `plan`. */
  plan?: Plan;
}

/** Rejects with what the solvers and engines reject with. Notes on model and data come before the suggestion's own. */
export async function decideOn(pool: EnginePool, decision: FileDecision, parts: ReadonlySet<AdvicePart>): Promise<FileAdvice> {
  const { prepared, model, set, scenario, seed, signal, onProgress, response, currency, periods, studySet = set } = decision;
  const request: DecisionRequest = { key: KEY, model, set, scenario, seed, words: { responseKind: response, currency } };
  const options = (what: string): JobOptions => ({
    label: what, data: { key: KEY, prepared }, signal,
    onProgress: (permille, [gap = NaN]) => onProgress(what, permille / 1000, Number.isNaN(gap) ? null : gap),
  });
  const run = <N extends TaskName>(task: N, what: string, own: Parameters<typeof pool.run<N>>[1]) => pool.run(task, own, options(what));
  const advice = parts.has('own') || parts.has('explanations') || parts.has('reconciliation') ? await run('advise', 'the suggestion', request) : null;
  return {
    advice,
    allocation: withNotes(advice ?? suggestion(decision)),
    beside: {
      ...(advice === null || !parts.has('own') ? {} : { own: advice.own?.allocation ?? null }),
      ...(advice === null || !parts.has('explanations') ? {} : { explanations: advice.explanations }),
      ...(advice === null || !parts.has('reconciliation') ? {} : { reconciliation: advice.reconciliation }),
      ...(parts.has('frontier') ? { frontier: await run('frontier', 'the frontier', request) } : {}),
      ...(parts.has('sensitivity') ? { sensitivity: await run('sensitivity', 'the sensitivity', request) } : {}),
      ...(parts.has('experiments') ? { experiments: await run('experiments', 'the worth of lift studies', { ...request, set: studySet, periods, response }) } : {}),
      ...(scenario.plan === undefined ? {} : { plan: (await run('plan', 'the plan', request)).plan }),
    },
  };
}

/** As `evaluateOn`, so that engines get the data once. */
const KEY = 'files';

/** The suggestion of `advise` without the rest of it, which takes longer. */
function suggestion({ prepared, model, set, scenario }: FileDecision): Pick<Advice, 'allocation' | 'notes'> {
  const { problem, notes, rows } = askedProblem(prepared, model, set, scenario);
  const allocation = allocate(problem);
  return { allocation: { ...allocation, ...horizonOf(allocation.total, scenario, rows.length) }, notes };
}

function withNotes({ allocation, notes }: Pick<Advice, 'allocation' | 'notes'>): Allocation {
  return { ...allocation, notes: [...new Set([...notes, ...allocation.notes])] };
}

/** The same as reports and tables take it. */
export function scenarioReport(name: string, scenario: ModelScenario, { allocation, advice, beside }: FileAdvice): ScenarioReport {
  const { basis, modelSet, own, extrapolation, gain, notes } = advice ?? untold(allocation);
  const { frontier = null, reconciliation = null, sensitivity = null, explanations = [], plan = null } = beside;
  return { name, scenario, allocation, frontier, reconciliation, sensitivity, detail: { basis, modelSet, own: own?.allocation ?? null, explanations, extrapolation, gain, notes, plan } };
}

function untold({ robust }: Allocation): Pick<Advice, 'basis' | 'modelSet' | 'own' | 'extrapolation' | 'gain' | 'notes'> {
  return {
    basis: robust === undefined ? 'model' : 'robust', modelSet: { kind: 'model', models: robust?.models.length ?? 1, note: '' }, own: null, extrapolation: [], gain: null, notes: [],
  };
}
