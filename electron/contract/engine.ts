import { z } from 'zod';
import type { MethodTrial } from '../../core/comparison/track.ts';
import type { Advice, ModelCandidate } from '../../core/allocation/advice.ts';
import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { SensitivityRow } from '../../core/allocation/insight/explanation.ts';
import type { Frontier } from '../../core/allocation/insight/frontier.ts';
import type { InsightOptions } from '../../core/allocation/insight/words.ts';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import type { Table, Spacing } from '../../core/data/table.ts';
import type { Profiles } from '../../core/diagnosis/profile.ts';
import type { RunDiagnosis } from '../../core/diagnosis/run.ts';
import type { ExperimentRanking } from '../../core/experiment/experiment.ts';
import type { CandidateParameters, Evaluation } from '../../core/model/evaluation.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import type { RecoveryReplicate, ReplicateOptions } from '../../core/recovery/replicate.ts';
import type { Selection } from '../../core/selection/selection.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { TrialOptions } from '../../core/tuning/trial.ts';
import type { TrialResult } from '../../core/tuning/trial-result.ts';
import type { Consensus } from '../../core/uncertainty/consensus.ts';
import type { ModelIntervals } from '../../core/uncertainty/interval.ts';
import type { PlanView } from './allocation.ts';
import type { DiagnoseRequest, ProfileRequest } from './diagnosis.ts';
import { float64Array } from './shape.ts';
import type { ConsensusRequest, IntervalsRequest } from './uncertainty.ts';

/**
 * Messages between the backend and an engine process. An engine holds prepared data sets by key and works on one
 * task at a time; between chunks of a trial it reads its messages, so cancel takes effect at once.
 */
export interface EngineTasks {
  /** Table and project file → prepared data (fits the Prophet baseline when asked for). */
  prepare: { request: { spec: Spec; table: Table; spacing: Spacing }; result: PrepareResult };
  /** One trial on the data loaded under `key`. Cancelled: what is done so far. `replay`: the same trial with fewer iterations. */
  trial: {
    request: { key: string } & TrialOptions;
    result: TrialResult;
  };
  /** Fronts, scores and convergence of all candidates. Arrays as in core/selection. */
  select: { request: SelectRequest; result: Selection };
  /** Full evaluation of some candidates on the data loaded under `key`. */
  evaluate: { request: { key: string; candidates: CandidateParameters[]; rows?: 'tuning' | 'all' | undefined }; result: Evaluation[] };
  /** Sampling intervals of one model. */
  intervals: { request: IntervalsRequest; result: ModelIntervals };
  /** A budget question on the data loaded under `key`: the suggestion, the most response by budget, other assumptions. */
  advise: { request: DecisionRequest; result: Advice };
  frontier: { request: DecisionRequest; result: Frontier };
  sensitivity: { request: DecisionRequest; result: SensitivityRow[] };
  /** A calendar; tells (permille done, [gap, NaN before the first plan]) as its progress. */
  plan: { request: DecisionRequest; result: PlanView };
  /** The worth of lift studies; tells (permille done, [NaN]). */
  experiments: { request: ExperimentsRequest; result: ExperimentRanking };
  /** What several models on the data loaded under `key` say together. */
  consensus: { request: ConsensusRequest; result: Consensus };
  /** Which hyperparameters the data loaded under `key` can tell in one model. */
  profile: { request: ProfileRequest; result: Profiles };
  /** Ranges and convergence of a run on the data loaded under `key`. */
  diagnose: { request: DiagnoseRequest; result: RunDiagnosis };
  /** One replicate of a recovery check; the data loaded under `key` are prepared from the real response. */
  recover: { request: RecoverRequest; result: RecoveryReplicate };
  /** One trial of one method of a comparison, timed, on the data loaded under `key`. */
  methodTrial: { request: MethodTrialRequest; result: MethodTrial };
}

export interface DecisionRequest {
  key: string;
  model: ModelCandidate;
  /** Null: the one model alone. */
  set: DecisionModels | null;
  scenario: ModelScenario;
  seed: number;
  /** How sentences about it are written. */
  words?: InsightOptions;
}

export interface ExperimentsRequest extends DecisionRequest {
  /** For how long the decision is made. */
  periods: number;
  /** What the response counts. */
  response: 'revenue' | 'conversion';
}

/** Rules of `stop` are left out: every method gets the same number of evaluations. */
export interface MethodTrialRequest extends Pick<TrialOptions, 'method' | 'settings' | 'levels' | 'trial' | 'seed' | 'iterations'> {
  key: string;
  /** Of how many trials of the method this is one. */
  trials: number;
}

export interface RecoverRequest extends ReplicateOptions {
  key: string;
  spec: Spec;
  table: Table;
  spacing: Spacing;
  trials: number;
  iterations: number;
}

export interface PrepareResult {
  prepared: PreparedData;
  /** Baseline columns over the whole table, for the wizard's drawing. */
  baseline: { name: string; values: Float64Array }[];
  notes: string[];
}

export interface SelectRequest {
  trial: Float64Array;
  iteration: Float64Array;
  nrmse: Float64Array;
  decompRssd: Float64Array;
  mape: Float64Array;
  nrmseTrain: Float64Array;
  nrmseValidation: Float64Array;
  nrmseTest: Float64Array;
  calibrationConstraint?: number;
  weights?: [number, number, number];
  rssdObjective?: boolean;
}

export type TaskName = keyof EngineTasks;

/** Backend → engine. */
export type ToEngine =
  | { type: 'load'; key: string; prepared: PreparedData }
  | { type: 'unload'; key: string }
  | { [N in TaskName]: { type: 'task'; jobId: number; task: N; request: EngineTasks[N]['request'] } }[TaskName]
  | { type: 'cancel'; jobId: number };

/** Engine → backend; parsed with `fromEngineSchema`, task results being typed arrays made by `core/`. */
export const fromEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), protocol: z.number() }),
  z.object({
    type: z.literal('progress'),
    jobId: z.number(),
    iterations: z.number(),
    /** trial, iteration, nrmse, decompRssd, mape of a sample of the new candidates. */
    points: float64Array,
  }),
  z.object({ type: z.literal('done'), jobId: z.number(), cancelled: z.boolean(), result: z.unknown() }),
  z.object({
    type: z.literal('failed'),
    jobId: z.number(),
    code: z.string(),
    message: z.string(),
    problems: z.array(z.unknown()),
  }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;

export const ENGINE_PROTOCOL = 1;

/** At most this many messages a second, and this many points in each. */
export const PROGRESS_PER_SECOND = 10;
export const PROGRESS_POINTS = 100;
